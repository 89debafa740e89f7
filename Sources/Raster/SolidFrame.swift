import TerminalGraphics

/// The lines that show the shape of a solid: the edges of its floor, an upright one to read heights at, and its rim.
struct SolidFrame {
  private let solid: Solid
  private let block: SolidImage

  init(_ solid: Solid, _ block: SolidImage) { (self.solid, self.block) = (solid, block) }

  private static let corners = [SIMD2(-0.5, -0.5), SIMD2(0.5, -0.5), SIMD2(0.5, 0.5), SIMD2(-0.5, 0.5)]

  /// The lines as shapes on the plane of the picture.
  var shapes: [Shape] { [.contours(lines(floor + [upright], solid.box)), .contours(lines(rim, solid.silhouette))] }

  private func lines(_ lines: [[SIMD2<Double>]], _ stroke: Stroke) -> ContourLines {
    ContourLines([ContourLines.Level(label: "", lines: lines)], stroke)
  }

  /// The visible part of a straight line through space.
  private func edge(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> [SIMD2<Double>] {
    let (start, end) = (block.view.place(a.x, a.y, a.z), block.view.place(b.x, b.y, b.z))
    // A straight line stays straight, and its nearness changes evenly along it.
    let length = max(abs(end.x - start.x), abs(end.y - start.y))
    guard length.isFinite else { return [] }
    let pieces = max(1, Int(min(4096, length.rounded(.up))))
    return (0...pieces).map { piece in
      let place = start + (end - start) * (Float(piece) / Float(pieces))
      return block.isSeen(place)
        ? SIMD2(Double(place.x), Double(block.height) - Double(place.y)) : SIMD2(.nan, .nan)
    }
  }

  private var floor: [[SIMD2<Double>]] {
    SolidFrame.corners.indices.map { i in
      let (a, b) = (SolidFrame.corners[i], SolidFrame.corners[(i + 1) % 4])
      return edge(SIMD3(a.x, a.y, 0), SIMD3(b.x, b.y, 0))
    }
  }

  /// The edge that is farthest to the left: heights are written there.
  private var upright: [SIMD2<Double>] {
    func left(_ corner: SIMD2<Double>) -> Float { block.view.place(corner.x, corner.y, 0).x }
    let corner = SolidFrame.corners.min { left($0) < left($1) } ?? SolidFrame.corners[0]
    return edge(SIMD3(corner.x, corner.y, 0), SIMD3(corner.x, corner.y, block.view.projection.top))
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
