import Raster
import TerminalGraphics

/// A solid on a page, with its frame and its contour lines: each renderer makes pixels of it, as fine as it needs.
///
/// What the pixels show lies where `projection` says, so that lines, signs and texts may be drawn over them.
struct DrawnSolid {
  /// Where it lies.
  let box: PageBox
  /// Where points of space lie in the box.
  let projection: SolidProjection
  /// The colour around it; `nil` for none.
  var ground: Color? { figure.ground }
  private let figure: Figure
  /// The cells that a terminal would have here, and the width of one in points; it is half as wide as high.
  private let columns: Int
  private let rows: Int
  private let unit: Double

  /// The solid of a panel on a page of a text size.
  init(_ panel: Page.Panel, _ solid: Solid, ground: Color?, em: Double) {
    // Whole points: most formats have whole numbers of pixels for one.
    unit = max(1, (0.55 * em).rounded())
    columns = max(2, Int(panel.plot.width / unit))
    rows = max(1, Int(panel.plot.height / (2 * unit)))
    let (width, height) = (Double(columns) * unit, Double(2 * rows) * unit)
    box = PageBox(
      x: panel.plot.x + (panel.plot.width - width) / 2, y: panel.plot.y + (panel.plot.height - height) / 2,
      width: width, height: height)
    // A cell has two dots across and four down.
    projection = SolidProjection(
      solid.camera, width: 2 * columns, height: 4 * rows,
      top: SolidPicture.floorHeight + SolidPicture.relief)
    var figure = panel.figure
    figure.ground = ground
    figure.shapes = []
    // All else is drawn over it.
    figure.backdrop = Backdrop(
      of: panel.figure.backdrop.identity,
      shapes: panel.figure.backdrop.shapes.compactMap { shape in
        guard case .contours(let contours) = shape else { return nil }
        return .contours(ContourLines(contours.levels, contours.stroke))
      })
    self.figure = figure
  }

  /// The solid as pixels, at a resolution in pixels a point; transparent around it.
  func image(detail: Double) -> PixelImage {
    guard let cell = cell(detail: detail) else { return PixelImage(width: 0, height: 0) }
    return PixelPicture(figure, width: columns * cell.width, height: rows * cell.height, cell: cell).base
  }

  /// The pixels of a cell at about this resolution.
  func cell(detail: Double) -> PixelSize? {
    let side = max(1, min(512, Int((unit * detail).rounded())))
    return PixelSize(width: side, height: 2 * side)
  }

  /// The page's place of a point of space; x and y are -0.5...0.5 over the solid.
  func place(_ x: Double, _ y: Double, _ z: Double) -> SIMD2<Double> {
    let place = projection.place(x, y, z)
    return SIMD2(box.x, box.y) + SIMD2(place.x, place.y) * (unit / 2)
  }
}
