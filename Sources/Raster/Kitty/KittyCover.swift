import TerminalGraphics

/// The cells of a figure that something lies over, such as a dialog.
///
/// A terminal should draw images of the lowest heights under cells that have a ground. Not every one does, and with some
/// drivers kitty does not. So images are shown only where nothing lies over them.
public struct KittyCover: Hashable, Sendable {
  private let columns: Int
  private let isCovered: [Bool]
  /// Whether nothing is covered.
  let isEmpty: Bool

  /// Nothing is covered.
  public static let none = KittyCover(columns: 0, [])

  /// What is covered, row by row.
  public init(columns: Int, _ isCovered: [Bool]) {
    (self.columns, self.isCovered) = (columns, isCovered)
    isEmpty = !isCovered.contains(true)
  }

  /// The parts of a rectangle of pixels that are not covered; the figure begins at zero.
  func visible(_ part: PixelRect, cell: PixelSize) -> [PixelRect] {
    if isEmpty || part.isEmpty { return part.isEmpty ? [] : [part] }
    var parts: [PixelRect] = []
    var former: Range<Int> = 0..<0
    for row in part.y / cell.height...(part.endY - 1) / cell.height {
      let (top, bottom) = (max(part.y, row * cell.height), min(part.endY, (row + 1) * cell.height))
      let runs = runs(row, part, cell).map { run in
        let (left, right) = (
          max(part.x, run.lowerBound * cell.width), min(part.endX, run.upperBound * cell.width)
        )
        return PixelRect(x: left, y: top, width: right - left, height: bottom - top)
      }
      // The same columns as in the row above: one part.
      let above = parts[former]
      if above.count == runs.count, !runs.isEmpty,
        zip(above, runs).allSatisfy({ $0.x == $1.x && $0.width == $1.width })
      {
        for index in former { parts[index].height += bottom - top }
      } else {
        former = parts.count..<parts.count + runs.count
        parts += runs
      }
    }
    return parts
  }

  /// The runs of columns that are not covered in a row.
  private func runs(_ row: Int, _ part: PixelRect, _ cell: PixelSize) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for column in part.x / cell.width...(part.endX - 1) / cell.width {
      let index = row * columns + column
      if column < columns, isCovered.indices.contains(index), isCovered[index] { continue }
      if let last = runs.last, last.upperBound == column {
        runs[runs.count - 1] = last.lowerBound..<column + 1
      } else {
        runs.append(column..<column + 1)
      }
    }
    return runs
  }
}

extension KittyPlacement {
  /// The same image where it is not covered: in as many parts as that takes.
  ///
  /// - Parameters:
  ///   - size: that of the image in pixels.
  ///   - rect: the cells of the figure.
  func visible(_ cover: KittyCover, of size: (width: Int, height: Int), in rect: Rect, cell: PixelSize)
    -> [KittyPlacement]
  {
    let shown = crop ?? PixelRect(x: 0, y: 0, width: size.width, height: size.height)
    let place = PixelRect(
      x: (column - rect.x) * cell.width + dx, y: (row - rect.y) * cell.height + dy, width: shown.width,
      height: shown.height)
    let parts = cover.visible(place, cell: cell)
    if parts == [place] { return [self] }
    return parts.enumerated().map { index, part in
      var piece = self
      piece.number = number + index * KittyPlacement.pieceNumbers
      (piece.column, piece.row) = (rect.x + part.x / cell.width, rect.y + part.y / cell.height)
      (piece.dx, piece.dy) = (part.x % cell.width, part.y % cell.height)
      piece.crop = PixelRect(
        x: shown.x + part.x - place.x, y: shown.y + part.y - place.y, width: part.width, height: part.height)
      piece.cells = cells.map { _ in Cells(columns: part.width / cell.width, rows: part.height / cell.height)
      }
      return piece
    }
  }

  private static let pieceNumbers = 100_000
}
