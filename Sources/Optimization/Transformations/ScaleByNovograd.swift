/// NovoGrad's direction: optax's `scale_by_novograd`.
public struct ScaleByNovograd: GradientTransformation {
  public let name = "scale_by_novograd"
  public var formula: [String] {
    [
      "{S} ← \(b2.shortText)·{S_old} + \((1 - b2).shortText)·|{*in}|², at first |{*in}|²",
      "{V} ← \(b1.shortText)·{V_old} + {in}/(√({S} + \(epsRoot.shortText)) + \(eps.shortText)) + \(decay.shortText)·{W_old}",
      "{out} = {V}",
    ]
  }

  private let b1, b2, eps, epsRoot, decay: Double
  private var first = Point(0.0, 0.0)
  private var second = 0.0
  private var isFirst = true

  public init(b1: Double, b2: Double, eps: Double, epsRoot: Double, decay: Double) {
    (self.b1, self.b2, self.eps, self.epsRoot, self.decay) = (b1, b2, eps, epsRoot, decay)
  }

  public mutating func begin(at position: Point<Double>) {
    (first, second, isFirst) = (position.zeros, 0, true)
  }

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    let square = u.dot(u)
    second = isFirst ? square : (1 - b2) * square + b2 * second
    let scaled = u / ((second + epsRoot).squareRoot() + eps) + decay * step.position
    let v = isFirst ? scaled : b1 * first + scaled
    isFirst = false
    step.record("S", scalar: second)
    step.record("V", from: first, to: v)
    first = v
    return v
  }
}
