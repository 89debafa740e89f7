import Arithmetic
import Testing

@Suite("Round numbers")
struct RoundNumberTests {
  /// Numbers of every magnitude, subnormal ones included, by their bits.
  private func numbers(_ count: Int) -> [Double] {
    var bits: UInt64 = 0x9e37_79b9_7f4a_7c15
    return (0..<count).map { _ in
      bits = bits &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(bitPattern: (bits >> 1) % 0x7ff0_0000_0000_0000)
    }
  }

  /// Every round number from below the least `Double` to above the greatest.
  private var ladder: [RoundNumber] {
    var all = [RoundNumber.powerOfTen(-326)]
    while all[all.count - 1].exponent < 310 { all.append(all[all.count - 1].next) }
    return all
  }

  /// The digits of a number as written, without zeros at either end.
  private func digits(_ x: Double) -> String {
    let mantissa = x.magnitude.description.prefix { $0 != "e" }.filter { $0 != "." }
    let start = mantissa.drop { $0 == "0" }
    return String(String(start.reversed().drop { $0 == "0" }).reversed())
  }

  @Test("The ladder goes 1, 2, 5, 10, up and down, and each value is the decimal")
  func ladderIsWhole() {
    let ladder = ladder
    for (below, above) in zip(ladder, ladder.dropFirst()) {
      #expect(above.previous == below)
      #expect(below.value < above.value || above.value == .infinity || below.value == 0)
      #expect(below.digit * 2 == above.digit || below.digit * 5 == above.digit * 2 || below.digit == 5)
      #expect(below.value == Double("\(below.digit)e\(below.exponent)"))
      #expect(below.shifted(by: 3).previous == below.previous.shifted(by: 3))
    }
    #expect(ladder.first?.value == 0 && ladder.last?.value == .infinity)
    #expect(RoundNumber(atMost: 0.7).next.value == 1 && RoundNumber(atMost: 0.7).decimals == 1)
    #expect(RoundNumber(atMost: 700).decimals == 0)
  }

  @Test("The largest at most x and the smallest at least x enclose x")
  func enclosing() {
    for x in numbers(20_000) where x > 0 {
      let (below, above) = (RoundNumber(atMost: x), RoundNumber(atLeast: x))
      #expect(below.value <= x && x < below.next.value, "\(x)")
      #expect(x <= above.value && above.previous.value < x, "\(x)")
      let power = RoundNumber.powerOfTen(atMost: x)
      #expect(power.digit == 1 && power.value <= x && x < power.shifted(by: 1).value, "\(x)")
    }
  }

  @Test("A round number is its own neighbour; a bit below it is the one before")
  func exactness() {
    for number in ladder where number.value > 0 && number.value < .infinity {
      #expect(RoundNumber(atMost: number.value) == number && RoundNumber(atLeast: number.value) == number)
      #expect(RoundNumber(atLeast: number.value.nextUp) == number.next || number.value.nextUp == .infinity)
      // Below the least numbers is 0.
      guard number.previous.value > 0 else { continue }
      #expect(RoundNumber(atMost: number.value.nextDown) == number.previous, "\(number.value)")
    }
  }

  @Test("Without a positive number it is 1", arguments: [0, -0.0, -3, .infinity, -.infinity, .nan])
  func noNumber(x: Double) {
    #expect(RoundNumber(atMost: x).value == 1 && RoundNumber(atLeast: x).value == 1)
    #expect(RoundNumber.powerOfTen(atMost: x).value == 1)
  }

  @Test("Every multiple is written with its own digits only, at every magnitude")
  func decimals() {
    #expect(RoundNumber.powerOfTen(-1).multiple(3).description == "0.3")
    let counts = [
      1, 2, 3, 6, 7, 9, 11, 13, 29, 57, 101, 999, 1007, 31_337, 123_457, 99_999_999, 10_000_000_001,
    ]
    for number in ladder where number.exponent > -308 && number.exponent < 298 {
      for count in counts {
        let product = number.multiple(Double(count))
        #expect(digits(product) == digits(Double(count * number.digit)), "\(count) · \(number)")
        #expect(product.description == number.multiple(-Double(count)).description.dropFirst())
      }
    }
  }

  @Test("Zero times a round number is a positive zero, and a product too large is infinite")
  func extremes() {
    for number in ladder {
      #expect(number.multiple(0).sign == .plus && number.multiple(-0.0).sign == .plus)
      #expect(number.multiple(0) == 0)
    }
    #expect(RoundNumber.powerOfTen(308).multiple(3) == .infinity)
    #expect(RoundNumber.powerOfTen(-324).multiple(5) == Double.leastNonzeroMagnitude)
    #expect(RoundNumber.powerOfTen(2).multiple(1e300) == 1e302)
  }

  @Test("Multiples enclose the numbers between them, and the nearest one is the nearest")
  func multiplesAround() {
    for x in numbers(2000) where x < 1e308 {
      for shift in [-14, -9, -4, -1, 0, 2] {
        let step = RoundNumber(atMost: x).shifted(by: shift)
        guard step.value > 0, step.shifted(by: 1).value < .infinity else { continue }
        for x in [x, -x] {
          let (low, high) = (step.number(atMost: x), step.number(atLeast: x))
          #expect(step.multiple(low) <= x && x < step.multiple(low + 1), "\(x) by \(step)")
          #expect(step.multiple(high - 1) < x && x <= step.multiple(high), "\(x) by \(step)")
          #expect(step.multiple(atMost: x) == step.multiple(low))
          #expect(step.multiple(atLeast: x) == step.multiple(high))
          let distance = abs(step.multiple(nearestTo: x) - x)
          let best = min(x - step.multiple(low), step.multiple(high) - x)
          #expect(distance <= best + 4 * x.ulp, "\(x) by \(step)")
        }
      }
    }
  }

  @Test("A multiple is the last one at most itself, where a quotient alone would miss it")
  func multiplesAreTheirOwn() {
    #expect((0.15 / 0.05).rounded(.down) == 2)
    for step in ladder where step.exponent > -300 && step.exponent < 290 {
      for count in (0...200).map(Double.init) + [12_345, 7_654_321] {
        let x = step.multiple(count)
        #expect(step.number(atMost: x) == count && step.number(atLeast: x) == count, "\(count) · \(step)")
        #expect(step.number(atMost: -x) == -count && step.number(nearestTo: x) == count)
      }
    }
  }

  @Test("A number far too large for a step stays unchanged")
  func beyondTheStep() {
    let step = RoundNumber.powerOfTen(-20)
    for x in [1234.56, -1e300, .infinity, -.infinity] {
      #expect(step.multiple(atMost: x) == x && step.multiple(atLeast: x) == x)
      #expect(step.multiple(nearestTo: x) == x)
    }
    #expect(step.multiple(nearestTo: .nan).isNaN)
    #expect(step.multiples(in: 1...2).isEmpty)
  }

  @Test("The multiples in a range are complete and ascending")
  func inRange() {
    #expect(RoundNumber.powerOfTen(-1).multiples(in: -0.3...0.3) == [-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3])
    #expect(RoundNumber(atMost: 5).multiples(in: 1...4).isEmpty)
    for x in numbers(2000) where x > 1e-300 && x < 1e300 {
      let range = -0.37 * x...x
      let step = RoundNumber(atMost: x / 20)
      let all = step.multiples(in: range)
      #expect(all.allSatisfy { range.contains($0) } && zip(all, all.dropFirst()).allSatisfy { $0 < $1 })
      let first = step.number(atLeast: range.lowerBound)
      #expect(all == (0..<all.count).map { step.multiple(first + Double($0)) })
      #expect(step.multiple(first + Double(all.count)) > x && step.multiple(first - 1) < range.lowerBound)
    }
  }

  @Test("A number rounded to some digits has no more of them, and is as near as they allow")
  func significantDigits() {
    #expect(0.0123456.rounded(toDigits: 2) == 0.012 && (-99.7).rounded(toDigits: 2) == -100)
    #expect(0.95000000000000018.rounded(toDigits: 3) == 0.95 && 0.125.rounded(toDigits: 2) == 0.13)
    for x in [0, Double.infinity, -Double.infinity] { #expect(x.rounded(toDigits: 3) == x) }
    #expect(Double.nan.rounded(toDigits: 3).isNaN)
    for x in numbers(20_000) where x > 1e-300 && x < 1e307 {
      for count in [1, 2, 3, 7, 15] {
        let short = x.rounded(toDigits: count)
        #expect(digits(short).count <= count, "\(x) to \(count) digits: \(short)")
        let unit = RoundNumber.powerOfTen(atMost: x).shifted(by: 1 - count).value
        #expect(abs(short - x) <= 0.5 * unit + 4 * x.ulp, "\(x) to \(count) digits: \(short)")
        #expect(short.rounded(toDigits: count) == short && (-x).rounded(toDigits: count) == -short)
      }
    }
  }
}
