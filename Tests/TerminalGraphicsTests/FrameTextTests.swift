import TerminalGraphics
import Testing

struct FrameTextTests {
  @Test func putWritesFromACellOn() {
    #expect(
      picture(8, 3) {
        $0.put("one", column: 0, row: 0, plain)
        $0.put("two", column: 3, row: 1, plain)
        $0.put("three", column: 3, row: 2, plain)
      } == """
        one
           two
           three
        """)
  }

  @Test func longTextIsCutWithAnEllipsis() {
    var used: [Int] = []
    #expect(
      picture(6, 6) {
        used.append($0.put("abcdef", column: 0, row: 0, plain))
        used.append($0.put("abcdefg", column: 0, row: 1, plain))
        used.append($0.put("abcd", column: 1, row: 2, plain, width: 3))
        used.append($0.put("abc", column: 1, row: 3, plain, width: 3))
        used.append($0.put("abc", column: 5, row: 4, plain))
        used.append($0.put("abc", column: 0, row: 5, plain, width: 1))
      } == """
        abcdef
        abcde…
         ab…
         abc
             …
        …
        """)
    #expect(used == [6, 6, 3, 3, 1, 1])
  }

  @Test func textEndsBeforeAColumn() {
    #expect(
      picture(6, 3) {
        $0.put("ab", endingAt: 6, row: 0, plain)
        $0.put("V\u{302}1", endingAt: 3, row: 1, plain)
        $0.put("abcdefgh", endingAt: 6, row: 2, plain)
      } == """
            ab
         V\u{302}1
        cdefgh
        """)
  }

  @Test func combiningMarksTakeNoColumn() {
    #expect(Frame.columns(of: "V\u{302}") == 1)
    #expect(Frame.columns(of: "\u{302}") == 0)
    var frame = Frame(width: 4, height: 1)
    #expect(frame.put("V\u{302}=S\u{302}", column: 0, row: 0, plain) == 3)
    #expect(frame[0, 0].mark == "\u{302}" && frame[1, 0].mark == nil && frame[2, 0].mark == "\u{302}")
    #expect(frame.text == "V\u{302}=S\u{302}")
    // A mark without a symbol before it is dropped, and a cut symbol takes its mark along.
    #expect(picture(2, 1) { $0.put("\u{302}ab", column: 0, row: 0, plain) } == "ab")
    #expect(picture(2, 1) { $0.put("abV\u{302}", column: 0, row: 0, plain) } == "a…")
    // Overwriting removes the mark.
    frame.put("x", column: 0, row: 0, plain)
    #expect(frame[0, 0].mark == nil)
  }

  @Test func whatLiesOutsideIsDropped() {
    #expect(
      picture(4, 2) {
        $0.put("above", column: 0, row: -1, plain)
        $0.put("below", column: 0, row: 2, plain)
        $0.put("left", column: -9, row: 0, plain)
        $0.put("right", column: 4, row: 0, plain)
        $0.put("e\u{301}dge", column: -3, row: 0, plain)
        $0.put("V\u{302}x", column: -1, row: 1, plain)
      } == """
        e
        x
        """)
    var frame = Frame(width: 2, height: 2)
    let blank = frame
    for (column, row) in [(-1, 0), (0, -1), (2, 0), (0, 2), (-9, 9)] { frame[column, row] = Cell("x") }
    frame.fill(Rect(x: 2, y: 0, width: 5, height: 5), "x", plain)
    frame.fill(Rect(x: -5, y: -5, width: 5, height: 9), "x", plain)
    #expect(frame == blank)
    frame.fill(Rect(x: -5, y: -5, width: 50, height: 50), "x", plain)
    #expect(frame.text == "xx\nxx")
  }

  @Test func widthsThatAreNoneWriteNothing() {
    for width in [0, -1, -100] {
      var frame = Frame(width: 3, height: 1)
      #expect(frame.put("abc", column: 0, row: 0, plain, width: width) == 0)
      #expect(frame.text == "")
    }
  }

  @Test(arguments: [(0, 0), (-3, 5), (5, -3), (0, 4), (4, 0), (-1, -1)])
  func framesWithoutCellsTakeAnything(_ size: (Int, Int)) {
    var frame = Frame(width: size.0, height: size.1)
    #expect(frame.width >= 0 && frame.height >= 0 && frame.cells.isEmpty)
    frame.put("abc", column: 0, row: 0, plain)
    frame.put("abc", endingAt: 1, row: 0, plain)
    frame.wrap("a b c", in: Rect(x: 0, y: 0, width: 3, height: 3), plain)
    frame.border(Rect(x: 0, y: 0, width: 5, height: 5), plain, title: "t", note: "n")
    frame.fill(Rect(x: -1, y: -1, width: 5, height: 5), "x", plain)
    frame[0, 0] = Cell("x")
    #expect(frame.cells.isEmpty)
  }

  @Test func wrappingBreaksBetweenWords() {
    #expect(
      wrapped("the loss falls, then rises", 12, 5) == (
        3,
        """
        the loss
        falls, then
        rises


        """
      ))
    #expect(
      wrapped("the loss falls, then rises", 12, 2) == (
        2,
        """
        the loss
        falls, then…
        """
      ))
    #expect(
      wrapped("a incomprehensible b", 6, 3) == (
        3,
        """
        a
        incom…
        b
        """
      ))
    #expect(wrapped("a b", 0, 3) == (0, "\n\n"))
    #expect(wrapped("a b", 3, 0) == (0, ""))
  }

  /// How many lines were written into a rectangle of a size, and their text.
  private func wrapped(_ text: String, _ width: Int, _ height: Int) -> (Int, String) {
    var frame = Frame(width: width, height: height)
    let lines = frame.wrap(text, in: frame.whole, plain)
    return (lines, frame.text)
  }

  @Test func styleWithoutGroundKeepsTheCells() {
    let (dark, light) = (Color(0x112233), Color(0xDDEEFF))
    var frame = Frame(width: 2, height: 1, filledWith: Cell(background: dark))
    frame.put("a", column: 0, row: 0, Style(light, on: nil, .bold))
    frame.put("b", column: 1, row: 0, Style(light, on: light))
    #expect(frame[0, 0] == Cell("a", foreground: light, background: dark, attributes: .bold))
    #expect(frame[1, 0] == Cell("b", foreground: light, background: light))
  }

  @Test func stylesChangeOneThingAtATime() {
    let style = Style(Color(1), on: Color(2), .underline)
    #expect(style.bold == Style(Color(1), on: Color(2), [.underline, .bold]))
    #expect(style.reversed == Style(Color(1), on: Color(2), [.underline, .reverse]))
    #expect(style.on(nil) == Style(Color(1), on: nil, .underline))
  }
}

extension Frame {
  /// All cells.
  var whole: Rect { Rect(x: 0, y: 0, width: width, height: height) }
}
