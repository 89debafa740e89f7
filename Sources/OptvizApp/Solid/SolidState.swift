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
  /// The surface as the camera sees it, without the moving runs.
  var view: SolidView?
}

/// The surface as the camera sees it, with its lines: everything that stays while runs move.
struct SolidView: Sendable {
  /// What it was drawn from: an equal key means an equal view.
  struct Key: Equatable, Sendable {
    let scene: SolidScene.Key
    let coarseness: Int
    let camera: Camera
    let rect: Rect
    let theme: Theme
    let glyphs: GlyphSet
  }

  /// What it was drawn from.
  let key: Key
  /// The solid.
  let picture: SolidPicture
  /// The lines on it and around it.
  let lines: DotLayer

  /// Draws a view of the scene that its key names.
  init(_ key: Key, of scene: SolidScene) {
    self.key = key
    let theme = key.theme
    picture = SolidPicture(
      scene.field, key.camera, in: key.rect,
      ramp: ShadedRamp(theme.heat, ground: theme.ground, light: theme.contour.color),
      ground: theme.ground)
    let marker: Marker = key.glyphs == .unicode ? .braille : .ascii
    var layer = DotLayer(picture.plane, marker: marker)
    SolidBox(picture).drawEdges(on: &layer, theme)
    var ink = theme.contour
    // Grid lines show the shape best: contour lines merge on a slope.
    if !theme.heat.isEmpty { ink.strength *= 0.85 }
    picture.mesh(SolidView.meshLines(key.rect), on: &layer, ink)
    lines = layer
  }

  /// How many lines run each way: at the usual turn they are about six columns apart.
  private static func meshLines(_ rect: Rect) -> Int {
    max(6, min(28, min(rect.width, 2 * rect.height) / 4))
  }
}
