import TerminalGraphics

/// A frame of cells as lines of text, with colours for a terminal or without any.
public enum FrameText {
  /// The symbols alone, without blanks at the ends of lines; every line ends with a line feed.
  ///
  /// A map without colours is shown by shades.
  public static func plain(_ frame: Frame, _ glyphs: GlyphSet) -> [UInt8] {
    let pen = CellPen(.mono, glyphs)
    var bytes: [UInt8] = []
    for row in 0..<frame.height {
      var line = String.UnicodeScalarView()
      for column in 0..<frame.width {
        let cell = pen.shown(frame[column, row])
        line.append(cell.symbol)
        if let mark = cell.mark { line.append(mark) }
      }
      while line.last == " " { line.removeLast() }
      bytes.append(contentsOf: String(line).utf8)
      bytes.append(0x0A)
    }
    return bytes
  }

  /// The symbols with their colours and attributes, as `cat` shows them on a terminal at least as wide as the frame.
  ///
  /// Each line ends in the terminal's own look, so that no ground runs on to its right edge, and so does the whole.
  public static func colored(_ frame: Frame, _ depth: ColorDepth, _ glyphs: GlyphSet) -> [UInt8] {
    var pen = CellPen(depth, glyphs)
    var bytes: [UInt8] = []
    for row in 0..<frame.height {
      var end = frame.width
      while end > 0, pen.isEmpty(frame[end - 1, row]) { end -= 1 }
      for column in 0..<end { pen.write(frame[column, row], into: &bytes) }
      pen.reset(into: &bytes)
      bytes.append(0x0A)
    }
    return bytes
  }
}
