import Optimization
import TerminalGraphics

/// Everything that is computed from the document and kept because computing it takes time.
///
/// It could be thrown away and computed again. `update` brings it up to date after each change, in the order of its
/// members: each depends on those before it.
public struct Derived: Sendable {
  /// The race itself, computed as far as `race.computed`.
  public internal(set) var race: Race
  /// The part of it that is being computed beside the program.
  var raceRequest: RaceRequest?
  /// The theme as the terminal can show it.
  public internal(set) var theme: Theme
  /// Whether its ground is another one, so that cells cover what is drawn in pixels.
  var hasCoveringGround = false
  /// What the inspector shows; `nil` while it is closed.
  var inspection: Inspection?
  /// The step that is being explained beside the program.
  var inspectionRequest: InspectionRequest?
  /// Where the panes lie, and which main view fits.
  public internal(set) var layout = Layout.none
  /// The map's picture.
  public internal(set) var map = MapPicture()
  /// The batch on the map as it was last computed.
  var batchScene: BatchScene?
  /// The picture in three dimensions.
  var solid = SolidState()
  /// The small maps of galleries.
  var thumbnails = ThumbnailCache()
}
