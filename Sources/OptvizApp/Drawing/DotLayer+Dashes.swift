import TerminalGraphics

extension DotLayer {
  /// Draws a dashed line between world points, `on` dots and `off` dots long in turn; nothing where an end is not
  /// finite.
  mutating func dashes(
    from a: SIMD2<Double>, to b: SIMD2<Double>, _ ink: Ink, on: Int, off: Int, isThick: Bool = false
  ) {
    let dots = SIMD2(Double(marker.columns), Double(marker.rows))
    let (start, end) = (projection.place(a) * dots, projection.place(b) * dots)
    let d = end - start
    let length = max(abs(d.x), abs(d.y))
    guard length.isFinite, length > 0 else { return }
    // Only the visible part is dashed, however far outside the ends lie.
    let size = SIMD2(Double(projection.rect.width), Double(projection.rect.height)) * dots
    var (first, last) = (0.0, 1.0)
    for axis in 0...1 where d[axis] != 0 {
      let (t, u) = (-start[axis] / d[axis], (size[axis] - start[axis]) / d[axis])
      first = max(first, min(t, u))
      last = min(last, max(t, u))
    }
    guard first < last else { return }
    let period = Double(on + off)
    // Dashes count from the line's own beginning, so that they stay in place when it turns.
    var place = ((first * length) / period).rounded(.down) * period
    while place < last * length {
      let (from, to) = (max(first, place / length), min(last, (place + Double(on) - 0.5) / length))
      if from < to {
        line(2, isThick: isThick, point: { a + (b - a) * ($0 == 0 ? from : to) }, ink: { _ in ink })
      }
      place += period
    }
  }

  /// Draws a curve through world points that are close together in dashes, each half a period of dots long.
  mutating func dashes(along points: [SIMD2<Double>], _ ink: Ink, period: Double) {
    let dots = SIMD2(Double(marker.columns), Double(marker.rows))
    var length = 0.0
    for (a, b) in zip(points, points.dropFirst()) {
      let d = (projection.place(b) - projection.place(a)) * dots
      guard d.x.isFinite, d.y.isFinite else { continue }
      if length.truncatingRemainder(dividingBy: period) < period / 2 {
        line(2, isThick: false, point: { $0 == 0 ? a : b }, ink: { _ in ink })
      }
      length += (d * d).sum().squareRoot()
    }
  }
}
