import TerminalGraphics

/// The map's picture as far as it stays while runs move: heat and contours, composed once.
struct MapGround: Sendable {
  /// What it was drawn from: an equal key means an equal ground.
  private struct Key: Equatable, Sendable {
    let scene: MapScene?
    let projection: Projection
    let theme: Theme

    init(_ model: Model, _ projection: Projection) {
      scene = model.map?.key.projection == projection ? model.map : nil
      (self.projection, theme) = (projection, model.theme)
    }
  }

  private let key: Key
  /// The picture, without numbers in the contour lines: these give way to what moves.
  let canvas: Canvas

  /// Draws the ground of a model's map.
  init(_ model: Model, on projection: Projection) {
    key = Key(model, projection)
    var canvas = Canvas(projection, ground: model.theme.ground)
    if let scene = key.scene {
      if !scene.heat.isEmpty { canvas.setHeat(scene.heat, ramp: model.theme.heat) }
      canvas.add(scene.field?.arrows ?? scene.contours)
    }
    canvas.settle()
    self.canvas = canvas
  }

  /// Whether it is the ground of a model's map.
  func shows(_ model: Model, on projection: Projection) -> Bool { key == Key(model, projection) }
}

extension Model {
  /// Draws the map's ground anew where it is another one.
  mutating func refreshMapGround() {
    guard !mapRect.isEmpty else { return mapGround = nil }
    let projection = mapProjection
    if mapGround?.shows(self, on: projection) != true { mapGround = MapGround(self, on: projection) }
  }
}
