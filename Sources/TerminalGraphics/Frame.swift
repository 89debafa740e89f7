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

  /// The cell at a column and a row; what is written outside the frame is dropped.
  public subscript(column: Int, row: Int) -> Cell {
    get { cells[row * width + column] }
    set {
      guard column >= 0, column < width, row >= 0, row < height else { return }
      cells[row * width + column] = newValue
    }
  }
}
