/// Adadelta's direction: optax's `scale_by_adadelta`.
public struct ScaleByAdadelta: GradientTransformation {
  public let name = "scale_by_adadelta"
  public var formula: [String] {
    [
      "{S} ← \(rho.shortText)·{S_old} + \((1 - rho).shortText)·{in}²",
      "{out} = √({X_old} + \(eps.shortText))/√({S} + \(eps.shortText))·{in}",
      "{X} ← \(rho.shortText)·{X_old} + \((1 - rho).shortText)·{out}²",
    ]
  }

  private let rho, eps: Double
  private var gradients = Point(0.0, 0.0)
  private var ways = Point(0.0, 0.0)

  public init(rho: Double, eps: Double) { (self.rho, self.eps) = (rho, eps) }

  public mutating func begin(at position: Point<Double>) {
    (gradients, ways) = (position.zeros, position.zeros)
  }

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    let s = (1 - rho) * u.squared() + rho * gradients
    let update = ((ways + eps).squareRoot() / (s + eps).squareRoot()) * u
    let x = (1 - rho) * update.squared() + rho * ways
    step.record("S", from: gradients, to: s)
    step.record("X", from: ways, to: x)
    (gradients, ways) = (s, x)
    return update
  }
}
