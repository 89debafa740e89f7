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
    /// How many evaluations the optimizer had asked for by then.
    public let evaluations: Int

    @inlinable init(
      position: Optimization.Point<Double>, loss: Double, gradientNorm: Double, evaluations: Int
    ) {
      self.position = position
      self.loss = loss
      self.gradientNorm = gradientNorm
      self.evaluations = evaluations
    }
  }

  /// The points; index 0 is the first.
  ///
  /// One array rather than a column each: a step appends once, which is a tenth of its time.
  public private(set) var points: [Point] = []

  /// The second point that the method keeps, such as the average of its path, for each point; empty where it keeps none.
  public private(set) var companions: [Optimization.Point<Double>] = []
  /// The rate of the step that leads on from each point; empty where no schedule changes it.
  public internal(set) var rates: [Double] = []
  /// The loss of the batch that the step from each point descends, as a training script logs it; empty where every step
  /// sees the whole.
  public internal(set) var batchLosses: [Double] = []

  /// The number of steps made at each point, where some points are left out; empty where none is.
  public internal(set) var steps: [Int] = []
  /// The steps of which a few points are kept; 1 where none is left out.
  var width = 1
  /// Counts how often points were left out, since that changes which point an index stands for.
  public internal(set) var revision = 0

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

  /// Adds a point, with what the method keeps beside it.
  mutating func append(
    _ position: Optimization.Point<Double>, loss: Double, gradientNorm: Double, evaluations: Int,
    companion: Optimization.Point<Double>?, rate: Double?, batchLoss: Double?
  ) {
    points.append(
      Point(position: position, loss: loss, gradientNorm: gradientNorm, evaluations: evaluations))
    if let companion { append(companion: companion) }
    if let rate { append(rate: rate) }
    if let batchLoss { append(batchLoss: batchLoss) }
  }

  /// Adds points that follow one another.
  @usableFromInline mutating func append(_ block: UnsafeBufferPointer<Point>) {
    points.append(contentsOf: block)
  }
  /// Adds the second point that belongs to the next point.
  @usableFromInline mutating func append(companion: Optimization.Point<Double>) {
    companions.append(companion)
  }
  /// Adds the rate that belongs to the next point.
  @usableFromInline mutating func append(rate: Double) { rates.append(rate) }
  /// Adds the batch's loss that belongs to the next point.
  mutating func append(batchLoss: Double) { batchLosses.append(batchLoss) }

  /// Makes room for more points, and for what belongs to them where the first one has it.
  public mutating func reserve(_ count: Int) {
    points.reserveCapacity(points.count + count)
    if !companions.isEmpty { companions.reserveCapacity(companions.count + count) }
    if !rates.isEmpty { rates.reserveCapacity(rates.count + count) }
    if !batchLosses.isEmpty { batchLosses.reserveCapacity(batchLosses.count + count) }
  }

  /// Puts a point, and what belongs to it, in the place of an earlier one.
  mutating func move(_ index: Int, to place: Int) {
    guard index != place else { return }
    points[place] = points[index]
    steps[place] = steps[index]
    if companions.indices.contains(index) { companions[place] = companions[index] }
    if rates.indices.contains(index) { rates[place] = rates[index] }
    if batchLosses.indices.contains(index) { batchLosses[place] = batchLosses[index] }
  }

  /// Forgets the last points, and what the method keeps beside them.
  mutating func removeLast(_ count: Int) {
    points.removeLast(count)
    steps.removeLast(min(count, steps.count))
    companions.removeLast(min(count, companions.count))
    rates.removeLast(min(count, rates.count))
    batchLosses.removeLast(min(count, batchLosses.count))
  }

  /// Forgets every point and keeps the room, so that a long run streams through constant memory.
  public mutating func removeAll() {
    points.removeAll(keepingCapacity: true)
    steps.removeAll(keepingCapacity: true)
    width = 1
    companions.removeAll(keepingCapacity: true)
    rates.removeAll(keepingCapacity: true)
    batchLosses.removeAll(keepingCapacity: true)
  }
}
