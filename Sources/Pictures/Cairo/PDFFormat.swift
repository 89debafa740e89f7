import CCairo
import TerminalGraphics

/// PDF: vectors and text, for papers.
public struct PDFFormat: PictureFormat {
  public let card = PictureCard(
    id: "pdf", name: "PDF", summary: "A document of one page: vectors, and text as text, for papers.",
    options: PictureOption.page.union([.dpi, .transparent]))

  private let libraries: [String]

  /// The format, drawn by the first of some libraries that is there.
  public init(libraries: [String] = Cairo.names) { self.libraries = libraries }

  /// Images in a document are at least this fine.
  private static let leastDPI = 192.0

  public func write(
    _ picture: Picture, progress: (Double) throws -> Void, to write: ([UInt8]) throws -> Void
  ) throws {
    try CairoError.inWords {
      let cairo = try Cairo(names: libraries)
      let page = picture.page(picture.step)
      try progress(0.3)
      let detail = max(PDFFormat.leastDPI, picture.options.dpi) / Page.pointsPerInch
      let canvas = try CairoCanvas(cairo, page: page.size, PDFFormat.metadata(of: page))
      try CairoDrawing(canvas: canvas, detail: detail).draw(PageDrawing(page))
      try progress(0.9)
      try write(canvas.finish())
    }
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
  /// Points of a page in an inch.
  static let pointsPerInch = 96.0
}
