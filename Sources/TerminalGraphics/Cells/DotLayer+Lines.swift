extension DotLayer {
  /// Draws a line with its dashes.
  mutating func draw(_ line: Line, _ ink: Ink, isThick: Bool) {
    if let dash = line.stroke.dash {
      dashes(along: line.points, ink, on: Double(dash.on), off: Double(dash.off), isThick: isThick)
    } else {
      self.line(line.points.count, isThick: isThick, point: { line.points[$0] }, ink: { _ in ink })
    }
  }

  /// Draws a line in dashes, `on` dots and `off` dots long in turn.
  ///
  /// They count from the line's own beginning, so that they stay in place when it turns.
  private mutating func dashes(
    along points: [SIMD2<Double>], _ ink: Ink, on: Double, off: Double, isThick: Bool
  ) {
    let dots = SIMD2(Double(marker.columns), Double(marker.rows))
    let size = SIMD2(Double(projection.rect.width), Double(projection.rect.height)) * dots
    let period = on + off
    var length = 0.0
    for (a, b) in zip(points, points.dropFirst()) {
      let start = projection.place(a) * dots
      let way = projection.place(b) * dots - start
      let whole = (way * way).sum().squareRoot()
      guard whole.isFinite, whole > 0 else { continue }
      defer { length += whole }
      // Only the visible part is dashed, however far outside the ends lie.
      var (first, last) = (0.0, 1.0)
      for axis in 0...1 where way[axis] != 0 {
        let (t, u) = (-start[axis] / way[axis], (size[axis] - start[axis]) / way[axis])
        first = max(first, min(t, u))
        last = min(last, max(t, u))
      }
      guard first < last else { continue }
      var dash = ((length + first * whole) / period).rounded(.down) * period
      while dash < length + last * whole {
        let (from, to) = (max(first, (dash - length) / whole), min(last, (dash + on - 0.5 - length) / whole))
        if from < to {
          line(2, isThick: isThick, point: { a + (b - a) * ($0 == 0 ? from : to) }, ink: { _ in ink })
        }
        dash += period
      }
    }
  }
}
