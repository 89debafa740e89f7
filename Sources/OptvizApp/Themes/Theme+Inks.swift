import TerminalGraphics

/// Colours of text for figures, also where a theme leaves them to the terminal.
extension Theme {
  /// The colour of ordinary text.
  var textColor: Color { text ?? ColorDepth.paletteColor(7) }
  /// The colour of important text.
  var strongColor: Color { strong ?? ColorDepth.paletteColor(15) }
  /// The colour of unobtrusive text.
  var quietColor: Color { quiet ?? ColorDepth.paletteColor(7) }
}
