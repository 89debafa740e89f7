/// A model's loss over the examples of a data set, as a surface over its two parameters: x is W, y is b.
///
/// z = W x + b for each example, with the feature scaled or as measured; the loss is the mean over all
/// examples, exact with its derivatives. A step descends the mean over its batch. A value that shares its examples:
/// copies cost nothing.
///
/// ```swift
/// let data = DataSet(name: "four", xName: "x", yName: "y", x: [0, 1, 2, 3], y: [1, 3, 5, 7])
/// let line = Regression(data: data, model: .linear, batches: Batches(of: data.count, size: 2))
/// let best = line.minima[0].point  // Point(2, 1)
/// ```
public struct Regression: Sendable {
  let core: RegressionCore
  /// How the examples are distributed over steps.
  public let dealing: Batches

  /// A regression over a data set of at least one example.
  ///
  /// Where no loss is given it is the model's usual one: `mse`, or `bce`. Where no batches are given every step sees all
  /// examples.
  public init(
    data: DataSet, model: Model, loss: Loss? = nil, scaling: Scaling = .none, batches: Batches? = nil
  ) {
    self.init(
      RegressionCore(Examples(data), model, loss ?? (model == .linear ? .mse : .bce), scaling),
      batches ?? Batches(of: data.count, size: 0))
  }

  init(_ core: RegressionCore, _ batches: Batches) {
    precondition(batches.exampleCount == core.examples.data.count)
    self.core = core
    dealing = batches
  }

  /// The examples, as measured.
  public var data: DataSet { core.examples.data }
  /// The model that is fitted.
  public var model: Model { core.model }
  /// The loss that is averaged.
  public var loss: Loss { core.loss }
  /// How the feature is scaled.
  public var scaling: Scaling { core.scaling }

  /// Whether the minima form a whole valley, as for a constant feature: a change of W can be undone by b.
  public var hasValley: Bool { core.examples.statistics.isConstant }

  /// The squared ratio of the length and the width of the bowl around the minimum: the Hessian's condition number,
  /// for the feature as measured and for the standardised one.
  ///
  /// For absolute deviations, which have no second derivatives, that of the squared ones. Infinite for a
  /// constant feature.
  public var conditioning: (before: Double, after: Double) { core.conditioning }
}

extension Regression: Objective {
  public var formula: String { core.formula }
  public var spacing: LevelSpacing { .logarithmic }

  /// A rectangle around the minimum, with round ends.
  ///
  /// Its sides follow the curvature along each axis, so that both axes have room for the paths: features around
  /// 1990 make b's side a thousand times as long as W's. They follow it only partly, so that an elongated bowl
  /// still looks elongated.
  public var domain: Domain { core.domain }

  /// Round numbers left of the minimum and above it, off the valley if there is one.
  public var start: Point<Double> { core.start }

  /// The minimum; none if the loss falls towards infinity, as it does for classes that a threshold
  /// separates.
  ///
  /// Of a whole valley (see `hasValley`) the point with W = 0; of several best lines of absolute deviations
  /// one that passes through two examples.
  public var minima: [Minimum] { core.minima }

  public func value(at point: Point<Double>) -> Double { core.value(at: point) }

  public func valueAndGradient(at point: Point<Double>) -> (value: Double, gradient: Point<Double>) {
    core.valueAndGradient(at: point)
  }

  public func hessian(at point: Point<Double>) -> Hessian { core.hessian(at: point) }

  public func valueAndGradient(at points: Point<Lanes>) -> (value: Lanes, gradient: Point<Lanes>) {
    if let squares = core.leastSquares {
      return (squares.value(points.x, points.y), squares.gradient(points.x, points.y))
    }
    return eachLane(points) { core.valueAndGradient(at: $0) }
  }

  public func fillRow(
    _ y: Double, _ xs: UnsafeBufferPointer<Double>, _ out: UnsafeMutableBufferPointer<Double>
  ) {
    core.fillRow(y, xs, out)
  }

  public var batches: Batches? { dealing }
  public var examplesRead: Int { core.leastSquares == nil ? data.count : 0 }

  public func batch(ofStep step: Int, seed: UInt64) -> any Objective {
    dealing.isWhole ? self : RegressionBatch(core, dealing, ofStep: step, seed: seed)
  }

  public func taking(batchSize size: Int) -> any Objective {
    Regression(core, Batches(of: data.count, size: max(0, size), order: dealing.order))
  }
}

/// Eight points one after another, for losses that read examples at each point.
func eachLane(
  _ points: Point<Lanes>, _ evaluate: (Point<Double>) -> (value: Double, gradient: Point<Double>)
) -> (value: Lanes, gradient: Point<Lanes>) {
  var (values, slopes, intercepts) = (Lanes(0), Lanes(0), Lanes(0))
  for i in 0..<Lanes.count {
    let (value, gradient) = evaluate(Point(points.x.lane(i), points.y.lane(i)))
    values.pack[i] = value
    slopes.pack[i] = gradient.x
    intercepts.pack[i] = gradient.y
  }
  return (values, Point(slopes, intercepts))
}
