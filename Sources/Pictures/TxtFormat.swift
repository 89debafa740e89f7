import TerminalGraphics

/// The screen as plain text.
struct TxtFormat: PictureFormat {
  let card = PictureCard(
    id: "txt", name: "Text",
    summary: "the screen in characters, without colours; --glyphs ascii for plain ASCII",
    options: PictureOption.screen.union([.glyphs]))

  func write(
    _ picture: Picture, progress: (Double) throws -> Void, to write: ([UInt8]) throws -> Void
  ) throws {
    var options = picture.options
    options.depth = .mono
    try write(FrameText.plain(picture.frame(picture.step, options), options.glyphs))
    try write(Array(picture.page(picture.step).provenance.line.utf8))
    try progress(1)
  }
}

extension Provenance {
  /// The last line of a file that has no room for it elsewhere.
  var line: String { "\(creator), seed \(seed): \(command)\n" }
}
