/// The points a run passed, as columns: position, loss and gradient norm at each.
public struct Track: Hashable, Sendable {
  /// Where the run was.
  public private(set) var positions: [Point<Double>] = []
  /// The loss there.
  public private(set) var losses: [Double] = []
  /// The length of the gradient there.
  public private(set) var gradientNorms: [Double] = []

  /// A track without points.
  public init() {}

  /// How many points there are.
  public var count: Int { positions.count }

  /// Adds a point.
  mutating func append(_ position: Point<Double>, loss: Double, gradientNorm: Double) {
    positions.append(position)
    losses.append(loss)
    gradientNorms.append(gradientNorm)
  }

  /// Makes room for more points.
  public mutating func reserve(_ count: Int) {
    positions.reserveCapacity(positions.count + count)
    losses.reserveCapacity(losses.count + count)
    gradientNorms.reserveCapacity(gradientNorms.count + count)
  }

  /// Forgets every point and keeps the room, so that a long run streams through constant memory.
  public mutating func removeAll() {
    positions.removeAll(keepingCapacity: true)
    losses.removeAll(keepingCapacity: true)
    gradientNorms.removeAll(keepingCapacity: true)
  }
}
