import TerminalGraphics

/// Every pane, in the order in which the layout stacks them and tab visits them.
public enum PaneCatalog {
  /// One line for each pane.
  public static let all: [PaneEntry] = [
    PaneEntry(RacePane.self),
    PaneEntry(InspectorPane.self),
    PaneEntry(SettingsPane.self),
    PaneEntry(ChartPane.self),
    PaneEntry(MapPane.self),
    PaneEntry(SolidPane.self),
    PaneEntry(FitPane.self),
    PaneEntry(SlicePane.self),
    PaneEntry(TimelinePane.self),
    PaneEntry(FooterPane.self),
  ]

  /// The panes that open on request.
  static let onRequest: [PaneEntry] = all.filter { $0.opening != nil }
}

/// A pane in the catalog.
public struct PaneEntry: Sendable {
  /// Its name.
  public let id: PaneID
  /// The Swift type's name, which is also its file's.
  public let typeName: String
  let place: PanePlace
  let takesFocus: Bool
  let canHide: Bool
  let pace: PanePace
  let opening: PaneOpening?
  let leastHeight: Int?
  let yields: Bool
  let keys: [Command]
  let height: @Sendable (Model, Int) -> ClosedRange<Int>
  let draw: @Sendable (Model, Rect, inout Frame) -> PaneContent
  let follow: @Sendable (Model, Rect, inout Frame) -> [PlacedFigure]

  init<P: Pane>(_ pane: P.Type) {
    id = pane.id
    typeName = "\(pane)"
    place = pane.place
    takesFocus = pane.takesFocus
    canHide = pane.canHide
    pace = pane.pace
    opening = pane.opening
    leastHeight = pane.leastHeight
    yields = pane.yields
    keys = pane.keys
    height = { P.height($0, width: $1) }
    draw = { P.draw($0, in: $1, on: &$2) }
    follow = { P.follow($0, in: $1, on: &$2) }
  }
}
