import RealModule

/// Sophia's direction, with the Hessian's diagonal estimated as optax does by default: optax's `scale_by_sophia`.
///
/// The estimate is the Hessian times a vector of random signs, times those signs. The signs are JAX's own.
public struct ScaleBySophia: GradientTransformation {
  public let name = "scale_by_sophia"
  public var formula: [String] {
    [
      "{V} ← \(b1.shortText)·{V_old} + \((1 - b1).shortText)·{in}",
      "{V̂} = {V}/(1 − \(b1.shortText)^{n})",
      "{out} = {V̂}/max(\(gamma.shortText)·{H_old}, \(eps.shortText))"
        + (most.map { ", within ±\($0.shortText)" } ?? ""),
      "{h} = ∇²f{r}·{r}, with random signs {r}",
      "{H} ← \(b2.shortText)·{H_old} + \((1 - b2).shortText)·{h}, every \(interval) steps",
    ]
  }
  public var mostEvaluations: Int { 2 }

  private let b1, b2, eps, gamma: Double
  private let most: Double?
  private let interval: Int
  private let firstKey: ThreefryKey
  private var key: ThreefryKey
  private var first = Point(0.0, 0.0)
  private var curvature = Point(0.0, 0.0)
  private var count = 0

  /// - Parameter most: the clip threshold; `nil` for none.
  public init(
    b1: Double, b2: Double, eps: Double, gamma: Double, most: Double?, interval: Int, key: ThreefryKey
  ) {
    (self.b1, self.b2, self.eps, self.gamma) = (b1, b2, eps, gamma)
    (self.most, self.interval, self.firstKey, self.key) = (most, interval, key, key)
  }

  public mutating func begin(at position: Point<Double>) {
    (first, curvature, count, key) = (position.zeros, position.zeros, 0, firstKey)
  }

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    let v = (1 - b1) * u + b1 * first
    step.record("V", from: first, to: v)
    first = v
    count += 1
    step.record("n", scalar: Double(count))
    let corrected = v / (1 - Double.pow(b1, count))
    step.record("V̂", corrected)
    var direction = corrected / (gamma * curvature).map { max($0, eps) }
    if let most { direction = direction.clipped(to: most) }
    var estimate = curvature.zeros
    var signs = curvature.zeros
    var next = curvature
    if (count - 1) % interval == 0 {
      let keys = key.split()
      key = keys.0
      signs = keys.1.signs()
      estimate = step.hessianProduct(at: step.position, signs) * signs
      next = (1 - b2) * estimate + b2 * curvature
    }
    step.record("r", signs)
    step.record("h", estimate)
    step.record("H", from: curvature, to: next)
    curvature = next
    return direction
  }
}
