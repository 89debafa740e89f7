/// The points a run passed, one after the other.
public struct Track: Hashable, Sendable {
  /// A point of a track.
  public struct Point: Hashable, Sendable {
    /// Where the run was.
    public let position: Optimization.Point<Double>
    /// The loss there.
    public let loss: Double
    /// The length of the gradient there.
    public let gradientNorm: Double
  }

  /// The points; index 0 is the first.
  ///
  /// One array rather than a column each: a step appends once, which is a tenth of its time.
  public private(set) var points: [Point] = []

  /// A track without points.
  public init() {}

  /// How many points there are.
  public var count: Int { points.count }

  /// Where the run was, point by point.
  public var positions: LazyMapCollection<[Point], Optimization.Point<Double>> { points.lazy.map(\.position) }
  /// The losses, point by point.
  public var losses: LazyMapCollection<[Point], Double> { points.lazy.map(\.loss) }
  /// The lengths of the gradients, point by point.
  public var gradientNorms: LazyMapCollection<[Point], Double> { points.lazy.map(\.gradientNorm) }

  /// Adds a point.
  mutating func append(_ position: Optimization.Point<Double>, loss: Double, gradientNorm: Double) {
    points.append(Point(position: position, loss: loss, gradientNorm: gradientNorm))
  }

  /// Makes room for more points.
  public mutating func reserve(_ count: Int) { points.reserveCapacity(points.count + count) }

  /// Forgets every point and keeps the room, so that a long run streams through constant memory.
  public mutating func removeAll() { points.removeAll(keepingCapacity: true) }
}
