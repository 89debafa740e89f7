import Optimization
import TerminalGraphics

/// Where the pointer is, and what it drags.
public struct Pointing: Sendable {
  /// The cell under the pointer, if something can be read there.
  public internal(set) var hover: Hover?
  /// The last click, which another one may turn into a double click.
  var lastClick: Click?
  /// Where the pointer went down on the map, and whether it moved since.
  var drag: Drag?
  /// Where it went down on the solid, and the camera at that time.
  var solidDrag: SolidDrag?
  /// What a press elsewhere grabbed: a drag moves only that.
  var scrub: Scrub?
  /// What a key in a title does that was pressed and not dragged since.
  var key: Command?
}

/// A press of the pointer on the map that may become a drag.
struct Drag: Sendable {
  var column: Int
  var row: Int
  var view: Domain
  /// The chosen run's step where its path was pressed; dragged from there, it is forked instead of the map moved.
  var fork: (run: Int, step: Int)?
  var hasMoved = false
}

/// A press of the pointer on the solid, which a drag turns and a click places the start on.
struct SolidDrag: Hashable, Sendable {
  let column: Int
  let row: Int
  let camera: Camera
  var hasMoved = false
}
