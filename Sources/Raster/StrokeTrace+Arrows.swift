import TerminalGraphics

extension StrokeTrace {
  /// Draws an arrow with a filled head; where it is shorter than a head, a smaller one.
  mutating func draw(_ arrow: Arrow, _ plane: PixelPlane, _ weights: LineWeights) {
    let (tail, tip) = (plane.place(arrow.tail), plane.place(arrow.tip))
    let way = tip - tail
    let length = (way * way).sum().squareRoot()
    guard length.isFinite, length > 0 else { return }
    let size = min(9 * weights.unit, 0.5 * length)
    let along = way / length
    add([arrow.tail, arrow.tip - (arrow.tip - arrow.tail) * (0.6 * size / length)])
    drawHead(at: tip, along, size, spread: 0.42)
  }

  /// Draws a fine arrow of one length, or a dot where there is no direction.
  mutating func draw(_ needle: Needle, _ plane: PixelPlane, _ weights: LineWeights) {
    let middle = plane.place(needle.place)
    guard needle.direction != .zero else { return add([needle.place]) }
    // Down is positive in pixels.
    let way = SIMD2(needle.direction.x, -needle.direction.y)
    let half = 7.5 * weights.unit
    let (tail, tip) = (middle - way * half, middle + way * half)
    guard plane.contains(middle, margin: half) else { return }
    addPlaces(tail, tip - way * (2.5 * weights.unit))
    drawHead(at: tip, way, 5.5 * weights.unit, spread: 0.4)
  }

  private mutating func drawHead(
    at tip: SIMD2<Double>, _ along: SIMD2<Double>, _ size: Double, spread: Double
  ) {
    let across = SIMD2(-along.y, along.x)
    let foot = tip - along * size
    add(triangle: [tip, foot + across * (spread * size), foot - across * (spread * size)])
  }
}
