import TerminalGraphics

/// The screen as text with its colours.
struct AnsiFormat: PictureFormat {
  let card = PictureCard(
    id: "ansi", name: "Coloured text",
    summary: "the screen in characters with its colours, as cat shows it on a terminal",
    options: PictureOption.screen.union([.theme, .colormap, .color, .glyphs]))

  func write(
    _ picture: Picture, progress: (Double) throws -> Void, to write: ([UInt8]) throws -> Void
  ) throws {
    let options = picture.options
    try write(FrameText.colored(picture.frame(picture.step, options), options.depth, options.glyphs))
    try write(Array(picture.page(picture.step).provenance.line.utf8))
    try progress(1)
  }
}
