/// A line that grows point by point, such as the path of a run.
///
/// Its points are read where they are kept, however many there are. A renderer keeps its picture of a trail and extends it
/// as long as the identity stays and the count does not fall.
public struct Trail: Sendable {
  /// Which line it is: equal identities promise that the shorter one is a beginning of the longer one.
  public let identity: Identity
  /// How many points are drawn.
  public let count: Int
  /// The point of an index; one that is not finite breaks the line.
  public let point: @Sendable (Int) -> SIMD2<Double>
  /// How it is drawn.
  public let stroke: Stroke
  /// The first point that is drawn in full; older ones are paler.
  public let firstNew: Int
  /// The colour of the older points.
  public let oldColor: Color

  /// A trail; without `old`, all of it is new.
  public init(
    _ identity: some Hashable & Sendable, count: Int, _ stroke: Stroke,
    old: (before: Int, color: Color)? = nil, point: @escaping @Sendable (Int) -> SIMD2<Double>
  ) {
    self.identity = Identity(identity)
    (self.count, self.stroke, self.point) = (count, stroke, point)
    (firstNew, oldColor) = old ?? (0, stroke.color)
  }
}
