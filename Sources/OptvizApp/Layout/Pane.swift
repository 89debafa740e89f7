import TerminalGraphics

/// A part of the screen: it draws the model into a rectangle of the frame, and returns what a click there means and
/// which figures are left to pixels.
///
/// A pane has no state of its own. To add one: one file with one type that conforms and names its
/// `PaneID`, and one line in `PaneCatalog`.
public protocol Pane: SendableMetatype {
  /// Its name.
  static var id: PaneID { get }
  /// Where the layout puts it.
  static var place: PanePlace { get }
  /// Whether tab selects it.
  static var takesFocus: Bool { get }
  /// Whether it is dropped if the screen is too small for all.
  static var canHide: Bool { get }
  /// How often it has something new to show while the race plays.
  static var pace: PanePace { get }
  /// The key that opens and closes it; `nil` for a pane that is always open, as those of the main place are while their
  /// view is shown.
  static var opening: PaneOpening? { get }
  /// How many rows it needs at least, and how many it can use, in a column of this width; including its borders.
  /// A pane of the main place takes the remaining rows.
  static func height(_ model: Model, width: Int) -> ClosedRange<Int>
  /// How few rows are enough if it scrolls the rest; `nil` if it needs its height.
  static var leastHeight: Int? { get }
  /// Whether it goes down to that height so that all panes of a column can be shown.
  static var yields: Bool { get }
  /// The commands whose keys stand in its title, the most useful first.
  static var keys: [Command] { get }
  /// Draws the model into a rectangle.
  static func draw(_ model: Model, in rect: Rect, on frame: inout Frame) -> PaneContent
  /// Updates the picture of an earlier step to the step on display, when nothing else has changed; the result equals
  /// that of `draw`. Called only for panes that follow every step. Returns the figures; regions stay.
  static func follow(_ model: Model, in rect: Rect, on frame: inout Frame) -> [PlacedFigure]
}

extension Pane {
  public static var pace: PanePace { place == .main ? .everyStep : .readableStep }
  public static var opening: PaneOpening? { nil }
  public static func height(_ model: Model, width: Int) -> ClosedRange<Int> { 8...Int.max }
  public static var leastHeight: Int? { nil }
  public static var yields: Bool { true }
  public static var keys: [Command] { [] }
  public static func follow(_ model: Model, in rect: Rect, on frame: inout Frame) -> [PlacedFigure] {
    frame.clear(rect, to: Cell(background: model.derived.theme.ground))
    return draw(model, in: rect, on: &frame).figures
  }
}

/// The name of a pane.
public struct PaneID: Hashable, Sendable {
  let name: String

  /// A name.
  init(_ name: String) { self.name = name }
}

/// How a pane that opens on request is opened and closed: one key and its descriptions.
public struct PaneOpening: Sendable {
  /// The action's word, used in the configuration.
  let action: String
  /// The key.
  let key: Character
  /// One or two words for the footer.
  let title: String
  /// One sentence for the help.
  let help: String
  /// When the footer drops it, the highest first; `nil` for never shown.
  let footer: Int?
}

/// Where the layout puts a pane.
public enum PanePlace: Hashable, Sendable {
  /// The remaining space: the main view.
  case main
  /// The column on the right, or below on a narrow screen.
  case side
  /// Its own column to the right of the others on a wide screen; otherwise among them.
  case column
  /// Rows along the bottom edge.
  case bottom
}

/// How often a pane has something new to show while the race plays; `Screenful` describes the consequences.
public enum PanePace: Hashable, Sendable {
  /// At every step.
  case everyStep
  /// When the step whose numbers are shown moves on.
  case readableStep
  /// Never.
  case still
}
