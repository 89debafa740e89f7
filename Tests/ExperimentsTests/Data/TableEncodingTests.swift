import Experiments
import Testing

/// The bytes in which the same table may come.
@Suite("Encodings of tables")
struct TableEncodingTests {
  private static let text = "größe,λ 😀\n1,2\n3.5,-4\n5,6\n7,8\n9,10\n"

  private static func utf16(_ text: String, big: Bool, mark: Bool) -> [UInt8] {
    ((mark ? "\u{FEFF}" : "") + text).utf16.flatMap { unit -> [UInt8] in
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      return big ? [high, low] : [low, high]
    }
  }

  @Test("UTF-16 in both orders, with and without a mark, is read as UTF-8 is, in any pieces")
  func utf16() {
    let expected = Table.read(Self.text)
    #expect(expected.names == ["größe", "λ 😀"] && expected.x == [1, 3.5, 5, 7, 9])
    for (big, mark) in [(false, true), (true, true), (false, false), (true, false)] {
      for pieces in [1, 3, 64, .max] {
        #expect(
          Table.read(Self.utf16(Self.text, big: big, mark: mark), pieces: pieces) == expected,
          "\(big) \(mark) \(pieces)")
      }
    }
  }

  @Test("A long table in UTF-16 is decoded across all pieces")
  func longTable() {
    let text = "x;y\n" + (0..<2000).map { "\($0);\($0 * 2)\n" }.joined()
    let read = Table.read(Self.utf16(text, big: false, mark: true), pieces: 777)
    #expect(read.x == (0..<2000).map(Double.init) && read.y.last == 3998)
  }

  @Test("Texts in Latin-1 keep their letters")
  func latin1() {
    let bytes = "gr\u{F6}\u{DF}e,y\n1,2\n3,4\n".unicodeScalars.map { UInt8($0.value) }
    #expect(Table.read(bytes, x: "GRÖßE", y: "y").names == ["größe", "y"])
  }

  @Test(
    "What is not a table is named",
    arguments: [
      ([0x50, 0x4B, 0x03, 0x04, 0x14], "a ZIP archive, such as an Excel workbook"),
      ([0x1F, 0x8B, 0x08], "gzip twice"),
      ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "use --data <(xzcat FILE)"),
      ([0x42, 0x5A, 0x68, 0x39], "bzip2"),
      ([0x28, 0xB5, 0x2F, 0xFD], "zstd"), ([0xFF, 0xFE, 0, 0, 0x31, 0, 0, 0], "UTF-32"),
      ([0x25, 0x50, 0x44, 0x46], "PDF"),
    ] as [([UInt8], String)])
  func foreign(bytes: [UInt8], name: String) {
    let refusal = Table.read(bytes).refusal
    #expect(refusal?.hasPrefix("t.csv is ") == true && refusal?.contains(name) == true, "\(refusal ?? "")")
  }

  @Test("Units of UTF-16 that are no characters do no harm")
  func brokenUnits() {
    let bytes: [UInt8] =
      Self.utf16("x,y\n1,2\n3,4\n", big: false, mark: true) + [0x00, 0xD8, 0x0A, 0x00, 0x41]
    #expect(Table.read(bytes).refusal?.contains("t.csv:4") == true)
  }
}
