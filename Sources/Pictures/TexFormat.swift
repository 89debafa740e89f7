import TerminalGraphics

/// Pages as LaTeX.
struct TexFormat: PictureFormat {
  let card = PictureCard(
    id: "tex", name: "LaTeX", summary: "a document that pdflatex draws with pgfplots, the data inside",
    options: PictureOption.page.union([.transparent]))

  func write(
    _ picture: Picture, progress: (Double) throws -> Void, to write: ([UInt8]) throws -> Void
  ) throws {
    try write(Array(TexPage.text(picture.page(picture.step)).utf8))
    try progress(1)
  }
}
