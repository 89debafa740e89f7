import RealModule

/// Everything that Keras puts around an optimizer's own update: clipping, decay of weights, gathered gradients, the average.
public struct KerasStep: GradientTransformation {
  /// The three ways to clip, of which an optimizer has one.
  public enum Clip: Sendable {
    case none
    case norm(Double)
    case value(Double)
  }

  public let name = "step of Keras"
  public var formula: [String] {
    var lines: [String] = []
    if gathered > 1 { lines.append("{A} = the mean of \(gathered) gradients, at every \(gathered)th step") }
    lines.append("{α} = \(rate.text)")
    if let decay { lines.append("W shrinks by \(decay.shortText){α}") }
    return lines + rule.formula.map { $0.replacing("{out} =", with: "{out} = −") }
  }

  private let rate: StepFunction
  private let clip: Clip
  private let decay: Double?
  private let gathered: Int
  private let average: (momentum: Double, every: Int)?
  private var rule: any DescentRule
  private var count = 0
  private var sum = Point(0.0, 0.0)
  private var mean = Point(0.0, 0.0)

  /// - Parameters:
  ///   - gathered: of how many gradients a step is made.
  ///   - average: the average that takes the weights' place from time to time.
  public init(
    _ rule: any DescentRule, rate: StepFunction, clip: Clip, decay: Double?, gathered: Int,
    average: (momentum: Double, every: Int)?
  ) {
    (self.rule, self.rate, self.clip, self.decay) = (rule, rate, clip, decay)
    (self.gathered, self.average) = (gathered, average)
  }

  public mutating func begin(at position: Point<Double>) {
    (count, sum, mean) = (0, position.zeros, position.zeros)
    rule.begin(at: position)
  }

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    let start = step.position
    var next = start
    sum = sum + u
    count += 1
    if count % gathered == 0 {
      let g = clipped(gathered == 1 ? u : sum / Double(gathered))
      sum = u.zeros
      let lr = rate.value(Double(count - 1))
      step.record("α", scalar: lr)
      step.rate = lr
      step.count = count
      if let decay { next = next - (decay * lr) * next }
      next = next - rule.way(g, next, &step)
    }
    if let average {
      let momentum = count == 1 ? 0 : average.momentum
      mean = momentum * mean + (1 - momentum) * next
      if count % average.every == 0 { next = mean }
    }
    return next - start
  }

  private func clipped(_ g: Point<Double>) -> Point<Double> {
    switch clip {
    case .none: return g
    case .value(let most): return g.map { min(most, max(-most, $0)) }
    case .norm(let most):
      let norm = g.norm()
      return norm > most ? (most / norm) * g : g
    }
  }
}
