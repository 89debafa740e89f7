/// The updates over the root of the sum of their squares: optax's `scale_by_rss`, which is Adagrad.
public struct ScaleByRss: GradientTransformation {
  public let name = "scale_by_rss"
  public var formula: [String] {
    ["{S} ← {S_old} + {in}²", "{out} = {in}/√({S} + \(eps.shortText)), 0 where {S} = 0"]
  }

  private let initial, eps: Double
  private var sum = Point(0.0, 0.0)

  public init(initial: Double, eps: Double) { (self.initial, self.eps) = (initial, eps) }

  public mutating func begin(at position: Point<Double>) { sum = position.filled(with: initial) }

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    let next = u.squared() + sum
    step.record("S", from: sum, to: next)
    sum = next
    return u * next.reciprocalRoot(plus: eps)
  }
}
