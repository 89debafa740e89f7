import Pictures
import SeededNumbers
import TerminalGraphics
import Testing

@Suite struct FrameTextTests {
  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test func plainTextHasARowALineWithoutBlanksAtItsEnd() {
    var frame = Frame(width: 8, height: 3)
    frame.put("V̂ ▲ ok", column: 1, row: 0, Style(Color(0xFF0000), on: Color(0), .bold))
    frame.put("Adam", column: 0, row: 2, Style(nil))
    #expect(text(FrameText.plain(frame, .unicode)) == " V̂ ▲ ok\n\nAdam\n")
    #expect(text(FrameText.plain(frame, .ascii)) == " V ^ ok\n\nAdam\n")
  }

  @Test func symbolsThatWouldShiftARowAreReplaced() {
    var frame = Frame(width: 7, height: 1)
    for (column, symbol) in ["漢", "\u{202E}", "\u{200B}", "😀", "\u{1B}", "\u{9B}", "é"].enumerated() {
      frame[column, 0] = Cell(Unicode.Scalar(symbol) ?? " ")
    }
    #expect(text(FrameText.plain(frame, .unicode)) == "????  é\n")
    #expect(text(FrameText.colored(frame, .direct, .unicode)) == "????  é\n")
  }

  @Test func coloursAreThoseOfTheDepth() throws {
    var frame = Frame(width: 2, height: 1)
    frame[0, 0] = Cell("a", foreground: Color(0xFF8800), background: Color(0x102030), attributes: .bold)
    frame[1, 0] = Cell("b", foreground: Color(0xFF8800), background: Color(0x102030), attributes: .bold)
    #expect(
      text(FrameText.colored(frame, .direct, .unicode))
        == "\u{1B}[1;38;2;255;136;0;48;2;16;32;48mab\u{1B}[0m\n")
    let few = text(FrameText.colored(frame, .palette256, .unicode))
    #expect(
      few == "\u{1B}[1;38;5;208;48;5;\(ColorDepth.palette256.index(of: Color(0x102030)) ?? 0)mab\u{1B}[0m\n")
    #expect(text(FrameText.colored(frame, .mono, .unicode)) == "\u{1B}[1mab\u{1B}[0m\n")
  }

  @Test func aSymbolIsToldFromItsGroundWhereBothHaveTheSameColour() throws {
    var frame = Frame(width: 1, height: 1)
    frame[0, 0] = Cell("x", foreground: Color(0x050505), background: Color(0x000000))
    var terminal = ReplayedTerminal(width: 1, height: 1)
    try terminal.take(FrameText.colored(frame, .palette8, .unicode).dropLast())
    #expect(terminal[0, 0].front == "5;7")
    #expect(terminal[0, 0].ground == "5;0")
  }

  @Test(arguments: ColorDepth.allCases) func everyFrameIsShownAsItIs(depth: ColorDepth) throws {
    var dice = SeededNumbers(11)
    for _ in 0..<40 {
      let frame = RandomFrames.frame(&dice)
      let bytes = FrameText.colored(frame, depth, .unicode)
      var terminal = ReplayedTerminal(width: frame.width, height: frame.height)
      for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast() {
        try terminal.take(line)
        #expect(terminal.pen == ReplayedTerminal.Seen(), "a ground would run on to the right of the line")
        try terminal.take([0x0A])
      }
      RandomFrames.expect(terminal, toShow: frame, depth)
    }
  }
}
