import TerminalGraphics

/// A figure while it changes as a whole, such as a solid that turns: one coarse picture of all of it, in strips that the
/// terminal stretches over the figure's cells.
///
/// It takes the numbers of a whole figure's base, so that one replaces the other.
struct KittySketch: Sendable {
  /// How many pixels of the terminal one of its pixels takes, across and down.
  private static let scale = 2

  private let rect: Rect
  private let cell: PixelSize
  private let picture: PixelImage
  private let strips: KittyTiles
  /// What lies over it.
  var cover = KittyCover.none

  /// A figure in a rectangle of cells; the slot tells the figures on the screen apart.
  init(_ figure: Figure, in rect: Rect, cell: PixelSize, slot: Int) {
    (self.rect, self.cell) = (rect, cell)
    picture = PixelPicture.sketch(
      figure, width: rect.width * cell.width, height: rect.height * cell.height, cell: cell,
      scale: KittySketch.scale)
    strips = KittyTiles(
      picture, rect: rect, cell: cell, cut: .strips(of: rect), firstID: slot * KittyFigure.numbers,
      z: KittyPlacement.lowest, scale: KittySketch.scale)
  }

  /// Everything that should be on the terminal.
  var placements: [KittyPlacement] {
    if cover.isEmpty { return strips.placements }
    return strips.placements.flatMap { placement -> [KittyPlacement] in
      guard let cells = placement.cells else { return [placement] }
      let size = (width: cells.columns * cell.width, height: cells.rows * cell.height)
      return placement.visible(cover, of: size, in: rect, cell: cell).map { part in
        var part = part
        part.crop = part.crop.map(KittySketch.coarse)
        return part
      }
    }
  }

  /// The pixels of one of its images.
  func pixels(of image: KittyImage) -> PixelImage { strips.pixels(of: image, in: picture) }

  /// The pixels of the sketch in which those of the terminal lie.
  private static func coarse(_ part: PixelRect) -> PixelRect {
    let (x, y) = (part.x / scale, part.y / scale)
    return PixelRect(
      x: x, y: y, width: (part.endX + scale - 1) / scale - x, height: (part.endY + scale - 1) / scale - y)
  }
}
