import Experiments
import Optimization
import Testing

@Suite("Numbers in tables")
struct ExactNumberTests {
  /// Reads numbers as the first column of a table.
  private func read(_ texts: [String]) throws -> [Double] {
    try DelimitedText.read(texts.map { "\($0),0\n" }.joined().utf8, file: "m.csv", name: "m").x
  }

  private func compare(_ texts: [String]) throws {
    let values = try read(texts)
    #expect(values.count == texts.count)
    for (text, value) in zip(texts, values) {
      let expected = try #require(Double(text))
      #expect(value.bitPattern == expected.bitPattern, "\(text)")
    }
  }

  @Test("Random numbers of every size and length are correctly rounded")
  func random() throws {
    let numbers = RandomNumbers(seed: 1, stream: 0)
    let texts = (0..<100_000).map { i -> String in
      let index = UInt64(i)
      let bits = numbers.bits(3 * index)
      switch i % 5 {
      // Any finite double in its shortest form.
      case 0:
        let value = Double(bitPattern: bits)
        return value.isFinite ? value.description : "1"
      // Up to 20 digits with a point somewhere, as programs print them.
      case 1:
        var digits = Array(String(bits).prefix(1 + numbers.below(20, 3 * index + 1)))
        digits.insert(".", at: numbers.below(digits.count + 1, 3 * index + 2))
        return String(digits)
      // Sixteen to nineteen digits below one, as numpy prints them.
      case 2: return "0." + String(bits | 1 << 62).prefix(16 + i / 5 % 4)
      // Whole numbers beyond 2^53 with small powers of ten.
      case 3: return "\(bits >> 1)e\(numbers.below(45, 3 * index + 1) - 22)"
      // Measured numbers.
      default: return "\(Int64(truncatingIfNeeded: bits) / 1_000_000_000_000_000).\(bits % 1000)"
      }
    }
    try compare(texts)
  }

  @Test("Ties, limits and unusual forms are read as by the standard library")
  func special() throws {
    try compare([
      "0", "-0", "-0.0", "0e5", "0.1", "1e22", "1e23", "9007199254740993", "9007199254740993.0",
      "9007199254740992.5",
      "9007199254740991.5", "4503599627370496.5", "4503599627370497.5", "18446744073709551615",
      "9223372036854775807.5", "1.7976931348623157e308", "5e-324", "2.4703282292062328e-324", "2e-324",
      "1e-400",
      "2.2250738585072014e-308", "2.2250738585072011e-308", "123456789012345678901234567890",
      "00000000000000000001.5",
      "0.000000000000000000000000000000123456789012345678",
      "1.00000000000000011102230246251565404236316680908203125",
      "1.00000000000000011102230246251565404236316680908203124", "1.5e+3", "+7", ".5", "5.",
      "9999999999999999999e-19",
      "9999999999999999999e19", "10000000000000000000e-1", "1234567890123456789e-19",
      "99999999999999974834176",
    ])
  }

  @Test("A decimal comma is as exact as a point")
  func commas() throws {
    let data = try DelimitedText.read(
      "0,1;-0,30000000000000004\n1,00000000000000011102230246251565404236316680908203125;2,5e-3\n".utf8,
      file: "m.csv",
      name: "m")
    #expect(data.x == [0.1, 1.0000000000000002] || data.x == [0.1, 1])
    #expect(data.x[1] == Double("1.00000000000000011102230246251565404236316680908203125"))
    #expect(data.y == [-0.30000000000000004, 0.0025])
  }
}
