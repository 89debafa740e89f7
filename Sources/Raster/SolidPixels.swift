import TerminalGraphics

/// A figure on a solid, in pixels: the block as paper, and a figure on the plane of the picture upon it.
///
/// Each shape is laid over the surface, cut where a hill hides it, and then drawn as on any plane. So lines, heads and what
/// changes from frame to frame are those of flat pictures.
struct SolidPixels: Sendable {
  /// What nothing can be kept without.
  private struct Place: Hashable, Sendable {
    let width: Int
    let height: Int
    let cell: PixelSize
    let figure: [ClosedRange<Double>]
    let space: Space
    let ground: Color?

    init(_ figure: Figure, _ width: Int, _ height: Int, _ cell: PixelSize) {
      (self.width, self.height, self.cell) = (max(0, width), max(0, height), cell)
      (self.figure, space, ground) = ([figure.x, figure.y], figure.space, figure.ground)
    }
  }

  private let place: Place
  private let block: SolidImage
  private let solid: Solid
  private(set) var flat: FlatPicture
  private var laid: [Identity: SolidTrail] = [:]

  /// Nothing drawn yet but the block; a pixel takes `scale` of the terminal's pixels across and down.
  init(_ figure: Figure, _ solid: Solid, width: Int, height: Int, cell: PixelSize, scale: Int = 1) {
    place = Place(figure, width, height, cell)
    self.solid = solid
    block = SolidImage(
      solid, ground: figure.ground, width: place.width, height: place.height, cell: cell, scale: scale)
    let plane = SolidPixels.flattened(figure, block)
    flat = FlatPicture(
      plane, width: place.width, height: place.height, cell: cell, on: block.image, scale: scale)
  }

  func fits(_ figure: Figure, width: Int, height: Int, cell: PixelSize) -> Bool {
    place == Place(figure, width, height, cell)
  }

  mutating func takeChanges() -> [PixelRect] { flat.takeChanges() }

  mutating func follow(_ figure: Figure) {
    var plane = SolidPixels.flattened(figure, block)
    let draping = SolidDraping(figure, block)
    let (backdrop, block, solid) = (figure.backdrop, block, solid)
    // Laid only when it is drawn: equal identities promise equal shapes.
    plane.backdrop =
      flat.backdropIdentity == backdrop.identity
      ? Backdrop(of: backdrop.identity, shapes: [])
      : Backdrop(
        of: backdrop.identity,
        shapes: draping.strata(backdrop.shapes) + SolidFrame(solid, block).shapes
          + draping.shapes(backdrop.shapes) { _ in nil })
    let trails = figure.shapes.flatMap { shape -> [Trail] in
      if case .trails(let trails) = shape { trails } else { [] }
    }
    if laid.count > trails.count {
      let kept = Set(trails.map(\.identity))
      laid = laid.filter { kept.contains($0.key) }
    }
    for trail in trails {
      // Taken out while it grows, so that it is not copied.
      var own = laid.removeValue(forKey: trail.identity) ?? SolidTrail(like: trail)
      if !own.canGrow(to: trail) { own = SolidTrail(like: trail) }
      own.grow(to: trail, with: draping)
      laid[trail.identity] = own
    }
    plane.shapes = draping.shapes(figure.shapes) { laid[$0.identity] }
    flat.follow(plane)
  }

  /// The plane of the picture as a figure without shapes; its unit is a pixel, upwards from the lower left.
  private static func flattened(_ figure: Figure, _ block: SolidImage) -> Figure {
    Figure(
      x: 0...Double(max(1, block.width)), y: 0...Double(max(1, block.height)), ground: figure.ground)
  }
}
