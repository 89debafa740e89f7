extension Regression {
  /// A rectangle around the minimum, rounded outwards.
  ///
  /// Its sides follow the curvature along each axis, so that what happens has room on both: features around 1990 make
  /// b's side a thousand times as long as W's. They follow it only part of the way, so that a bowl that is longer one way
  /// looks longer, and a race still fits.
  public var domain: Domain {
    let (center, half) = frame
    let x = Regression.interval(around: center.x, half.x)
    let y = Regression.interval(around: center.y, half.y)
    guard let x, let y else { return Domain(x: -1...1, y: -1...1) }
    return Domain(x: x, y: y)
  }

  /// Round numbers left of the minimum and above it, off the valley where there is one.
  public var start: Point<Double> {
    let (center, half) = frame
    let start = Point(
      Regression.rounded(center.x - 0.75 * half.x, to: half.x / 4),
      Regression.rounded(center.y + 0.6 * half.y, to: half.y / 4))
    return start.isFinite && domain.contains(start) ? start : Point(-0.75, 0.5)
  }

  /// The most that the longer side is left longer than the curvature asks for.
  private static let elongation = 4.0
  /// The most that the sides are stretched to show a slanting valley's length.
  private static let stretch = 3.0

  private var frame: (center: Point<Double>, half: Point<Double>) {
    let (fit, center) = fit
    let (mean, variance) = moments(fit)
    let steepness = (mean * mean + variance).squareRoot()
    let reach = reach(fit)
    guard steepness > 0, steepness.isFinite, reach.isFinite else { return (center, Point(reach, reach)) }
    let stretch = variance > 0 ? min(steepness / variance.squareRoot(), Regression.stretch) : 1
    let ratio = min(max(steepness, 1 / steepness).squareRoot(), Regression.elongation)
    let (along, across) = steepness > 1 ? (ratio, 1) : (1, ratio)
    return (center, Point(reach * stretch * along / steepness, reach * stretch * across))
  }

  /// The curvature's mean and variance of the feature as it is scaled here.
  private func moments(_ fit: Fit) -> (mean: Double, variance: Double) {
    guard scaling == .none else { return (fit.mean, fit.variance) }
    let deviation = examples.deviation
    return (fit.mean * deviation + examples.statistics.meanX, fit.variance * deviation * deviation)
  }

  /// How far z may be off at the rectangle's sides: two deviations of the target, or for probabilities what takes a
  /// certain one to its opposite.
  private func reach(_ fit: Fit) -> Double {
    if model == .logistic {
      let far = fit.weight > 0 ? (6 / fit.weight).squareRoot() : 5
      return min(far, 5 + abs(fit.point.x))
    }
    let deviation = examples.statistics.varianceY.squareRoot()
    if deviation > 0 { return 2 * deviation }
    let level = abs(examples.statistics.meanY)
    return level > 0 ? level / 2 : 1
  }

  /// An interval with round ends; `nil` where there is none between numbers.
  private static func interval(around center: Double, _ half: Double) -> ClosedRange<Double>? {
    let step = roundStep(half / 10)
    let low = ((center - half) / step).rounded(.down) * step
    let high = ((center + half) / step).rounded(.up) * step
    return low.isFinite && high.isFinite && low < high ? low...high : nil
  }

  private static func rounded(_ value: Double, to width: Double) -> Double {
    let step = roundStep(width)
    return (value / step).rounded() * step
  }

  /// The largest of 1, 2, 5, 10, ... times a power of ten that is at most a width.
  private static func roundStep(_ width: Double) -> Double {
    guard width > 0, width.isFinite else { return 1 }
    var power = 1.0
    while power > width { power /= 10 }
    while power * 10 <= width { power *= 10 }
    return power * (width >= 5 * power ? 5 : width >= 2 * power ? 2 : 1)
  }

  /// How much longer the bowl around the minimum is than it is wide, squared: the Hessian's condition number, for the
  /// feature as measured and for the standardised one.
  ///
  /// Of absolute deviations, which have no second derivatives, that of the squared ones. Infinite for a constant feature.
  public var conditioning: (before: Double, after: Double) {
    let fit = examples.fit(loss)
    let deviation = examples.deviation
    return (
      Regression.condition(
        fit.mean * deviation + examples.statistics.meanX, fit.variance * deviation * deviation),
      Regression.condition(fit.mean, fit.variance)
    )
  }

  /// The condition number of ((mean² + variance, mean), (mean, 1)), whose determinant is the variance.
  private static func condition(_ mean: Double, _ variance: Double) -> Double {
    guard variance > 0 else { return .infinity }
    let trace = mean * mean + variance + 1
    let larger = (trace + Point(mean * mean + variance - 1, 2 * mean).length) / 2
    return larger * larger / variance
  }
}
