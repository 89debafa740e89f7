/// A rectangle of cells.
public struct Rect: Hashable, Sendable {
  /// The leftmost column.
  public var x: Int
  /// The top row.
  public var y: Int
  /// How many columns, never negative.
  public var width: Int
  /// How many rows, never negative.
  public var height: Int

  /// A rectangle; a negative extent becomes zero.
  public init(x: Int, y: Int, width: Int, height: Int) {
    self.x = x
    self.y = y
    self.width = max(0, width)
    self.height = max(0, height)
  }

  /// The first column right of the rectangle.
  public var endX: Int { x + width }
  /// The first row below the rectangle.
  public var endY: Int { y + height }
  /// Whether it has no cell.
  public var isEmpty: Bool { width == 0 || height == 0 }

  /// Whether a cell lies inside.
  public func contains(column: Int, row: Int) -> Bool {
    column >= x && column < endX && row >= y && row < endY
  }

  /// The rectangle without a margin on each side.
  public func inset(left: Int = 0, top: Int = 0, right: Int = 0, bottom: Int = 0) -> Rect {
    Rect(x: x + left, y: y + top, width: width - left - right, height: height - top - bottom)
  }

  /// The rectangle without one cell on every side, as inside a border.
  public var inside: Rect { inset(left: 1, top: 1, right: 1, bottom: 1) }

  /// Divides into a left and a right part, the right one `width` columns wide.
  public func splitRight(_ width: Int) -> (left: Rect, right: Rect) {
    let width = max(0, min(width, self.width))
    return (
      Rect(x: x, y: y, width: self.width - width, height: height),
      Rect(x: endX - width, y: y, width: width, height: height)
    )
  }

  /// Divides into an upper and a lower part, the lower one `height` rows high.
  public func splitBottom(_ height: Int) -> (top: Rect, bottom: Rect) {
    let height = max(0, min(height, self.height))
    return (
      Rect(x: x, y: y, width: width, height: self.height - height),
      Rect(x: x, y: endY - height, width: width, height: height)
    )
  }

  /// Divides into an upper part `height` rows high and the rest.
  public func splitTop(_ height: Int) -> (top: Rect, rest: Rect) {
    let height = max(0, min(height, self.height))
    let (top, bottom) = splitBottom(self.height - height)
    return (top, bottom)
  }

  /// A rectangle of a size in the middle of this one, no larger than it.
  public func centered(width: Int, height: Int) -> Rect {
    let (w, h) = (max(0, min(width, self.width)), max(0, min(height, self.height)))
    return Rect(x: x + (self.width - w) / 2, y: y + (self.height - h) / 2, width: w, height: h)
  }
}
