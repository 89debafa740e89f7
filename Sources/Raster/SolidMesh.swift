import TerminalGraphics

/// The block as triangles on a picture: its top, and the four walls below its edges.
struct SolidMesh {
  private let relief: SolidRelief
  /// Where each node lies; its x is not a number at a hole.
  let places: [SIMD3<Float>]
  /// The walls that may be seen: their nodes, and where the floor lies below each.
  private let walls: [(nodes: [Int], feet: [SIMD3<Float>])]

  init(_ relief: SolidRelief, _ view: SolidView) {
    self.relief = relief
    let (columns, rows) = (relief.columns, relief.rows)
    func x(_ node: Int) -> Double { Double(node % columns) / Double(columns - 1) - 0.5 }
    func y(_ node: Int) -> Double { Double(node / columns) / Double(rows - 1) - 0.5 }
    places = [SIMD3<Float>](unsafeUninitializedCapacity: columns * rows) { out, count in
      var node = 0
      for row in 0..<rows {
        let y = Double(row) / Double(rows - 1) - 0.5
        for column in 0..<columns {
          let height = relief.heights[node]
          let place =
            height.isFinite
            ? view.place(Double(column) / Double(columns - 1) - 0.5, y, Double(height))
            : SIMD3(repeating: .nan)
          out.initializeElement(at: node, to: place)
          node += 1
        }
      }
      count = node
    }
    let last = (columns - 1, (rows - 1) * columns)
    let sides: [(nodes: [Int], outwards: SIMD2<Double>)] = [
      (Array(0..<columns), SIMD2(0, -1)), ((0..<columns).map { last.1 + $0 }, SIMD2(0, 1)),
      ((0..<rows).map { $0 * columns }, SIMD2(-1, 0)),
      ((0..<rows).map { $0 * columns + last.0 }, SIMD2(1, 0)),
    ]
    // The eye never sees the block from below, so that the walls at its back show through holes alone.
    walls = sides.filter { relief.hasHoles || SolidMesh.faces(view, $0.outwards) }.map { side in
      (side.nodes, side.nodes.map { view.place(x($0), y($0), 0) })
    }
  }

  /// Whether a wall turns its outside to the eye.
  private static func faces(_ view: SolidView, _ outwards: SIMD2<Double>) -> Bool {
    // Along the floor's edge from right to left as seen from outside, and up: the turn tells the side.
    let (middle, along) = (outwards / 2, SIMD2(-outwards.y, outwards.x) / 2)
    let (a, b) = (middle - along, middle + along)
    let (left, right, above) = (
      view.place(a.x, a.y, 0), view.place(b.x, b.y, 0), view.place(a.x, a.y, view.projection.top)
    )
    let (u, v) = (right - left, above - left)
    return u.x * v.y - u.y * v.x < 0
  }

  /// Draws what a band shows.
  func draw(with pen: SolidSamples.Pen) {
    drawTop(with: pen)
    drawWalls(with: pen)
  }

  /// Two triangles for each cell, split along the flatter diagonal; one where one corner is a hole.
  private func drawTop(with pen: SolidSamples.Pen) {
    let (columns, rows) = (relief.columns, relief.rows)
    let (upper, lower) = (Float(pen.rows.lowerBound), Float(pen.rows.upperBound))
    places.withUnsafeBufferPointer { places in
      relief.heights.withUnsafeBufferPointer { heights in
        for row in 0..<rows &- 1 {
          for column in 0..<columns &- 1 {
            let node = row &* columns &+ column
            let (a, b) = (places[node], places[node &+ 1])
            let (c, d) = (places[node &+ columns], places[node &+ columns &+ 1])
            // Corners that are no numbers fail both tests, and are sorted out below.
            if min(a.y, b.y, c.y, d.y) > lower || max(a.y, b.y, c.y, d.y) < upper { continue }
            switch (a.x.isNaN, b.x.isNaN, c.x.isNaN, d.x.isNaN) {
            case (false, false, false, false):
              let (falling, rising) = (
                heights[node] - heights[node &+ columns &+ 1], heights[node &+ 1] - heights[node &+ columns]
              )
              if abs(falling) <= abs(rising) {
                pen.triangle(a, b, d, isWall: false)
                pen.triangle(a, d, c, isWall: false)
              } else {
                pen.triangle(a, b, c, isWall: false)
                pen.triangle(b, d, c, isWall: false)
              }
            case (true, false, false, false): pen.triangle(b, d, c, isWall: false)
            case (false, true, false, false): pen.triangle(a, d, c, isWall: false)
            case (false, false, true, false): pen.triangle(a, b, d, isWall: false)
            case (false, false, false, true): pen.triangle(a, b, c, isWall: false)
            default: continue
            }
          }
        }
      }
    }
  }

  private func drawWalls(with pen: SolidSamples.Pen) {
    for (nodes, feet) in walls {
      for i in 1..<nodes.count {
        let (a, b) = (places[nodes[i - 1]], places[nodes[i]])
        guard !a.x.isNaN, !b.x.isNaN else { continue }
        pen.triangle(a, b, feet[i], isWall: true)
        pen.triangle(a, feet[i], feet[i - 1], isWall: true)
      }
    }
  }
}
