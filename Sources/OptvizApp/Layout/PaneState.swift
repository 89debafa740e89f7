/// Which pane arrows speak to.
public struct PaneState: Hashable, Sendable {
  /// The pane that has the focus.
  public internal(set) var focus = PaneID.race
  /// The side pane shown where there is room for one beside the race table.
  var lastSide = PaneID.settings
}
