/// A search that shortens the update until the loss falls by enough: optax's `scale_by_backtracking_linesearch`.
public struct BacktrackingLineSearch: GradientTransformation {
  public let name = "scale_by_backtracking_linesearch"
  public var formula: [String] {
    [
      "{m} = {g}·{in}", "{b} = {f} + \(slopeTolerance.shortText)·{η}{m}, sought {f⁺} ≤ {b}",
      "{out} = {η}{in}, {η} from \(increaseFactor.shortText)·{η_old} down by factors of \(decreaseFactor.shortText)",
    ]
  }
  public var mostEvaluations: Int { maxSteps + 1 }

  private let maxSteps: Int
  private let slopeTolerance, decreaseFactor, increaseFactor, maxLearningRate: Double
  private let absolute, relative: Double
  private var length = 1.0

  /// The numbers under optax's names; `absolute` and `relative` are what the loss may exceed the bound by.
  public init(
    maxSteps: Int, slopeTolerance: Double, decreaseFactor: Double, increaseFactor: Double,
    maxLearningRate: Double, absolute: Double, relative: Double
  ) {
    (self.maxSteps, self.slopeTolerance, self.decreaseFactor) = (maxSteps, slopeTolerance, decreaseFactor)
    (self.increaseFactor, self.maxLearningRate) = (increaseFactor, maxLearningRate)
    (self.absolute, self.relative) = (absolute, relative)
  }

  public mutating func begin(at position: Point<Double>) { length = 1 }

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    let slope = u.dot(step.gradient)
    var t = min(increaseFactor * length, maxLearningRate)
    var (value, error) = (step.loss, Double.infinity)
    for trial in 0...max(0, maxSteps) {
      if trial > 0 { t *= decreaseFactor }
      value = step.valueAndGradient(at: step.position + t * u).value
      error = value - (1 + relative) * step.loss - t * slopeTolerance * slope
      error = error.isNaN ? .infinity : max(0, error)
      if error <= absolute { break }
    }
    if error.isInfinite { t = 0 }
    step.record("g", step.gradient)
    step.record("f", scalar: step.loss)
    step.record("m", scalar: slope)
    step.record("b", scalar: step.loss + slopeTolerance * t * slope)
    step.record("f⁺", scalar: value)
    step.record("η_old", scalar: length)
    step.record("η", scalar: t)
    length = t
    return t * u
  }
}
