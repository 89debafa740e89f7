import TerminalGraphics

/// A part of the screen that means something when clicked.
public struct HitRegion: Hashable, Sendable {
  /// Where it is.
  public let rect: Rect
  /// What it is.
  ///
  /// For a slider or a timeline the column gives the share.
  public let target: HitTarget

  /// The region as hit by a click at one of its columns: with the share of its width that the column stands for.
  func hit(atColumn column: Int) -> HitRegion {
    let share = rect.width > 1 ? Double(column - rect.x) / Double(rect.width - 1) : 0
    return switch target {
    case .timeline: HitRegion(rect: rect, target: .timeline(share: share))
    case .field(let index, let first):
      HitRegion(rect: rect, target: .field(index, cursor: first + column - rect.x))
    case .slider(let index, _): HitRegion(rect: rect, target: .slider(index, share: share))
    default: self
    }
  }
}

/// What a click on a part of the screen means.
public enum HitTarget: Hashable, Sendable {
  /// The map.
  case map
  /// The surface in three dimensions.
  case solid
  /// A run in the race table.
  case run(Int)
  /// A setting's row.
  case setting(Int)
  /// A setting's slider, at a share of its length.
  case slider(Int, share: Double)
  /// The timeline, at a share of its length.
  case timeline(share: Double)
  /// Anything that triggers a command when clicked.
  case button(Command)
  /// A form's field, with the cursor after a number of its characters.
  case field(Int, cursor: Int)
  /// A row of the picker.
  case pickerRow(Int)
  /// Any other part of an overlay.
  case overlay
  /// A border of a pane that can be moved.
  case divider(PaneDivider, PaneID)
  /// A pane, apart from its content.
  case pane(PaneID)
}
