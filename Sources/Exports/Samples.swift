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
  /// The learning rate of the step that leads on from there; not a number for a method that has none.
  public private(set) var learningRates: [Double] = []

  /// No points.
  public init() {}

  /// How many points there are.
  public var count: Int { steps.count }

  /// Adds a point.
  public mutating func append(
    step: Int, _ position: Point<Double>, loss: Double, gradientNorm: Double, learningRate: Double
  ) {
    steps.append(step)
    positions.append(position)
    losses.append(loss)
    gradientNorms.append(gradientNorm)
    learningRates.append(learningRate)
  }

  /// Adds all points of others.
  public mutating func append(_ others: Samples) {
    steps += others.steps
    positions += others.positions
    losses += others.losses
    gradientNorms += others.gradientNorms
    learningRates += others.learningRates
  }

  /// Forgets every point and keeps the room.
  public mutating func removeAll() {
    steps.removeAll(keepingCapacity: true)
    positions.removeAll(keepingCapacity: true)
    losses.removeAll(keepingCapacity: true)
    gradientNorms.removeAll(keepingCapacity: true)
    learningRates.removeAll(keepingCapacity: true)
  }
}
