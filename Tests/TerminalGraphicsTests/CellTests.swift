import Testing
import TerminalGraphics

/// A cell keeps its given parts, each independent of the others.
struct CellTests {
  private let colors: [Color?] = [nil, Color(0), Color(0xFFFFFF), Color(0x123456)]
  private let symbols: [Unicode.Scalar] = [" ", "x", "▀", "\u{1FB00}", "\u{10FFFF}"]
  private let marks: [Unicode.Scalar?] = [nil, "\u{302}"]

  @Test func everyPartIsKept() {
    for symbol in symbols {
      for (front, back) in colors.flatMap({ front in colors.map { (front, $0) } }) {
        for bits in UInt8(0)..<8 {
          for mark in marks {
            let attributes = Cell.Attributes(rawValue: bits)
            var cell = Cell(symbol, foreground: front, background: back, attributes: attributes)
            cell.mark = mark
            #expect(
              cell.symbol == symbol && cell.foreground == front && cell.background == back
                && cell.attributes == attributes && cell.mark == mark)
          }
        }
      }
    }
  }

  @Test func onePartIsSetWithoutTheOthers() {
    var cell = Cell("a", foreground: Color(1), background: nil, attributes: [.bold, .underline])
    cell.symbol = "\u{10FFFF}"
    #expect(cell.attributes == [.bold, .underline] && cell.symbol == "\u{10FFFF}")
    cell.attributes = .reverse
    #expect(cell.symbol == "\u{10FFFF}" && cell.attributes == .reverse)
    (cell.foreground, cell.background) = (nil, Color(0))
    #expect(cell.foreground == nil && cell.background == Color(0))
    #expect(cell != Cell("\u{10FFFF}", background: nil, attributes: .reverse))
    #expect(cell == Cell("\u{10FFFF}", background: Color(0), attributes: .reverse))
  }

  @Test("Cells have no padding bytes, so that rows of them may be compared as bytes")
  func size() {
    #expect(MemoryLayout<Cell>.size == 16 && MemoryLayout<Cell>.stride == 16)
  }
}
