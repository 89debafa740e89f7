/// The cell under the pointer, if something can be read there.
public struct Hover: Hashable, Sendable {
  /// The column on the screen.
  public var column: Int
  /// The row on the screen.
  public var row: Int

  /// A cell.
  public init(column: Int, row: Int) {
    self.column = column
    self.row = row
  }
}

extension Model {
  /// Remembers where the pointer is, or that nothing can be read there.
  ///
  /// A terminal that reports only presses and drags never gets here, so that a click leaves no reading behind.
  mutating func hover(at pointer: Pointer) {
    guard lists.overlay == nil else { return pointing.hover = nil }
    let pane = derived.layout.pane(atColumn: pointer.column, row: pointer.row)
    let reads = pane.map { $0.place == .main || $0.id == .chart } ?? false
    pointing.hover = reads ? Hover(column: pointer.column, row: pointer.row) : nil
  }
}
