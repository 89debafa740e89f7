/// A picture of the whole screen: a grid of cells that panes draw into and a screen shows.
public struct Frame: Hashable, Sendable {
  /// Columns and rows, never negative.
  public let width: Int
  /// Rows.
  public let height: Int
  /// The cells, row by row from the top left.
  public private(set) var cells: [Cell]

  /// A frame in which every cell is `cell`.
  public init(width: Int, height: Int, filledWith cell: Cell = Cell()) {
    self.width = max(0, width)
    self.height = max(0, height)
    cells = Array(repeating: cell, count: self.width * self.height)
  }

  /// The cell at a column and a row; writing outside the frame is ignored.
  public subscript(column: Int, row: Int) -> Cell {
    get { cells[row * width + column] }
    set {
      guard column >= 0, column < width, row >= 0, row < height else { return }
      cells[row * width + column] = newValue
    }
  }

  /// Writes cells of a row, all inside the frame: `cell` makes the one of an index in `0..<count`.
  mutating func setCells(row: Int, from column: Int, count: Int, _ cell: (Int) -> Cell) {
    guard count > 0 else { return }
    precondition(row >= 0 && row < height && column >= 0 && column + count <= width)
    let first = row * width + column
    cells.withUnsafeMutableBufferPointer { cells in
      for index in 0..<count { cells[first + index] = cell(index) }
    }
  }

  /// Copies cells into a row, all inside the frame.
  mutating func setCells(row: Int, from column: Int, _ new: ArraySlice<Cell>) {
    precondition(row >= 0 && row < height && column >= 0 && column + new.count <= width)
    let first = row * width + column
    cells.withUnsafeMutableBufferPointer { cells in
      _ = cells[first..<first + new.count].update(fromContentsOf: new)
    }
  }

  /// Sets every cell of a rectangle that lies inside the frame.
  public mutating func clear(_ rect: Rect, to cell: Cell) {
    let (left, right) = (max(0, rect.x), min(width, rect.endX))
    for row in max(0, rect.y)..<max(0, rect.y, min(height, rect.endY)) where left < right {
      setCells(row: row, from: left, count: right - left) { _ in cell }
    }
  }
}
