import Testing
import Wording

@Suite("Printable text")
struct PrintableTextTests {
  @Test("A line has no control characters; breaks and tabs are spaces")
  func line() {
    #expect("a\u{1B}[31m\u{7}b".printableLine == "a\u{FFFD}[31m\u{FFFD}b")
    #expect("a\nb\r\nc\rd\te\u{2028}f".printableLine == "a b c d e f")
    #expect("\u{9B}31m\u{7F}\u{0}".printableLine == "\u{FFFD}31m\u{FFFD}\u{FFFD}")
    #expect("α₁ 'é' 🙂 e\u{301}".printableLine == "α₁ 'é' 🙂 e\u{301}")
  }

  @Test("The program's own line breaks stay")
  func lines() {
    #expect("a\u{1B}\n\tb\r\nc".printableLines == "a\u{FFFD}\n b\nc")
  }

  @Test("Characters that order text by direction are replaced; those that join emoji and scripts stay")
  func directions() {
    let orders = [0x061C, 0x200E, 0x200F] + Array(0x202A...0x202E) + Array(0x2066...0x2069)
    for value in orders {
      let text = "x\(Character(Unicode.Scalar(UInt32(value))!))y"
      #expect(
        text.printableLine == "x\u{FFFD}y" || text.printableLine == "\u{FFFD}y",
        "U+\(String(value, radix: 16))")
    }
    #expect("👩‍🔬 می‌خواهم".printableLine == "👩‍🔬 می‌خواهم")
  }

  @Test("A brief line keeps the beginning and the end of a long word and of a long text")
  func brief() {
    let word = "start" + String(repeating: "x", count: 120_000) + "end"
    let line = "unknown optimizer '\(word)'; known: adam, gd".briefLine
    #expect(
      line.count < 300 && line.hasPrefix("unknown optimizer 'startxxx")
        && line.hasSuffix("xend'; known: adam, gd"))
    let text = (0..<10_000).map { "word\($0)" }.joined(separator: " ").briefLine
    #expect(text.count == 2_401 && text.hasPrefix("word0 word1 ") && text.hasSuffix(" word9999"))
    #expect("a\u{1B} b  c".briefLine == "a\u{FFFD} b  c")
    let list = (0..<200).map { "name\($0)" }.joined(separator: ", ")
    #expect(list.briefLine == list)
  }

  @Test("Every control character is replaced, and a text keeps its length")
  func all() {
    for value in (0...0x1F).map({ $0 }) + (0x7F...0x9F).map({ $0 }) {
      let text = "x\(Character(Unicode.Scalar(value)!))y"
      for shown in [text.printableLine, text.printableLines] {
        let rest = shown.unicodeScalars.filter { $0.properties.generalCategory == .control && $0 != "\n" }
        #expect(rest.isEmpty && shown.count == text.count, "U+\(String(value, radix: 16))")
      }
    }
  }
}

@Suite("Errors for a person")
struct InputErrorTests {
  @Test("A message is one printable line; its excerpt keeps its lines and nothing else")
  func printable() {
    let error = InputError("'a\nb\u{1B}' is wrong", excerpt: "  x\u{1B}\n  ^")
    #expect(error.message == "'a b\u{FFFD}' is wrong")
    #expect(error.description == "'a b\u{FFFD}' is wrong\n  x\u{FFFD}\n  ^")
    #expect(InputError("a").description == "a")
  }

  @Test("A mistake in a file's content is told from one in the words that were typed")
  func place() {
    #expect(InputError("a").place == .words && InputError.inFile("a\nb").place == .file)
    #expect(InputError.inFile("a").inOption("--theme").place == .file)
    #expect(InputError.inFile("a\nb").description == "a b")
  }

  @Test("An unknown word is reported with the nearest and all known ones")
  func unknown() {
    #expect(
      InputError.unknown("surface", "beal", known: ["bowl", "beale"]).message
        == "unknown surface 'beal'; did you mean 'beale'? known: bowl, beale")
  }
}

@Suite("Entries by their names")
struct EntryTests {
  @Test("A known name gives its entry, an unknown one an error with the known names")
  func entry() throws {
    let entries = [(id: "adam", year: 2014), (id: "gd", year: 1847)]
    #expect(try entries.entry("gd", kind: "method", by: \.id).year == 1847)
    let error = try #require(throws: InputError.self) {
      _ = try entries.entry("adan", kind: "method", by: \.id)
    }
    #expect(error.message == "unknown method 'adan'; did you mean 'adam'? known: adam, gd")
  }
}

@Suite("Excerpts")
struct ExcerptTests {
  @Test("The line with the mistake, and a mark under the spot")
  func mark() {
    #expect(Excerpt.text(of: Array("x +* y"), at: 3..<4) == "  x +* y\n     ^")
    #expect(Excerpt.text(of: Array("one\ntwo three\nfour"), at: 8..<13) == "  two three\n      ^~~~~")
    #expect(Excerpt.text(of: [], at: 0..<1) == "  \n  ^")
  }

  @Test("An unprintable character takes one column, so that the mark stays in place")
  func control() {
    #expect(Excerpt.text(of: Array("a\t\u{1B}b"), at: 3..<4) == "  a \u{FFFD}b\n     ^")
  }

  @Test("A long line is cut around the spot")
  func long() {
    let text = Array(String(repeating: "a", count: 200) + "b" + String(repeating: "c", count: 200))
    let lines = Excerpt.text(of: text, at: 200..<201).split(separator: "\n").map(Array.init)
    #expect(lines.count == 2 && lines[0].count <= 78)
    #expect(lines[0].first { $0 != " " } == "…" && lines[0].last == "…")
    #expect(lines[1].last == "^" && lines[0][lines[1].count - 1] == "b")
  }
}
