import TerminalGraphics

/// Keeps images out of cells that something covers.
///
/// The protocol promises that an image far below lies under cells with a ground of their own. Some terminals, kitty up to
/// 0.26 among them, draw it over them nevertheless; so nothing is placed there.
extension KittyPlacement {
  /// The numbers of the first parts of a placement's images, and of the next ones.
  private static let numbersOfParts = 100_000

  /// The parts of a placement outside of some cells; itself where none is covered.
  ///
  /// - Parameter size: the size of the part of the image that is shown, in pixels.
  func outside(_ covered: [Rect], width: Int, height: Int, cell: PixelSize) -> [KittyPlacement] {
    let whole = PixelRect(
      x: column * cell.width + dx, y: row * cell.height + dy, width: width, height: height)
    var parts = [whole]
    for cover in covered {
      let hole = PixelRect(
        x: cover.x * cell.width, y: cover.y * cell.height, width: cover.width * cell.width,
        height: cover.height * cell.height)
      parts = parts.flatMap { $0.without(hole) }
    }
    guard parts != [whole] else { return [self] }
    return parts.enumerated().map { index, part in
      var placement = self
      placement.number += index * KittyPlacement.numbersOfParts
      (placement.column, placement.row) = (part.x / cell.width, part.y / cell.height)
      (placement.dx, placement.dy) = (part.x % cell.width, part.y % cell.height)
      placement.crop = PixelRect(
        x: (crop?.x ?? 0) + part.x - whole.x, y: (crop?.y ?? 0) + part.y - whole.y, width: part.width,
        height: part.height)
      if cells != nil {
        placement.cells = Cells(columns: part.width / cell.width, rows: part.height / cell.height)
      }
      return placement
    }
  }
}

extension PixelRect {
  /// The parts outside of another rectangle: above, at the left, at the right, below.
  func without(_ hole: PixelRect) -> [PixelRect] {
    let (left, right) = (max(x, hole.x), min(endX, hole.endX))
    let (top, bottom) = (max(y, hole.y), min(endY, hole.endY))
    guard left < right, top < bottom else { return isEmpty ? [] : [self] }
    return [
      PixelRect(x: x, y: y, width: width, height: top - y),
      PixelRect(x: x, y: top, width: left - x, height: bottom - top),
      PixelRect(x: right, y: top, width: endX - right, height: bottom - top),
      PixelRect(x: x, y: bottom, width: width, height: endY - bottom),
    ].filter { !$0.isEmpty }
  }
}
