/// pytorch_optimizer's and transformers' Adafactor, whose weights shrink by the rate that the size of the weights scales.
public struct DescentAdafactor: GradientTransformation {
  public let name = "AdaFactor"
  public var formula: [String] { rule.formula }

  private var rule: AdafactorRule
  private let shrinks: ShrinkingWeights
  private var count = 0

  public init(_ rule: AdafactorRule, _ shrinks: ShrinkingWeights) {
    (self.rule, self.shrinks) = (rule, shrinks)
  }

  public mutating func begin(at position: Point<Double>) {
    count = 0
    rule.begin(at: position)
  }

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    count += 1
    step.count = count
    let w = step.position
    // The rate comes from the weights before they shrink.
    let rate = rule.rate(Double(count), step.rate, w)
    let way: Point<Double>
    switch shrinks.kind {
    case .coupled:
      way = rule.way(shrinks.share == 0 ? u : u + shrinks.share * w, w, &step)
      return -1 * way
    case .decoupled, .fixed:
      way = rule.way(u, w, &step)
      return -(shrinks.share * (shrinks.kind == .fixed ? 1 : rate)) * w - way
    }
  }
}
