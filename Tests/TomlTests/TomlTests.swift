import SeededNumbers
import Testing
import Toml

struct TomlTests {
  private func read(_ text: String) throws -> TomlNode { try TomlDocument.read(Array(text.utf8)) }

  private func problem(_ text: String) -> TextProblem? { problem(Array(text.utf8)) }

  private func problem(_ bytes: [UInt8]) -> TextProblem? {
    do {
      _ = try TomlDocument.read(bytes)
      return nil
    } catch {
      return error
    }
  }

  @Test func everyKindOfValueArrives() throws {
    let table = try read(
      """
      text = "a é"
      whole = -3
      number = 2.5
      flag = true
      list = [1, "two", [3]]
      day = 2026-01-01
      endless = inf
      """)
    let members = try #require(table.members)
    #expect(members.map(\.key) == ["text", "whole", "number", "flag", "list", "day", "endless"])
    let nodes = members.map(\.node)
    #expect(nodes[0].text == "a é" && nodes[1].integer == -3 && nodes[1].number == -3)
    #expect(nodes[2].number == 2.5 && nodes[2].integer == nil && nodes[3].flag == true)
    #expect(nodes[4].elements?.count == 3 && nodes[4].elements?[2].elements?[0].integer == 3)
    #expect(nodes[5].value == .other && nodes[6].number == .infinity)
    #expect(nodes[0].number == nil && nodes[1].text == nil && nodes[2].members == nil)
  }

  /// A key table is read in the order of the file, whatever order a parser keeps.
  @Test func orderIsThatOfTheFile() throws {
    let table = try read("z = 1\na = 2\n[m]\ny = 1\nb = 2\n[c.d]\nx = 1\n")
    #expect(table.members?.map(\.key) == ["z", "a", "m", "c"])
    #expect(table.members?[2].node.members?.map(\.key) == ["y", "b"])
  }

  @Test func placesAreThoseOfTheFile() throws {
    let members = try #require(try read("# a comment\n\n  key = \"x\"\nlist = [\n  1,\n  2]\n").members)
    #expect(members[0].place == TextPlace(line: 3, column: 3))
    #expect(members[0].node.place == TextPlace(line: 3, column: 9))
    #expect(members[1].node.elements?.map(\.place.line) == [5, 6])
  }

  @Test func aMistakeHasItsPlace() throws {
    #expect(problem("a = 1\nb = = 2\n")?.place.line == 2)
    #expect(problem("a = 1\na = 2\n")?.place.line == 2)
    #expect(problem("a = \"open")?.place.line == 1)
    for text in ["a = 1\nb = = 2\n", "]", "a", "a = 1 2", "\u{0}", "a.b = 1\na = 2", "[,]", "[ = ]", "[[,]]"]
    {
      let found = try #require(problem(text), "\(text)")
      #expect(!found.message.isEmpty && !found.message.contains("\n"))
      #expect(found.place >= TextPlace(line: 1, column: 1))
    }
    #expect(problem([0x61, 0x3D, 0xFF, 0x0A]) != nil)
  }

  @Test func nothingIsAnEmptyTable() throws {
    #expect(try read("").members == [])
    #expect(try read("# only a comment").members == [])
  }

  /// Excessive nesting is refused instead of overflowing the stack.
  @Test func depthIsBounded() {
    for text in [
      String(repeating: "a.", count: 100_000) + "b = 1", "a = " + String(repeating: "[", count: 100_000),
      "a = " + String(repeating: "{b = ", count: 20_000),
      "[" + String(repeating: "a.", count: 100_000) + "b]",
    ] { #expect(problem(text) != nil) }
    #expect(problem(String(repeating: "a.", count: 9_000) + "b = 1") == nil)
    #expect(problem([UInt8](repeating: 0x23, count: TomlDocument.mostBytes + 1)) != nil)
  }

  /// Whatever the bytes, the result is a table or a message.
  @Test func anyBytesAreSurvived() {
    var random = SeededNumbers(7)
    let pieces = [
      "[", "]", "{", "}", "=", "\"", "'", "\n", "a", ".", ",", "1", "e", "-", "\\", "#", "true", "é",
    ]
    for round in 0..<4000 {
      let count = Int.random(in: 0...40, using: &random)
      let bytes =
        round % 2 == 0
        ? (0..<count).flatMap { _ in Array((pieces.randomElement(using: &random) ?? "").utf8) }
        : (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
      if let problem = problem(bytes) { #expect(!problem.message.isEmpty) }
    }
  }
}

struct TomlTextTests {
  @Test(
    arguments: [
      ("a = 1 # one", true), ("# one", true), ("a = \"#\"", false), ("a = '#'", false),
      ("a = \"\\\"#\"", false),
      ("a = \"\"\"\n# \" \"\" #\n\"\"\"", false), ("a = '''\n#'\n'''\n#", true), ("a = \"\" # b", true),
      ("a = ''\nb = \"x\"", false), ("a = '\\' # b", true), ("", false),
    ])
  func commentsAreFoundOutsideStrings(text: String, has: Bool) {
    #expect(TomlText.hasComment(Array(text.utf8)) == has)
  }

  @Test func numbersAndTextsAreReadBack() throws {
    let numbers: [Double] = [
      0, -0.0, 1, -3, 0.1, 1e-5, .leastNonzeroMagnitude, 1e16, 1.7e300, .infinity, -.infinity, 0x1p53,
    ]
    for number in numbers {
      let node = try TomlDocument.read(Array("a = \(TomlText.number(number))".utf8))
      #expect(node.members?.first?.node.number?.bitPattern == number.bitPattern)
    }
    #expect(
      try TomlDocument.read(Array("a = \(TomlText.number(.nan))".utf8)).members?.first?.node.number?.isNaN
        == true)
    for text in ["", "\"\\\n\r\t\u{0}\u{1}\u{7F}é🙂'#", "\u{85}\u{2028}\u{FEFF}"] {
      let node = try TomlDocument.read(Array("\(TomlText.key(text)) = \(TomlText.text(text))".utf8))
      #expect(node.members?.first?.key == text && node.members?.first?.node.text == text)
    }
  }
}
