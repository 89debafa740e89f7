/// A border between panes that can be moved.
public enum PaneDivider: Hashable, Sendable {
  /// Between the main view and the column to its right, or the panes below it.
  case side
  /// Between the main view and the inspector's own column.
  case column
  /// Below a pane that stands above another one.
  case below(PaneID)
}
