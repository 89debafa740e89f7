import Foundation
import SeededNumbers
import TerminalGraphics
import Testing

struct NumeralsTests {
  @Test func scientificRoundsAndCarries() {
    let cases: [(Double, Int, String)] = [
      (0.0910, 3, "9.10e-02"), (-1.2e10, 2, "−1.2e+10"), (0.9996, 3, "1.00e+00"), (9.9951e99, 3, "1.00e+100"),
      (0.9994, 3, "9.99e-01"), (99.95, 3, "1.00e+02"), (0, 3, "0.00e+00"), (-0.0, 3, "0.00e+00"),
      (1, 1, "1e+00"), (7, 0, "7e+00"), (.leastNonzeroMagnitude, 1, "5e-324"),
      (2.2250738585072014e-308, 5, "2.2251e-308"), (.greatestFiniteMagnitude, 3, "1.80e+308"),
      (-.greatestFiniteMagnitude, 2, "−1.8e+308"), (1e16, 2, "1.0e+16"), (123456, 3, "1.23e+05"),
      (1, 20, "1.0000000000000000000e+00"),
    ]
    for (value, digits, text) in cases {
      #expect(Numerals.scientific(value, digits: digits) == text)
    }
  }

  @Test func whatIsNoNumberSaysSo() {
    for digits in [1, 3, 9] {
      for text in [
        { Numerals.scientific($0, digits: digits) }, { Numerals.fixed($0, decimals: digits) },
        { Numerals.short($0, digits: digits) },
      ] as [(Double) -> String] {
        #expect(text(.nan) == "nan" && text(-.nan) == "nan")
        #expect(text(.infinity) == "inf" && text(-.infinity) == "−inf")
      }
    }
  }

  @Test func fixedKeepsItsDecimals() {
    let cases: [(Double, Int, String)] = [
      (-2.5, 2, "−2.50"), (0, 0, "0"), (0, 3, "0.000"), (-0.0, 1, "0.0"), (-0.001, 2, "0.00"),
      (0.999, 2, "1.00"),
      (9.999, 2, "10.00"), (0.05, 1, "0.1"), (1234567, 0, "1234567"), (.leastNonzeroMagnitude, 2, "0.00"),
      (1e15, 2, "1.00e+15"), (-3e200, 1, "−3.00e+200"), (0.1 + 0.2, 1, "0.3"),
    ]
    for (value, decimals, text) in cases { #expect(Numerals.fixed(value, decimals: decimals) == text) }
  }

  @Test func shortIsShort() {
    let cases: [(Double, Int, String)] = [
      (0.001, 4, "0.001"), (20, 4, "20"), (1.5e-6, 4, "1.5e-06"), (0, 4, "0"), (-0.0, 4, "0"),
      (-0.25, 4, "−0.25"),
      (123456, 6, "123456"), (1e6, 4, "1e+06"), (99999.6, 5, "100000"), (0.0001, 4, "0.0001"),
      (0.00001, 4, "1e-05"), (3.14159, 3, "3.14"), (100_000, 6, "100000"), (30, 6, "30"), (0.99996, 4, "1"),
      (.leastNonzeroMagnitude, 4, "5e-324"), (.greatestFiniteMagnitude, 4, "1.798e+308"),
    ]
    for (value, digits, text) in cases { #expect(Numerals.short(value, digits: digits) == text) }
  }

  /// The digits of the shortest decimal, and how many of them there are.
  private func isTie(_ value: Double, digits: Int) -> Bool {
    let mantissa = "\(abs(value))".prefix { $0 != "e" }.filter { $0 != "." }.drop { $0 == "0" }
    let rest = mantissa.dropFirst(digits)
    return rest.first == "5" && rest.dropFirst().allSatisfy { $0 == "0" }
  }

  private static func values(_ count: Int, _ seed: UInt64) -> [Double] {
    var numbers = SeededNumbers(seed)
    return (0..<count).map { i in
      switch i % 4 {
      case 0:
        let value = Double(bitPattern: numbers.next())
        return value.isFinite ? value : 1
      case 1: return Double.random(in: -1000...1000, using: &numbers)
      case 2: return (Double.random(in: -1e6...1e6, using: &numbers)).rounded() / 1000
      default:
        return Double(Int.random(in: -99999...99999, using: &numbers))
          * pow(10, Double(Int.random(in: -12...12, using: &numbers)))
      }
    }
  }

  /// C rounds the exact binary value, these numerals the shortest decimal: only where that is a tie may they differ.
  @Test func scientificEqualsC() {
    var ties = 0
    for (i, value) in Self.values(100_000, 1).enumerated() where abs(value) >= 1e-307 || value == 0 {
      let digits = 1 + i / 4 % 12
      let expected = String(format: "%.\(digits - 1)e", value == 0 ? 0 : value).replacing(
        "-", with: "−", maxReplacements: value < 0 ? 1 : 0)
      let text = Numerals.scientific(value, digits: digits)
      if text != expected {
        ties += 1
        #expect(isTie(value, digits: digits), "\(value) to \(digits): \(text), C \(expected)")
      }
    }
    #expect(ties < 10_000)
  }

  @Test func fixedEqualsC() {
    for (i, value) in Self.values(100_000, 2).enumerated() where abs(value) < 1e9 {
      let decimals = i / 4 % 6
      var expected = String(format: "%.\(decimals)f", value)
      if expected.allSatisfy({ "-0.".contains($0) }) { expected = expected.replacing("-", with: "") }
      let text = Numerals.fixed(value, decimals: decimals)
      if text != expected.replacing("-", with: "−") {
        let whole = max(1, "\(Int(abs(value)))".count)
        let zeros = abs(value) < 1 ? Int((-log10(abs(value))).rounded(.up)) - 1 : 0
        let digits = abs(value) < 1 ? decimals - zeros : whole + decimals
        #expect(
          digits >= 0 && isTie(value, digits: digits), "\(value) to \(decimals): \(text), C \(expected)")
      }
    }
  }

  @Test func shortReadsBackAsItsRounding() {
    for (i, value) in Self.values(20_000, 3).enumerated() where abs(value) >= 1e-307 || value == 0 {
      let digits = 1 + i / 4 % 9
      let text = Numerals.short(value, digits: digits).replacing("−", with: "-")
      let expected = Double(Numerals.scientific(value, digits: digits).replacing("−", with: "-"))
      #expect(Double(text) == expected, "\(value) to \(digits): \(text)")
    }
  }

  @Test func fillingFillsItsWidth() {
    let expected: [(Double, String)] = [
      (0, "0.000000"), (1, "1.000000"), (-1, "−1.00000"), (0.1, "0.100000"), (-0.001234567, "−0.00123"),
      (0.000999, "9.99e-04"), (-1.234e-5, "−1.2e-05"), (12345.678, "12345.68"), (-12345.678, "−12345.7"),
      (999_999.96, " 1000000"), (1e15, "1.00e+15"), (1e-300, "1.0e-300"), (-1e-300, " −1e-300"),
      (.infinity, "     inf"), (-.infinity, "    −inf"), (.nan, "     nan"), (9.9999999, "10.00000"),
    ]
    for (value, text) in expected {
      #expect(Numerals.filling(value, width: 8).replacing("\u{A0}", with: " ") == text)
    }
  }

  @Test func fillingIsAsWideForAllNumbers() {
    for width in 7...12 {
      for exponent in -99...99 {
        for mantissa in [1.0, 9.99999999999, 1.23456789, 9.5, 4.99999] {
          for sign in [1.0, -1] {
            let value = Double("\(sign * mantissa)e\(exponent)") ?? .nan
            let text = Numerals.filling(value, width: width)
            #expect(Frame.columns(of: text) == width, "\(value) in \(width): \(text)")
            let read =
              Double(
                text.replacing("−", with: "-").replacing("\u{A0}", with: "")) ?? .nan
            #expect(abs(read / value - 1) < (width < 9 ? 0.5 : 0.05), "\(value): \(text)")
            #expect(Frame.columns(of: Numerals.aligned(value, width: width + 1)) == width + 1)
          }
        }
      }
    }
  }
}
