/// The pane that receives the arrow keys.
public struct PaneState: Hashable, Sendable {
  /// The pane that has the focus.
  public internal(set) var focus = PaneID.race
  /// The side pane that is shown if there is room for one next to the race table.
  var lastSide = PaneID.settings
}
