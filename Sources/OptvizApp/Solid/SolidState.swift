import Optimization
import TerminalGraphics

/// The camera of the solid.
public struct SolidChoice: Hashable, Sendable {
  /// The camera.
  public internal(set) var camera = Camera.standard
  /// Whether a person chose it, so that it stays when the surface changes.
  var isTurned = false
}

/// The view in three dimensions as far as it is computed, and what is being computed of it.
struct SolidState: Sendable {
  /// The surface as it was last computed.
  var scene: SolidScene?
  /// The last requested scene.
  var request: SolidRequest?
  /// How much of it is computed, if that takes long.
  var progress: Double?
  /// What is drawn, and its picture as far as it is kept; `nil` while the view is not shown.
  var shown: (figure: Figure, picture: CellPicture)?
}
