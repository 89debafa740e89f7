import SeededNumbers
import TerminalGraphics
import Testing

struct TicksTests {
  private func check(_ range: ClosedRange<Double>, _ count: Int) {
    let ticks = Ticks(range, atMost: count)
    let (values, labels) = (ticks.values, ticks.labels)
    #expect(values.count == labels.count)
    // The steps fit the interval at most `count` times, so with both ends there is one tick more.
    #expect(values.count <= count + 1, "\(range) at most \(count): \(values.count)")
    #expect(values.allSatisfy { range.contains($0) }, "\(range) at most \(count): \(values)")
    #expect(zip(values, values.dropFirst()).allSatisfy { $0 < $1 }, "\(range): \(values)")
    #expect(Set(labels).count == labels.count, "\(range) at most \(count): \(labels)")
  }

  @Test func ticksAreRound() {
    #expect(Ticks(0...10, atMost: 5).labels == ["0", "2", "4", "6", "8", "10"])
    #expect(Ticks(-5...5, atMost: 4).labels == ["−5", "0", "5"])
    #expect(Ticks(0...1, atMost: 5).labels == ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"])
    #expect(Ticks(-0.13...0.13, atMost: 6).labels == ["−0.10", "−0.05", "0.00", "0.05", "0.10"])
    #expect(Ticks(0...2_000_000, atMost: 4).labels == ["0", "500000", "1e+06", "1.5e+06", "2e+06"])
    #expect(Ticks(3...3.9, atMost: 1).values == [] || Ticks(3...3.9, atMost: 1).values == [3])
  }

  @Test func endsThatAreRoundHaveATick() {
    // 0.35 is less than seven times 0.05 in a quotient of doubles.
    #expect(Ticks(-0.088...0.35, atMost: 12).labels.last == "0.35")
    #expect(Ticks(-2.4e-6 ... -2.3e-6, atMost: 8).values.first == -2.4e-6)
    #expect(Ticks(0...0.3, atMost: 3).values == [0, 0.1, 0.2, 0.3])
  }

  @Test func labelsAreTheValues() throws {
    var numbers = SeededNumbers(7)
    for _ in 0..<2000 {
      let low = Double.random(in: -100...100, using: &numbers)
      let ticks = Ticks(
        low...low + Double.random(in: 0.01...1000, using: &numbers),
        atMost: Int.random(in: 2...12, using: &numbers))
      for (value, label) in zip(ticks.values, ticks.labels) {
        let written = String(label.map { $0 == "−" ? "-" : $0 })
        #expect(try #require(Double(written)) == value, "\(label) for \(value)")
      }
    }
  }

  @Test func stepsAreOneTwoOrFive() {
    var numbers = SeededNumbers(5)
    for _ in 0..<2000 {
      let low = Double.random(in: -100...100, using: &numbers)
      let range = low...low + Double.random(in: 0.01...1000, using: &numbers)
      let values = Ticks(range, atMost: Int.random(in: 2...12, using: &numbers)).values
      guard values.count >= 2 else { continue }
      var step = (values[values.count - 1] - values[0]) / Double(values.count - 1)
      while step >= 9.99 { step /= 10 }
      while step < 0.999 { step *= 10 }
      #expect([1.0, 2, 5].contains { abs($0 - step) < 1e-6 }, "\(range): \(values)")
    }
  }

  @Test func lawsHoldAnywhere() {
    var numbers = SeededNumbers(6)
    for _ in 0..<20_000 {
      let low = Double.random(in: -1000...1000, using: &numbers)
      let width =
        Double.random(in: 0.001...1, using: &numbers) * [1e-6, 1e-3, 1, 1e3, 1e6].randomElement(
          using: &numbers)!
      check(low...low + width, Int.random(in: 1...20, using: &numbers))
    }
  }

  @Test(arguments: [
    1e6...1_000_001, 1...1.000_000_1, -1e-9...1e-9, 0...1e-300, 0...Double.leastNonzeroMagnitude,
    -1e307...1e307, 0...1e308,
    1e15...1e15 + 8, -1e300 ... -9e299, 123456.789...123456.79, 999_999...1_000_001, 1e-8...3e-8,
  ])
  func hugeAndTinyRanges(_ range: ClosedRange<Double>) {
    for count in [1, 2, 3, 5, 8, 20] { check(range, count) }
  }

  @Test func rangesWithoutWidthHaveNone() {
    for range in [1.0...1, 0...Double.infinity, -Double.infinity...Double.infinity] {
      #expect(Ticks(range, atMost: 5).values.isEmpty && Ticks(range, atMost: 5).labels.isEmpty)
    }
    #expect(Ticks(-Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude, atMost: 5).values.isEmpty)
    #expect(Ticks(0...1, atMost: 0).values.isEmpty && Ticks(0...1, atMost: -3).values.isEmpty)
  }

  @Test func endsAreShort() {
    #expect(Ticks.ends(of: -1...4) == "−1 … 4")
    #expect(Ticks.ends(of: -0.12345...1e9) == "−0.1235 … 1e+09")
  }
}
