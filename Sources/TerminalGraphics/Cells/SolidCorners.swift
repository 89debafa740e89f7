/// The nodes of a height field prepared for a depth buffer: placed, toned and lit.
struct SolidCorners {
  private let field: HeightField
  private let projection: SolidProjection
  private let corners: [DepthBuffer.Corner]
  private let light: SIMD3<Double>

  /// The light always comes from the upper left of the eye, so that hills and hollows can be
  /// told apart from any side.
  init(_ field: HeightField, _ projection: SolidProjection) {
    self.field = field
    self.projection = projection
    let direction = projection.direction(right: -0.68, up: 0.5, near: 0.54)
    light = direction
    let (columns, rows) = (field.columns, field.rows)
    let spacing = SIMD2(1 / Float(columns - 1), 1 / Float(rows - 1))
    let lit = SIMD3<Float>(direction)
    let flat = lit.z
    corners = field.heights.withUnsafeBufferPointer { heights in
      [DepthBuffer.Corner](unsafeUninitializedCapacity: heights.count) { out, count in
        for row in 0..<rows {
          for column in 0..<columns {
            let node = row * columns + column
            let x = Double(column) / Double(columns - 1) - 0.5
            let y = Double(row) / Double(rows - 1) - 0.5
            let place = projection.place(
              x, y, SolidPicture.floorHeight + SolidPicture.relief * Double(heights[node]))
            // Neighbours on both sides, or one at the edges.
            let (west, east) = (column > 0 ? node - 1 : node, column < columns - 1 ? node + 1 : node)
            let (south, north) = (row > 0 ? node - columns : node, row < rows - 1 ? node + columns : node)
            let relief = Float(SolidPicture.relief)
            let slopeX = relief * (heights[east] - heights[west]) / (spacing.x * Float(east - west))
            let slopeY =
              relief * (heights[north] - heights[south]) / (spacing.y * Float((north - south) / columns))
            let length = (slopeX * slopeX + slopeY * slopeY + 1).squareRoot()
            let facing = (lit.z - slopeX * lit.x - slopeY * lit.y) / length
            out.initializeElement(
              at: node,
              to: DepthBuffer.Corner(
                x: Float(place.x), y: Float(place.y), nearness: Float(place.nearness),
                tone: 255 * field.tones[node], shade: SolidCorners.shade(facing, flat: flat)))
          }
        }
        count = heights.count
      }
    }
  }

  /// The shade of a face by how far it turns to the light; level ground has the ramp's own colour.
  private static func shade(_ facing: Float, flat: Float) -> Float {
    guard facing.isFinite else { return 255 * Float(ShadedRamp.neutral) }
    let neutral = Float(ShadedRamp.neutral)
    let share =
      facing > flat
      ? neutral + (1 - neutral) * (facing - flat) / max(0.05, 1 - flat)
      : neutral * (1 - (flat - facing) / (flat + 0.55))
    return 255 * max(0, min(1, share))
  }

  private func isSolid(_ corner: DepthBuffer.Corner) -> Bool { corner.y.isFinite && corner.tone.isFinite }

  /// The surface: two triangles for each cell, split along the flatter diagonal.
  func drawTop(with pen: DepthBuffer.Pen) {
    corners.withUnsafeBufferPointer { corners in
      for row in 0..<field.rows - 1 {
        for column in 0..<field.columns - 1 {
          let node = row * field.columns + column
          let (a, b) = (corners[node], corners[node + 1])
          let (c, d) = (corners[node + field.columns], corners[node + field.columns + 1])
          guard isSolid(a), isSolid(b), isSolid(c), isSolid(d) else { continue }
          if abs(a.tone - d.tone) <= abs(b.tone - c.tone) {
            pen.triangle(a, b, d)
            pen.triangle(a, d, c)
          } else {
            pen.triangle(a, b, c)
            pen.triangle(b, d, c)
          }
        }
      }
    }
  }

  /// The four sides of the block, darker than its top and darkest at the floor.
  func drawWalls(with pen: DepthBuffer.Pen) {
    let (columns, rows) = (field.columns, field.rows)
    func wall(_ nodes: [Int], outwards normal: SIMD3<Double>) {
      let facing = (normal * light).sum()
      let shade = Float(255 * (0.16 + 0.22 * max(0, facing)))
      var previous: (DepthBuffer.Corner, DepthBuffer.Corner)?
      for node in nodes {
        var upper = corners[node]
        guard isSolid(upper) else {
          previous = nil
          continue
        }
        let x = Double(node % columns) / Double(columns - 1) - 0.5
        let y = Double(node / columns) / Double(rows - 1) - 0.5
        let foot = projection.place(x, y, 0)
        upper.shade = shade
        let lower = DepthBuffer.Corner(
          x: Float(foot.x), y: Float(foot.y), nearness: Float(foot.nearness), tone: upper.tone,
          shade: shade * 0.35)
        if let previous {
          pen.triangle(previous.0, upper, lower)
          pen.triangle(previous.0, lower, previous.1)
        }
        previous = (upper, lower)
      }
    }
    wall(Array(0..<columns), outwards: SIMD3(0, -1, 0))
    wall((0..<columns).map { (rows - 1) * columns + $0 }, outwards: SIMD3(0, 1, 0))
    wall((0..<rows).map { $0 * columns }, outwards: SIMD3(-1, 0, 0))
    wall((0..<rows).map { $0 * columns + columns - 1 }, outwards: SIMD3(1, 0, 0))
  }
}
