import Raster
import TerminalGraphics

// A surface in space: an image of the rasteriser's, since what hides what is decided by pixels.
extension CairoPage {
  func drawSolid(_ panel: Page.Panel) throws(CairoError) {
    let plot = panel.plot
    let (width, height) = (Int((plot.width * detail).rounded()), Int((plot.height * detail).rounded()))
    guard width > 0, height > 0, let cell = page.cell(detail: detail) else { return }
    let picture = PixelPicture(panel.figure, width: width, height: height, cell: cell)
    try canvas.draw(picture.composed(), in: plot, isSmooth: true)
  }
}

extension Page {
  /// The pixels of a cell whose text is the page's, by which the rasteriser chooses its lengths.
  func cell(detail: Double) -> PixelSize? {
    PixelSize(
      width: max(1, min(1024, Int((0.55 * em * detail).rounded()))),
      height: max(1, min(1024, Int((1.1 * em * detail).rounded()))))
  }
}
