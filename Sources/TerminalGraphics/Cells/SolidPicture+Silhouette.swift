extension SolidPicture {
  /// How much nearer a dot is than the one behind an edge, in nearness: less is a slope.
  private static let edge: Float = 0.03

  /// Draws the outline of the solid, and of each hill before what is behind it.
  public func silhouette(on layer: inout DotLayer, _ ink: Ink) {
    let plane = plane
    for y in 0..<depth.height {
      for x in 0..<depth.width {
        let near = depth.nearness(x, y)
        guard near > 0 else { continue }
        // Upwards and sidewards only: below an edge lies the hill itself.
        let behind = [depth.nearness(x, y - 1), depth.nearness(x - 1, y), depth.nearness(x + 1, y)]
        guard behind.contains(where: { $0 < near - SolidPicture.edge }) else { continue }
        let place = SIMD2(Double(x) + 0.5, plane.y.upperBound - Double(y) - 0.5)
        layer.line(1, isThick: false, point: { _ in place }, ink: { _ in ink })
      }
    }
  }
}
