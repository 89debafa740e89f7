import TerminalGraphics

/// A part of the screen: it draws the model into a rectangle of the frame and says what a click there means.
///
/// A pane has no state and no life of its own. To add one: one file with one type that conforms and names its
/// `PaneID`, and one line in `PaneCatalog`.
public protocol Pane: SendableMetatype {
  /// Its name.
  static var id: PaneID { get }
  /// Where the layout puts it.
  static var place: PanePlace { get }
  /// Whether tab stops at it.
  static var takesFocus: Bool { get }
  /// Whether it gives way where the screen is too small for all.
  static var canHide: Bool { get }
  /// How often it has something new to show while the race plays.
  static var pace: PanePace { get }
  /// The key that opens and closes it; `nil` for a pane that is always open, as those of the main place are while their
  /// view is shown.
  static var opening: PaneOpening? { get }
  /// How many rows it needs at least, and how many it can use, where a column for it is so wide; its borders included.
  /// A pane of the main place takes what is left.
  static func height(_ model: Model, width: Int) -> ClosedRange<Int>
  /// How few rows it can do with where it scrolls what does not fit; `nil` where it needs its height.
  static var leastHeight: Int? { get }
  /// Draws the model into a rectangle, and returns what a click on its parts means, later regions on top.
  static func draw(_ model: Model, in rect: Rect, on frame: inout Frame) -> [HitRegion]
  /// Brings the picture of an earlier step to the step on display, where nothing else has changed; it then is what
  /// `draw` gives. Asked of a pane that follows every step.
  static func follow(_ model: Model, in rect: Rect, on frame: inout Frame)
}

extension Pane {
  public static var pace: PanePace { place == .main ? .everyStep : .readableStep }
  public static var opening: PaneOpening? { nil }
  public static func height(_ model: Model, width: Int) -> ClosedRange<Int> { 8...Int.max }
  public static var leastHeight: Int? { nil }
  public static func follow(_ model: Model, in rect: Rect, on frame: inout Frame) {
    frame.clear(rect, to: Cell(background: model.derived.theme.ground))
    _ = draw(model, in: rect, on: &frame)
  }
}

/// The name of a pane.
public struct PaneID: Hashable, Sendable {
  let name: String

  /// A name.
  init(_ name: String) { self.name = name }
}

/// How a pane that opens on request is opened and closed: one key, and what is said of it.
public struct PaneOpening: Sendable {
  /// The action's word, as the configuration names it.
  let action: String
  /// The key.
  let key: Character
  /// One or two words for the footer.
  let title: String
  /// One sentence for the help.
  let help: String
  /// When the footer drops it, the highest first; `nil` for never showing it.
  let footer: Int?
}

/// Where the layout puts a pane.
public enum PanePlace: Hashable, Sendable {
  /// Whatever is left: what the main view consists of.
  case main
  /// The column on the right, or below on a narrow screen.
  case side
  /// A column of its own beside the others on a wide screen; elsewhere among them.
  case column
  /// Rows along the bottom edge.
  case bottom
}

/// How often a pane has something new to show while the race plays; `Screenful` says what follows from it.
public enum PanePace: Hashable, Sendable {
  /// At every step.
  case everyStep
  /// When the step whose numbers are shown moves on.
  case readableStep
  /// Never.
  case still
}
