/// The update and how it has changed: optax's `scale_by_optimistic_gradient`.
public struct ScaleByOptimisticGradient: GradientTransformation {
  public let name = "scale_by_optimistic_gradient"
  public var formula: [String] {
    ["{out} = \((alpha + beta).shortText)·{in} − \(beta.shortText)·{G}, {G} the one before"]
  }

  private let alpha, beta: Double
  private var before: Point<Double>?

  public init(alpha: Double, beta: Double) { (self.alpha, self.beta) = (alpha, beta) }

  public mutating func begin(at position: Point<Double>) { before = nil }

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    let last = before ?? u
    step.record("G", last)
    before = u
    return (alpha + beta) * u - beta * last
  }
}
