import TerminalGraphics

/// Scalable vector graphics, for web pages and for programs that draw.
struct SVGFormat: PictureFormat {
  let card = PictureCard(
    id: "svg", name: "SVG",
    summary:
      "Vectors and text for web pages; --theme auto follows a page's light or dark scheme, --animate shows the race.",
    options: PictureOption.page.union([.transparent, .animate, .speed]))

  func write(
    _ picture: Picture, progress: (Double) throws -> Void, to write: ([UInt8]) throws -> Void
  ) throws {
    if picture.options.isAnimated {
      let text = try SVGAnimation.text(picture, progress: progress)
      return try write(Array(text.utf8))
    }
    let page = picture.page(picture.step)
    var document = SVGDocument(page, dark: picture.darkPage?(picture.step))
    document.addSurroundings()
    document.addPanels()
    document.addAbove()
    try progress(1)
    try write(Array(document.text().utf8))
  }
}
