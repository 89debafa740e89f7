import TerminalGraphics

/// The lines that show the shape of a solid: the edges of its walls and its rim, and an upright one to read heights at.
struct SolidFrame {
  private let solid: Solid
  private let block: SolidImage

  init(_ solid: Solid, _ block: SolidImage) { (self.solid, self.block) = (solid, block) }

  private static let corners = [SIMD2(-0.5, -0.5), SIMD2(0.5, -0.5), SIMD2(0.5, 0.5), SIMD2(-0.5, 0.5)]

  /// How strong the upright edges of the walls are beside those of the floor.
  private static let wallStrength = 0.5

  /// The lines as shapes on the plane of the picture.
  var shapes: [Shape] {
    var walls = solid.box
    walls.strength *= SolidFrame.wallStrength
    return [
      .contours(lines(uprights, walls)), .contours(lines(floor + [scale], solid.box)),
      .contours(lines(rim, solid.silhouette)),
    ]
  }

  private func lines(_ lines: [[SIMD2<Double>]], _ stroke: Stroke) -> ContourLines {
    ContourLines([ContourLines.Level(label: "", lines: lines)], stroke)
  }

  private var floor: [[SIMD2<Double>]] {
    SolidFrame.corners.indices.map { i in
      let (a, b) = (SolidFrame.corners[i], SolidFrame.corners[(i + 1) % 4])
      return block.edge(SIMD3(a.x, a.y, 0), SIMD3(b.x, b.y, 0))
    }
  }

  /// The edges between walls, from the floor to the top.
  private var uprights: [[SIMD2<Double>]] {
    SolidFrame.corners.compactMap { corner in
      let height = block.field.height(corner.x + 0.5, corner.y + 0.5)
      guard height.isFinite else { return nil }
      let top = SolidPicture.floorHeight + SolidPicture.relief * height
      return block.edge(SIMD3(corner.x, corner.y, 0), SIMD3(corner.x, corner.y, top))
    }
  }

  /// The edge that is farthest to the left, up to the greatest height: heights are written there.
  private var scale: [SIMD2<Double>] {
    func left(_ corner: SIMD2<Double>) -> Float { block.view.place(corner.x, corner.y, 0).x }
    let corner = SolidFrame.corners.min { left($0) < left($1) } ?? SolidFrame.corners[0]
    return block.edge(SIMD3(corner.x, corner.y, 0), SIMD3(corner.x, corner.y, block.view.projection.top))
  }

  /// The edges of the top where they are seen.
  private var rim: [[SIMD2<Double>]] {
    let shares = SolidFrame.corners.map { $0 + SIMD2(0.5, 0.5) }
    return shares.indices.map { i in
      var line = SolidLine()
      let ends = [shares[i], shares[(i + 1) % 4]]
      line.extend(to: 2, on: block) { ends[$0] }
      return line.seen.places
    }
  }
}
