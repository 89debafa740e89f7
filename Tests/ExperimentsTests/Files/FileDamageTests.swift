import Experiments
import Optimization
import RandomExperiments
import Testing
import Toml

/// A damaged file never ends the program, and nothing that stands in it is passed over.
@Suite("Damaged experiment files")
struct FileDamageTests {
  @Test("200 damages of every bundled file", arguments: bundled.entries.map(\.id))
  func damages(id: String) throws {
    let text = Array(try #require(bundled.entry(id)).file.text().utf8)
    var dice = Dice(id.utf8.reduce(0) { $0 * 31 % 1_000_003 + Int($1) })
    for number in 0..<200 {
      let damaged = FileDamageTests.damaged(text, number % 8, &dice)
      let outcome = Result { () throws(ExperimentFileProblems) in
        try ExperimentFile.read(damaged, with: .standard)
      }
      switch outcome {
      case .success(let file): try expectWhole(file, of: damaged)
      case .failure(let problems):
        #expect(!problems.all.isEmpty)
        let lines = damaged.split(separator: 10, omittingEmptySubsequences: false)
        for problem in problems.all {
          #expect(!problem.message.isEmpty && problem.message.printable, "\(problem)")
          #expect((1...lines.count + 1).contains(problem.place.line), "\(problem)")
        }
      }
    }
  }

  private static func damaged(_ text: [UInt8], _ kind: Int, _ dice: inout Dice) -> [UInt8] {
    var text = text
    var lines = text.split(separator: 10, omittingEmptySubsequences: false).map(Array.init)
    switch kind {
    case 0: for _ in 0...dice.below(4) { text.remove(at: dice.below(text.count)) }
    case 1: for _ in 0...dice.below(4) { text[dice.below(text.count)] = UInt8(dice.below(256)) }
    case 2: text.removeLast(dice.below(text.count))
    case 3:
      text.insert(
        contentsOf: (0...dice.below(6)).map { _ in UInt8(dice.below(128)) }, at: dice.below(text.count))
    case 4:
      lines.swapAt(dice.below(lines.count), dice.below(lines.count))
      return Array(lines.joined(separator: [10]))
    case 5:
      lines.insert(dice.pick(lines), at: dice.below(lines.count))
      return Array(lines.joined(separator: [10]))
    case 6:
      // Another type behind a key.
      let keyed = lines.indices.filter { lines[$0].contains(UInt8(ascii: "=")) }
      let line = dice.pick(keyed)
      let key = lines[line].prefix { $0 != UInt8(ascii: "=") }
      let other = dice.pick([
        "3", "\"x\"", "true", "[1]", "{ a = 1 }", "1.5", "-inf", "2026-01-01", "[[]]", "\"\"",
      ])
      lines[line] = Array(key) + Array("= \(other)".utf8)
      return Array(lines.joined(separator: [10]))
    default:
      // A digit becomes another one.
      let digits = text.indices.filter { text[$0] &- 48 < 10 }
      text[dice.pick(digits)] = 48 + UInt8(dice.below(10))
    }
    return text
  }

  /// What was accepted says all that the damaged text says: each of its values is there again, or is a default.
  private func expectWhole(_ file: ExperimentFile, of damaged: [UInt8]) throws {
    let written = file.text()
    let isSame = try reading(written) == file
    #expect(isSame)
    let (before, after) = (
      leaves(try TomlDocument.read(damaged)), leaves(try TomlDocument.read(Array(written.utf8)))
    )
    for (path, value) in before {
      if let kept = after[path] {
        #expect(kept == value, "\(path) in \(String(decoding: damaged, as: UTF8.self))")
      } else {
        // Left out where it is the default, so that the text without it says the same.
        #expect(
          FileDamageTests.optional.contains { path.contains($0) } || value == "\"\"" || value == "false",
          "\(path)")
      }
    }
  }

  /// What is written only where it differs from its default.
  private static let optional = [
    "settings", "seed", "pace", "tags", "color", "hidden", "model", "scale", "objective", "batch-size",
    "table", "label",
    "missing", "header", "percent", "skip", "with-replacement", "wrappers", "schedule",
  ]

  /// Every value that is no table, by its path.
  private func leaves(_ node: TomlNode, _ path: String = "") -> [String: String] {
    var found: [String: String] = [:]
    switch node.value {
    case .table(let members):
      for member in members { found.merge(leaves(member.node, "\(path).\(member.key)")) { $1 } }
    case .array(let elements):
      for (place, element) in elements.enumerated() {
        found.merge(leaves(element, "\(path).\(place)")) { $1 }
      }
    case .text(let text): found[path] = "\"\(text)\""
    case .integer(let whole): found[path] = TomlText.number(Double(whole))
    case .number(let number): found[path] = number == 0 ? "0" : TomlText.number(number)
    case .flag(let flag): found[path] = String(flag)
    case .other: found[path] = "a date"
    }
    return found
  }

  @Test("Any bytes are survived")
  func anyBytes() {
    var dice = Dice(5)
    for _ in 0..<500 {
      let bytes = (0..<dice.below(300)).map { _ in UInt8(dice.below(256)) }
      #expect(throws: ExperimentFileProblems.self) { try ExperimentFile.read(bytes, with: .standard) }
    }
  }
}

extension String {
  /// Whether it is one line without control characters.
  fileprivate var printable: Bool { unicodeScalars.allSatisfy { $0.properties.generalCategory != .control } }
}
