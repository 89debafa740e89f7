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
  /// How many rows it needs at least, and how many it can use; its borders included.
  static func height(_ model: Model) -> ClosedRange<Int>
  /// Whether it takes part in the layout now.
  static func isOpen(_ model: Model) -> Bool
  /// How few rows it can do with, where it scrolls what does not fit.
  static func leastHeight(_ model: Model) -> Int
  /// Draws the model into a rectangle, and returns what a click on its parts means, later regions on top.
  static func draw(_ model: Model, in rect: Rect, on frame: inout Frame) -> [HitRegion]
  /// Brings the picture of an earlier step to the step on display, where nothing else has changed; it then is what
  /// `draw` gives. Asked of a pane that follows every step.
  static func follow(_ model: Model, in rect: Rect, on frame: inout Frame)
}

extension Pane {
  public static var pace: PanePace { place == .main ? .everyStep : .numbers }
  public static func isOpen(_ model: Model) -> Bool { true }
  public static func leastHeight(_ model: Model) -> Int { height(model).lowerBound }
  public static func follow(_ model: Model, in rect: Rect, on frame: inout Frame) {
    frame.clear(rect, to: Cell(background: model.theme.ground))
    _ = draw(model, in: rect, on: &frame)
  }
}

/// The name of a pane.
public struct PaneID: Hashable, Sendable {
  let name: String

  /// A name.
  init(_ name: String) { self.name = name }
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

/// How often a pane has something new to show while the race plays.
public enum PanePace: Hashable, Sendable {
  /// At every step.
  case everyStep
  /// When the step whose numbers are shown moves on.
  case numbers
  /// Never.
  case still
}

/// A part of the screen that means something when clicked.
public struct HitRegion: Hashable, Sendable {
  /// Where it is.
  public let rect: Rect
  /// What it is.
  ///
  /// For a slider or a timeline the share is taken from the column.
  public let target: HitTarget

  /// What a click at a column of the region means.
  func target(atColumn column: Int) -> HitTarget {
    let share = rect.width > 1 ? Double(column - rect.x) / Double(rect.width - 1) : 0
    switch target {
    case .timeline: return .timeline(share: share)
    case .slider(let index, _): return .slider(index, share: share)
    default: return target
    }
  }
}
