/// The distance from the start over the root of all squared gradients: optax's `contrib.scale_by_dog`.
///
/// M. Ivgi, O. Hinder and Y. Carmon, DoG is SGD's best friend, ICML 2023, arXiv:2302.12022.
public struct ScaleByDog: GradientTransformation {
  /// What stands for the distance at first.
  public enum FirstStep: String, Sendable {
    case distance, heuristic
    case learningRate = "learning_rate"
  }

  public let name = "scale_by_dog"
  public var formula: [String] {
    [
      "{D} ← max({D_old}, |{W₀} − W|)", "{G} ← {G_old} + |{*in}|²", "{q} = {D}/√({G} + \(eps.shortText))",
      "{out} = {q}{in}",
    ]
  }

  private let first: FirstStep
  private let value, eps: Double
  private var start = Point(0.0, 0.0)
  private var distance = 0.0
  private var sum = 0.0
  private var isFirst = true

  public init(_ first: FirstStep, _ value: Double, eps: Double) {
    (self.first, self.value, self.eps) = (first, value, eps)
  }

  public mutating func begin(at position: Point<Double>) {
    (start, sum, isFirst) = (position, 0, true)
    switch first {
    case .distance: distance = value
    case .heuristic: distance = value * (1 + position.norm())
    case .learningRate: distance = 0
    }
  }

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    step.record("W₀", start)
    step.record("D_old", scalar: distance)
    step.record("G_old", scalar: sum)
    distance = max(distance, (start - step.position).norm())
    sum += u.dot(u)
    let q = isFirst && first == .learningRate ? value : distance / (sum + eps).squareRoot()
    isFirst = false
    step.record("D", scalar: distance)
    step.record("G", scalar: sum)
    step.record("q", scalar: q)
    return q * u
  }
}
