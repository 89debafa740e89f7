/// A model's loss over the examples of a data set, as a surface over its two parameters: x is W, y is b.
///
/// z = W x + b for each example, with the feature scaled or as measured; the loss is the mean over all examples, exact with its
/// derivatives. A step descends it over a batch. A value that shares its examples: copies cost nothing.
public struct Regression: Sendable {
  /// The examples, as measured.
  public var data: DataSet { examples.data }
  /// What is fitted.
  public let model: Model
  /// What is averaged.
  public let loss: Loss
  /// What is done to the feature first.
  public let scaling: Scaling
  /// How the examples are dealt out to steps.
  public let dealing: Batches

  let examples: Examples
  /// The feature as the parameters meet it.
  let feature: [Double]
  let leastSquares: LeastSquares?

  /// A regression over a data set of at least one example.
  ///
  /// - Parameters:
  ///   - loss: the model's usual one where none is given: `mse`, or `bce`.
  ///   - batches: all examples at every step where none are given.
  public init(
    data: DataSet, model: Model, loss: Loss? = nil, scaling: Scaling = .none, batches: Batches? = nil
  ) {
    self.init(
      Examples(data), model, loss ?? (model == .linear ? .mse : .bce), scaling,
      batches ?? Batches(of: data.count, size: 0))
  }

  init(_ examples: Examples, _ model: Model, _ loss: Loss, _ scaling: Scaling, _ batches: Batches) {
    precondition(batches.exampleCount == examples.data.count)
    self.examples = examples
    self.model = model
    self.loss = loss
    self.scaling = scaling
    dealing = batches
    feature = examples.feature(scaling)
    leastSquares =
      switch loss {
      case .mse: LeastSquares(examples.statistics(scaling), factor: 1)
      case .halfMSE: LeastSquares(examples.statistics(scaling), factor: 0.5)
      default: nil
      }
  }

  /// The best fit, its parameters those for the feature as it is scaled here.
  var fit: (fit: Fit, point: Point<Double>) {
    let fit = examples.fit(loss)
    if leastSquares != nil {
      let statistics = examples.statistics(scaling)
      return (fit, Point(statistics.slope, statistics.intercept))
    }
    return (fit, examples.parameters(fit.point, for: scaling))
  }

  /// Whether the minima are a whole valley, as for a constant feature: what W adds, b can take away.
  public var hasValley: Bool { examples.statistics.isConstant }
}

extension Regression: Objective {
  public var formula: String {
    let x = scaling == .none ? "x" : "x′"
    let z = "W \(x) + b"
    let terms =
      switch loss {
      case .mse: "1/m Σ (\(z) − y)²"
      case .halfMSE: "1/2m Σ (\(z) − y)²"
      case .mae: "1/m Σ |\(z) − y|"
      case .huber: "1/m Σ h(\(z) − y), h(r) = ½r² up to |r| = δ, then δ(|r| − ½δ)"
      case .bce: "1/m Σ [log(1 + exp z) − y z], z = \(z)"
      }
    var text = "J(W, b) = " + terms
    if case .huber(let delta) = loss { text += ", δ = \(delta.shortText)" }
    if scaling == .standard { text += ", x′ = (x − mean)/deviation" }
    return text + ", m = \(data.count)"
  }

  public var spacing: LevelSpacing { .logarithmic }

  /// The minimum; none where the loss falls towards infinity, as it does for classes that a threshold separates.
  ///
  /// Of a whole valley (see `hasValley`) the point with W = 0; of several best lines of absolute deviations one that passes
  /// through two examples.
  public var minima: [Minimum] {
    let (fit, point) = fit
    guard fit.isMinimum, point.isFinite else { return [] }
    let least = value(at: point)
    guard least.isFinite else { return [] }
    return [Minimum(point.x, point.y, value: least, isKink: fit.isKink)]
  }

  public func value(at point: Point<Double>) -> Double {
    if let leastSquares { return leastSquares.value(point.x, point.y) }
    return sums(at: point).value * loss.valueFactor / Double(data.count)
  }

  public func valueAndGradient(at point: Point<Double>) -> (value: Double, gradient: Point<Double>) {
    if let leastSquares {
      return (leastSquares.value(point.x, point.y), leastSquares.gradient(point.x, point.y))
    }
    return sums(at: point).means(of: data.count, loss)
  }

  public func hessian(at point: Point<Double>) -> Hessian {
    if let leastSquares { return leastSquares.hessian }
    return withColumns(feature, data.y) {
      CurvatureSums.over($0, $1, $2, loss, point.x, point.y).hessian(of: $2)
    }
  }

  public func valueAndGradient(at points: Point<Lanes>) -> (value: Lanes, gradient: Point<Lanes>) {
    if let leastSquares {
      return (leastSquares.value(points.x, points.y), leastSquares.gradient(points.x, points.y))
    }
    return eachLane(points) { valueAndGradient(at: $0) }
  }

  public func fillRow(
    _ y: Double, _ xs: UnsafeBufferPointer<Double>, _ out: UnsafeMutableBufferPointer<Double>
  ) {
    for i in 0..<min(xs.count, out.count) { out[i] = value(at: Point(xs[i], y)) }
  }

  private func sums(at point: Point<Double>) -> LossSums {
    withColumns(feature, data.y) { LossSums.over($0, $1, $2, loss, point.x, point.y) }
  }

  public var batches: Batches? { dealing }
  public var examplesRead: Int { leastSquares == nil ? data.count : 0 }

  public func batch(ofStep step: Int, seed: UInt64) -> any Objective {
    dealing.isWhole ? self : RegressionBatch(self, ofStep: step, seed: seed)
  }

  public func taking(batchSize size: Int) -> any Objective {
    Regression(
      examples, model, loss, scaling, Batches(of: data.count, size: max(0, size), order: dealing.order))
  }
}

extension LossSums {
  /// The mean loss over the examples and its gradient.
  func means(of count: Int, _ loss: Regression.Loss) -> (value: Double, gradient: Point<Double>) {
    let (m, factor) = (Double(count), loss.gradientFactor)
    return (value * loss.valueFactor / m, Point(slope * factor / m, intercept * factor / m))
  }
}

extension CurvatureSums {
  /// The mean loss's second derivatives.
  func hessian(of count: Int) -> Hessian {
    let m = Double(count)
    return Hessian(xx: second / m, xy: first / m, yy: weight / m)
  }
}

/// Eight points one after another: what reads its examples at each.
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
