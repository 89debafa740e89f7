/// The cell that the pointer is over.
public struct Hover: Hashable, Sendable {
  /// Its column, from 0.
  public var column: Int
  /// Its row, from 0.
  public var row: Int

  /// A cell.
  public init(column: Int, row: Int) {
    self.column = column
    self.row = row
  }
}
