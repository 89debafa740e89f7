import Arithmetic

extension RegressionCore {
  /// See `Regression.domain`.
  var domain: Domain {
    let (center, half) = frame
    let x = RegressionCore.interval(around: center.x, half.x)
    let y = RegressionCore.interval(around: center.y, half.y)
    guard let x, let y else { return Domain(x: -1...1, y: -1...1) }
    return Domain(x: x, y: y)
  }

  /// See `Regression.start`.
  var start: Point<Double> {
    let (center, half) = frame
    let start = Point(
      RegressionCore.rounded(center.x - 0.75 * half.x, to: half.x / 4),
      RegressionCore.rounded(center.y + 0.6 * half.y, to: half.y / 4))
    let domain = domain
    if domain.contains(start) { return start }
    return Point(
      domain.x.lowerBound * 0.875 + domain.x.upperBound * 0.125,
      domain.y.lowerBound * 0.25 + domain.y.upperBound * 0.75)
  }

  /// The largest remaining elongation of the longer side, relative to the curvature.
  private static let elongation = 4.0
  /// The largest factor by which the sides are stretched to show a slanting valley's length.
  private static let stretch = 3.0

  private var frame: (center: Point<Double>, half: Point<Double>) {
    let (fit, center) = fit
    let (mean, variance) = moments(fit)
    let steepness = (mean * mean + variance).squareRoot()
    let reach = reach(fit)
    guard steepness > 0, steepness.isFinite, reach.isFinite else { return (center, Point(reach, reach)) }
    let stretch = variance > 0 ? min(steepness / variance.squareRoot(), RegressionCore.stretch) : 1
    let ratio = min(max(steepness, 1 / steepness).squareRoot(), RegressionCore.elongation)
    let (along, across) = steepness > 1 ? (ratio, 1) : (1, ratio)
    return (center, Point(reach * stretch * along / steepness, reach * stretch * across))
  }

  /// The mean and the variance of the feature as it is scaled here; for probabilities each example
  /// counts by its curvature, which ignores distant ones.
  private func moments(_ fit: Fit) -> (mean: Double, variance: Double) {
    if model == .linear {
      let statistics = examples.statistics(scaling)
      return (statistics.meanX, statistics.varianceX)
    }
    guard scaling == .none else { return (fit.mean, fit.variance) }
    let deviation = examples.deviation
    return (fit.mean * deviation + examples.statistics.meanX, fit.variance * deviation * deviation)
  }

  /// The largest deviation of z at the rectangle's sides: two deviations of the target, or for probabilities
  /// the change from one certain label to the other.
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

  /// An interval with round ends; `nil` if no two numbers can be its ends.
  private static func interval(around center: Double, _ half: Double) -> ClosedRange<Double>? {
    guard half / 10 >= .leastNormalMagnitude else { return nil }
    let step = RoundNumber(atMost: half / 10)
    let low = step.multiple(atMost: center - half)
    let high = step.multiple(atLeast: center + half)
    return low.isFinite && high.isFinite && low < high ? low...high : nil
  }

  private static func rounded(_ value: Double, to width: Double) -> Double {
    RoundNumber(atMost: width).multiple(nearestTo: value)
  }

  /// See `Regression.conditioning`.
  var conditioning: (before: Double, after: Double) {
    let fit = examples.fit(loss)
    let deviation = examples.deviation
    return (
      RegressionCore.condition(
        fit.mean * deviation + examples.statistics.meanX, fit.variance * deviation * deviation),
      RegressionCore.condition(fit.mean, fit.variance)
    )
  }

  /// The condition number of ((mean² + variance, mean), (mean, 1)), whose determinant is the variance.
  private static func condition(_ mean: Double, _ variance: Double) -> Double {
    guard variance > 0 else { return .infinity }
    let trace = mean * mean + variance + 1
    let larger = (trace + Point(mean * mean + variance - 1, 2 * mean).length) / 2
    let condition = larger * larger / variance
    return condition.isNaN ? .infinity : condition
  }
}
