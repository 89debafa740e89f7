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
    // The eye never sees the block from below, so that the walls at its back show through holes alone.
    walls = SolidSide.all.filter { relief.hasHoles || $0.faces(view) }.map { side in
      // The nodes from left to right as seen from outside.
      let nodes =
        switch (side.outwards.x, side.outwards.y) {
        case (_, -1): Array(0..<columns)
        case (_, 1): (0..<columns).map { rows * columns - 1 - $0 }
        case (1, _): (0..<rows).map { $0 * columns + columns - 1 }
        default: (0..<rows).map { (rows - 1 - $0) * columns }
        }
      return (nodes, nodes.map { view.place(x($0), y($0), 0) })
    }
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
            // Corners that are not numbers fail both tests, and are left out below.
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
