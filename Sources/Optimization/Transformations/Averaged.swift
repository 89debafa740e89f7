import RealModule

/// A moving average of the updates: optax's `ema`.
public struct Averaged: GradientTransformation {
  public let name = "ema"
  public var formula: [String] {
    [
      "{V} ← \(decay.shortText)·{V_old} + \((1 - decay).shortText)·{in}",
      debias ? "{out} = {V}/(1 − \(decay.shortText)^{n})" : "{out} = {V}",
    ]
  }

  private let decay: Double
  private let debias: Bool
  private var average = Point(0.0, 0.0)
  private var count = 0

  public init(decay: Double, debias: Bool) { (self.decay, self.debias) = (decay, debias) }

  public mutating func begin(at position: Point<Double>) { (average, count) = (position.zeros, 0) }

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    let next = (1 - decay) * u + decay * average
    step.record("V", from: average, to: next)
    average = next
    count += 1
    step.record("n", scalar: Double(count))
    return debias ? average / (1 - Double.pow(decay, count)) : average
  }
}
