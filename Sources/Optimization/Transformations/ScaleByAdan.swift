import RealModule

/// Adan's direction: optax's `scale_by_adan`.
public struct ScaleByAdan: GradientTransformation {
  public let name = "scale_by_adan"
  public var formula: [String] {
    [
      "{d} = {in} − the one before, 0 at first",
      "{M} ← \(b1.shortText)·{M_old} + \((1 - b1).shortText)·{in}",
      "{V} ← \(b2.shortText)·{V_old} + \((1 - b2).shortText)·{d}",
      "{N} ← \(b3.shortText)·{N_old} + \((1 - b3).shortText)·({in} + \((1 - b2).shortText)·{d})²",
      "{out} = ({M}/(1 − \(b1.shortText)^{n}) + \((1 - b2).shortText)·{V}/(1 − \(b2.shortText)^{n}))/(√({N}/(1 − \(b3.shortText)^{n}) + \(epsRoot.shortText)) + \(eps.shortText))",
    ]
  }

  private let b1, b2, b3, eps, epsRoot: Double
  private var m = Point(0.0, 0.0)
  private var v = Point(0.0, 0.0)
  private var n = Point(0.0, 0.0)
  private var before = Point(0.0, 0.0)
  private var count = 0

  public init(b1: Double, b2: Double, b3: Double, eps: Double, epsRoot: Double) {
    (self.b1, self.b2, self.b3, self.eps, self.epsRoot) = (b1, b2, b3, eps, epsRoot)
  }

  public mutating func begin(at position: Point<Double>) {
    (m, v, n, before, count) = (position.zeros, position.zeros, position.zeros, position.zeros, 0)
  }

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    let d = count == 0 ? u.zeros : u - before
    let nextM = (1 - b1) * u + b1 * m
    let nextV = (1 - b2) * d + b2 * v
    let nextN = (1 - b3) * (u + (1 - b2) * d).squared() + b3 * n
    step.record("d", d)
    step.record("M", from: m, to: nextM)
    step.record("V", from: v, to: nextV)
    step.record("N", from: n, to: nextN)
    (m, v, n, before) = (nextM, nextV, nextN, u)
    count += 1
    step.record("n", scalar: Double(count))
    let direction = m / (1 - Double.pow(b1, count)) + (1 - b2) * (v / (1 - Double.pow(b2, count)))
    return direction / ((n / (1 - Double.pow(b3, count)) + epsRoot).squareRoot() + eps)
  }
}
