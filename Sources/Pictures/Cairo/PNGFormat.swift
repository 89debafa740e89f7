import Raster
import TerminalGraphics

/// PNG: pixels, for screens.
public struct PNGFormat: PictureFormat {
  public let card = PictureCard(
    id: "png", name: "PNG", summary: "Pixels, with smooth lines and text.",
    options: PictureOption.page.union([.dpi, .transparent]))

  private let libraries: [String]

  /// The format, drawn by the first of some libraries that is there.
  public init(libraries: [String] = Cairo.names) { self.libraries = libraries }

  public func write(
    _ picture: Picture, progress: (Double) throws -> Void, to write: ([UInt8]) throws -> Void
  ) throws {
    try CairoError.inWords {
      let cairo = try Cairo(names: libraries)
      let page = picture.page(picture.step)
      try progress(0.3)
      let dpi = picture.options.dpi
      let scale = dpi / Page.pointsPerInch
      let (width, height) = (Int((page.size.x * scale).rounded()), Int((page.size.y * scale).rounded()))
      let canvas = try CairoCanvas(cairo, width: width, height: height, scale: scale)
      try CairoDrawing(canvas: canvas, detail: scale).draw(PageDrawing(page))
      try progress(0.6)
      let image = try canvas.image(width: width, height: height)
      try write(PNGWriter.bytes(image, texts: PNGFormat.texts(of: page), dotsPerInch: dpi))
    }
  }

  /// Keywords that PNG's specification registers, and two of its own kind.
  static func texts(of page: Page) -> [(keyword: String, text: String)] {
    let origin = page.provenance
    return [
      ("Title", page.title), ("Description", origin.description), ("Software", origin.creator),
      ("Source", origin.command), ("Seed", "\(origin.seed)"),
    ].filter { !$0.1.isEmpty }
  }
}
