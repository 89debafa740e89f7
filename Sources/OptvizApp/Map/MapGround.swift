import TerminalGraphics

/// The part of the map that stays while runs move: heat and contours, composed once.
struct MapGround: Sendable {
  /// What it was drawn from: an equal key means an equal ground.
  private struct Key: Equatable, Sendable {
    let scene: MapScene.Key?
    let coarseness: Int?
    let projection: Projection
    let theme: Theme

    init(_ scene: MapScene?, _ model: Model, _ projection: Projection) {
      (self.scene, coarseness) = (scene?.key, scene?.coarseness)
      (self.projection, theme) = (projection, model.derived.theme)
    }
  }

  private let key: Key
  /// The picture, without numbers in the contour lines: these give way to moving parts.
  let canvas: Canvas

  /// Draws the ground of a model's map.
  init(_ model: Model, on projection: Projection) {
    let scene = MapGround.scene(model, projection)
    key = Key(scene, model, projection)
    var canvas = Canvas(projection, ground: model.derived.theme.ground)
    if let scene {
      let theme = model.derived.theme
      if !theme.heat.isEmpty, !scene.heat.isEmpty {
        canvas.setHeat(scene.heat, theme.map)
      } else if !theme.shades.isEmpty, !scene.heat.isEmpty {
        canvas.setShades(scene.heat, theme.shades, MapGround.shadeColor(model.environment.depth))
      }
      canvas.add(scene.field?.arrows ?? scene.contours)
    }
    canvas.settle()
    self.canvas = canvas
  }

  /// Without heat, into how many bands the losses are divided, of which the lowest have symbols.
  static let shadedBands = 6

  /// The colour of those symbols: bright blue, or without bright colours cyan, since their blue is hardly visible on black.
  private static func shadeColor(_ depth: ColorDepth) -> Color? {
    switch depth {
    case .direct, .palette256, .mono: nil
    case .palette16: ColorDepth.paletteColor(12)
    case .palette8: ColorDepth.paletteColor(6)
    }
  }

  /// Whether it is the ground of a model's map.
  func shows(_ model: Model, on projection: Projection) -> Bool {
    key == Key(MapGround.scene(model, projection), model, projection)
  }

  /// The scene that was computed for a place on the screen; `nil` before there is one.
  private static func scene(_ model: Model, _ projection: Projection) -> MapScene? {
    model.derived.map.scene.flatMap { $0.key.projection == projection ? $0 : nil }
  }
}

extension Model {
  /// Draws the map's ground again if it has changed.
  mutating func refreshMapGround() {
    guard !derived.map.rect.isEmpty else { return derived.map.ground = nil }
    let projection = mapProjection
    if derived.map.ground?.shows(self, on: projection) != true {
      derived.map.ground = MapGround(self, on: projection)
    }
  }
}
