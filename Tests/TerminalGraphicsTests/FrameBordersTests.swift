import TerminalGraphics
import Testing

struct FrameBordersTests {
  private func bordered(_ width: Int, _ height: Int, title: String = "", note: String = "") -> String {
    picture(width, height) { $0.border($0.whole, plain, title: title, note: note) }
  }

  @Test func aBorderIsRoundAndThin() {
    #expect(
      bordered(6, 3) == """
        ╭────╮
        │    │
        ╰────╯
        """)
  }

  @Test func aBoldBorderIsHeavyAndItsTitleReversed() {
    var frame = Frame(width: 10, height: 3)
    frame.border(frame.whole, Style(nil, on: nil, .bold), title: "t", Style(Color(2)))
    #expect(
      frame.text == """
        ┏━ t ━━━━┓
        ┃        ┃
        ┗━━━━━━━━┛
        """)
    #expect(frame[3, 0].attributes == .reverse)
    // Without Unicode it differs from a thin one, too.
    #expect(GlyphSet.ascii.cell(frame[5, 0]).symbol == "=")
    frame.put("text", column: 2, row: 2, Style(nil))
    frame.lowerEdge(of: frame.whole, Style(nil, on: nil, .bold))
    #expect(frame.text(row: 2) == "┗━━━━━━━━┛")
  }

  @Test func titleAndNoteLieInTheTopRow() {
    #expect(
      bordered(20, 3, title: "race", note: "step 7") == """
        ╭─ race ── step 7 ─╮
        │                  │
        ╰──────────────────╯
        """)
    #expect(
      bordered(12, 2, title: "a long title", note: "gone") == """
        ╭─ a long…─╮
        ╰──────────╯
        """)
    #expect(
      bordered(12, 2, note: "note") == """
        ╭─── note ─╮
        ╰──────────╯
        """)
  }

  @Test func smallBordersDrawWhatTheyCan() {
    #expect(bordered(1, 1, title: "t", note: "n") == "")
    #expect(bordered(1, 4, title: "t", note: "n") == "\n\n\n")
    #expect(bordered(5, 1, title: "t", note: "n") == "")
    #expect(bordered(2, 2, title: "t", note: "n") == "╭╮\n╰╯")
    #expect(bordered(3, 2, title: "t", note: "n") == "╭─╮\n╰─╯")
    #expect(bordered(2, 3, title: "t", note: "n") == "╭╮\n││\n╰╯")
  }

  @Test func everySizeKeepsCornersAndSides() {
    for width in 2...40 {
      for height in 2...5 {
        var frame = Frame(width: width + 4, height: height + 4, filledWith: Cell("."))
        frame.border(
          Rect(x: 2, y: 2, width: width, height: height), plain, title: "some title", note: "a note")
        let corners = [(2, 2), (width + 1, 2), (2, height + 1), (width + 1, height + 1)]
        let symbols = corners.map { frame[$0.0, $0.1].symbol }
        #expect(symbols == ["╭", "╮", "╰", "╯"])
        for row in 3..<height + 1 {
          #expect(frame[2, row].symbol == "│" && frame[width + 1, row].symbol == "│")
        }
        // Inside and outside nothing changes.
        let inside = Rect(x: 2, y: 2, width: width, height: height).inside
        for row in 0..<frame.height {
          for column in 0..<frame.width {
            let isBorder =
              Rect(x: 2, y: 2, width: width, height: height).contains(column: column, row: row)
              && !inside.contains(column: column, row: row)
            #expect((frame[column, row].symbol != ".") == isBorder, "\(width)x\(height) at \(column),\(row)")
          }
        }
      }
    }
  }

  @Test func titleAndNoteHaveTheirOwnStyles() {
    var frame = Frame(width: 20, height: 2)
    frame.border(
      frame.whole, Style(Color(1)), title: "t", Style(Color(2)), note: "n", Style(Color(3)))
    #expect(frame[3, 0] == Cell("t", foreground: Color(2)))
    #expect(frame[16, 0] == Cell("n", foreground: Color(3)))
    #expect(frame[0, 0] == Cell("╭", foreground: Color(1)))
  }
}
