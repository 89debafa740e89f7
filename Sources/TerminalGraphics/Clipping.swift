/// The part of a line that lies in a rectangle.
public enum Clipping {
  /// The ends of a line clipped to a rectangle; `nil` if nothing is inside, or an end is not finite.
  ///
  /// Liang and Barsky's parametric clipping.
  public static func segment(
    _ a: SIMD2<Double>, _ b: SIMD2<Double>, from low: SIMD2<Double>, to high: SIMD2<Double>
  ) -> (SIMD2<Double>, SIMD2<Double>)? {
    let d = b - a
    guard d.x.isFinite, d.y.isFinite else { return nil }
    var (t0, t1) = (0.0, 1.0)
    var (start, end) = (a, b)
    for axis in 0...1 {
      if d[axis] == 0 {
        if a[axis] < low[axis] || a[axis] > high[axis] { return nil }
        continue
      }
      let (near, far) = d[axis] > 0 ? (low[axis], high[axis]) : (high[axis], low[axis])
      let (enter, leave) = ((near - a[axis]) / d[axis], (far - a[axis]) / d[axis])
      // A point cut at an edge lies on it exactly: far outside, rounding would move it.
      if enter > t0 {
        t0 = enter
        start = a + d * enter
        start[axis] = near
      }
      if leave < t1 {
        t1 = leave
        end = a + d * leave
        end[axis] = far
      }
    }
    guard t0 <= t1 else { return nil }
    return (start.clamped(lowerBound: low, upperBound: high), end.clamped(lowerBound: low, upperBound: high))
  }
}
