import TerminalGraphics

extension Frame {
  /// The same picture in the symbols of a glyph set, as a terminal with that set would show it.
  public func transliterated(to glyphs: GlyphSet) -> Frame {
    guard glyphs != .unicode else { return self }
    var result = self
    for row in 0..<height {
      for column in 0..<width {
        let cell = self[column, row]
        if !cell.symbol.isASCII { result[column, row] = glyphs.cell(cell) }
      }
    }
    return result
  }
}
