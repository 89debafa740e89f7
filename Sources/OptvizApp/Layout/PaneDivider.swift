/// A border between panels that can be moved.
public enum PaneDivider: Hashable, Sendable {
  /// Between the main view and the column beside it, or the panels below it.
  case side
  /// Between the main view and the inspector's own column.
  case column
  /// Below a panel that stands above another one.
  case below(PaneID)
}
