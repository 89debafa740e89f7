import CCairo
import TerminalGraphics

/// PDF: vectors and text, for papers.
struct PDFFormat: PictureFormat {
  let card = PictureCard(
    id: "pdf", name: "PDF", summary: "A document of one page: vectors, and text as text, for papers.",
    options: PictureOption.page.union([.dpi, .transparent]))

  /// Images in a document are at least this fine.
  private static let leastDPI = 192.0

  func write(
    _ picture: Picture, progress: (Double) throws -> Void, to write: ([UInt8]) throws -> Void
  ) throws {
    let page = picture.page(picture.step)
    try progress(0.2)
    let detail = max(PDFFormat.leastDPI, picture.options.dpi) / Page.unitsPerInch
    let canvas = try CairoCanvas(Cairo(), page: page.size, PDFFormat.metadata(of: page))
    try CairoPage(canvas: canvas, page: page, detail: detail).draw()
    try progress(0.9)
    try write(canvas.finish())
  }

  /// No date: equal pictures are equal bytes.
  private static func metadata(of page: Page) -> [(kind: Int, text: String)] {
    let origin = page.provenance
    return [
      (Int(CCAIRO_PDF_TITLE), page.title), (Int(CCAIRO_PDF_SUBJECT), origin.description),
      (Int(CCAIRO_PDF_KEYWORDS), "\(origin.command); seed \(origin.seed)"),
      (Int(CCAIRO_PDF_CREATOR), origin.creator), (Int(CCAIRO_PDF_CREATE_DATE), ""),
    ]
  }
}

extension Page {
  /// Units of a page in an inch.
  static let unitsPerInch = 96.0
}
