/// How finely edges are shaded: which share of a pixel counts when a line covers a part of it.
///
/// A picture with a palette has fewer colours to spend on edges.
struct EdgeShades: Hashable, Sendable {
  private let steps: Float

  /// Shades in a number of steps, or all.
  init(steps: Int?) { self.steps = Float(steps.map { max(1, $0) } ?? 0) }

  /// The nearest shade for a share that is covered.
  @inline(__always)
  func shade(_ share: Float) -> Float { steps > 0 ? (share * steps).rounded() / steps : share }

  /// The nearest shade of a casing, whose edge is seen least: it has none in between where there are few.
  @inline(__always)
  func casing(_ share: Float) -> Float { steps > 0 && steps < 6 ? share.rounded() : shade(share) }
}
