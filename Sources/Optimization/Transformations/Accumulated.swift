/// A velocity: optax's `trace`.
///
/// With Nesterov's look ahead the velocity is added once more: what the next one would be if the updates stayed.
public struct Accumulated: GradientTransformation {
  public let name = "trace"
  public var formula: [String] {
    [
      "{V} ← \(decay.shortText)·{V_old} + {in}",
      nesterov ? "{out} = {in} + \(decay.shortText)·{V}" : "{out} = {V}",
    ]
  }

  private let decay: Double
  private let nesterov: Bool
  private var velocity = Point(0.0, 0.0)

  public init(decay: Double, nesterov: Bool) { (self.decay, self.nesterov) = (decay, nesterov) }

  public mutating func begin(at position: Point<Double>) { velocity = position.zeros }

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    let next = u + decay * velocity
    step.record("V", from: velocity, to: next)
    velocity = next
    return nesterov ? u + decay * next : next
  }
}
