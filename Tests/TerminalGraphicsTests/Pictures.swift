import TerminalGraphics

/// The text of a frame after something was drawn on it.
func picture(_ width: Int, _ height: Int, _ draw: (inout Frame) -> Void) -> String {
  var frame = Frame(width: width, height: height)
  draw(&frame)
  return frame.text
}

/// A style without colours.
let plain = Style(nil)
