import Optimization

/// The points of a run that are written out, as columns.
public struct Samples: Hashable, Sendable {
  /// How many steps had been made.
  public private(set) var steps: [Int] = []
  /// Where the run was.
  public private(set) var positions: [Point<Double>] = []
  /// The loss there.
  public private(set) var losses: [Double] = []
  /// The length of the gradient there.
  public private(set) var gradientNorms: [Double] = []
  /// The learning rate of the step that leads on from there; 0 for a method without one.
  public private(set) var learningRates: [Double] = []
  /// How many evaluations the optimizer had made by then.
  public private(set) var evaluations: [Int] = []
  /// The method's second points; empty without one.
  public private(set) var companions: [Point<Double>] = []
  /// The loss of the batch of the step that leads on from there; empty if every step sees the whole.
  public private(set) var batchLosses: [Double] = []
  /// What the steps that led there computed, column after column of one point, then those of the next.
  private var traced: [Recorder.Value?] = []

  /// No points.
  public init() {}

  /// How many points there are.
  public var count: Int { steps.count }

  /// Adds the point at an index of a track.
  public mutating func append(step: Int, _ track: Track, _ index: Int, learningRate: Double) {
    let point = track.points[index]
    steps.append(step)
    positions.append(point.position)
    losses.append(point.loss)
    gradientNorms.append(point.gradientNorm)
    learningRates.append(track.rates.isEmpty ? learningRate : track.rates[index])
    evaluations.append(point.evaluations)
    if !track.companions.isEmpty { companions.append(track.companions[index]) }
    if !track.batchLosses.isEmpty { batchLosses.append(track.batchLosses[index]) }
  }

  /// Adds what the step computed that led to the last point; `nil` for the start.
  mutating func append(trace record: ArraySlice<Recorder.Entry>?, _ reader: inout TraceReader) {
    if let record { reader.read(record, into: &traced) } else { reader.readNothing(into: &traced) }
  }

  /// What the step that led to the point at an index computed, by the number of its column; `nil` if it has no such
  /// quantity, and for the start.
  public func trace(_ index: Int, _ column: Int) -> Recorder.Value? {
    traced[index * (traced.count / steps.count) + column]
  }

  /// Removes every point and keeps the capacity.
  public mutating func removeAll() {
    steps.removeAll(keepingCapacity: true)
    positions.removeAll(keepingCapacity: true)
    losses.removeAll(keepingCapacity: true)
    gradientNorms.removeAll(keepingCapacity: true)
    learningRates.removeAll(keepingCapacity: true)
    evaluations.removeAll(keepingCapacity: true)
    companions.removeAll(keepingCapacity: true)
    batchLosses.removeAll(keepingCapacity: true)
    traced.removeAll(keepingCapacity: true)
  }
}
