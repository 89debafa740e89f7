import Experiments
import Optimization
import Testing
import Wording

/// Random tables, edits and encodings: each is read or refused in a sentence whose place exists.
@Suite("Random tables")
struct TableFuzzTests {
  private struct Random {
    let numbers: RandomNumbers
    var index: UInt64 = 0

    init(_ seed: UInt64) { numbers = RandomNumbers(seed: seed, stream: 0) }

    mutating func below(_ count: Int) -> Int {
      index += 1
      return numbers.below(count, index)
    }
    mutating func pick<T>(_ items: [T]) -> T { items[below(items.count)] }
  }

  /// Cells of all kinds that people write.
  private static let cells = [
    "1", "2.5", "-3", "1e3", "1,234", "1.234,5", "12%", "NA", "", "nan", "inf", "abc", "yes", "\"7\"",
    "\"a,b\"", "\"a\nb\"",
    "\"", "#", "é", "\u{1B}[31m", "2020", "1'000", "0x10", "99999999999999999999999", "sep=;", "\u{0}", "-",
    "2024-01-01",
  ]

  private static func table(_ random: inout Random) -> [UInt8] {
    let separator = random.pick([",", ";", "\t", "|", " ", "  ", ":", "§"])
    let end = random.pick(["\n", "\r\n", "\r"])
    let width = 1 + random.below(5)
    let isPlain = random.below(3) != 0
    var lines = (0..<random.below(40)).map { _ in
      (0..<width).map { _ in isPlain ? "\(random.below(1000))" : random.pick(cells) }.joined(
        separator: separator)
    }
    if random.below(2) == 0 { lines.insert((0..<width).map { "n\($0)" }.joined(separator: separator), at: 0) }
    if random.below(8) == 0 { lines.insert(random.pick(["sep=;", "# c", "a title", "\u{FEFF}"]), at: 0) }
    var bytes = Array(lines.joined(separator: end).utf8)
    for _ in 0..<(random.below(3) == 0 ? random.below(6) : 0) where !bytes.isEmpty {
      bytes[random.below(bytes.count)] = UInt8(random.below(256))
    }
    guard random.below(4) == 0 else { return bytes }
    let isBig = random.below(2) == 0
    return String(decoding: bytes, as: UTF8.self).utf16.flatMap { unit -> [UInt8] in
      isBig ? [UInt8(unit >> 8), UInt8(unit & 0xFF)] : [UInt8(unit & 0xFF), UInt8(unit >> 8)]
    }
  }

  private static func format(_ random: inout Random) throws -> TableFormat {
    if random.below(2) == 0 { return TableFormat() }
    return try TableFormat(
      separator: random.pick([nil, nil, ",", ";", "blank", "|", "§", "x"]),
      decimal: random.pick([nil, nil, ",", "."]),
      thousands: random.pick([nil, nil, "'", "blank"]), percent: random.below(3) == 0,
      header: random.pick([nil, nil, "yes", "no"]), missing: random.pick([nil, "drop"]),
      skip: random.pick([nil, nil, "1", "5"]))
  }

  @Test(
    "Nothing brings the reader down, and what it says can be found in the table",
    arguments: 1...4 as ClosedRange<UInt64>)
  func survives(seed: UInt64) throws {
    var random = Random(seed)
    var readable = 0
    for _ in 0..<1500 {
      let bytes =
        random.below(10) == 0
        ? (0..<random.below(200)).map { _ in UInt8(random.below(256)) } : Self.table(&random)
      let format = try Self.format(&random)
      let hasLabels = random.below(3) == 0
      let x = random.pick([nil, nil, "row", "1", "2", "9", "n1", "n0"])
      let read = Table.read(bytes, x: x, labels: hasLabels, format: format)
      guard let refusal = read.refusal else {
        readable += 1
        #expect(read.x.count >= 2 && read.x.count == read.y.count && (read.x + read.y).allSatisfy(\.isFinite))
        #expect(read.notes.allSatisfy { $0.hasPrefix("t.csv: ") && !$0.contains("\n") })
        if hasLabels { #expect(read.y.allSatisfy { $0 == 0 || $0 == 1 }) }
        continue
      }
      #expect(
        refusal.contains("t.csv")
          && !refusal.unicodeScalars.contains { $0.properties.generalCategory == .control })
      // A line number names a line, and a column number a column of it or of the table.
      let lines = bytes.count { $0 == 10 || $0 == 13 } + 1
      if let match = refusal.firstMatch(of: /^t\.csv:(\d+):/), let line = Int(match.output.1) {
        #expect(1...lines ~= line, "\(refusal)")
      }
      if let match = refusal.firstMatch(of: /: column (\d+)\b/), let column = Int(match.output.1) {
        #expect(1...200 ~= column, "\(refusal)")
      }
    }
    #expect(readable > 100)
  }

  @Test("The pieces in which random bytes arrive make no difference")
  func pieces() throws {
    var random = Random(9)
    for _ in 0..<500 {
      let bytes = Self.table(&random)
      let format = try Self.format(&random)
      let whole = Table.read(bytes, format: format)
      #expect(Table.read(bytes, format: format, pieces: 1 + random.below(20)) == whole)
    }
  }
}
