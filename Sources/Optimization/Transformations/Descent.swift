/// A library's own update rule: what is taken off the weights, for a gradient and the optimizer's rate.
public protocol DescentRule: Sendable {
  /// The optimizer's name in its library.
  var name: String { get }
  /// Its lines: `{in}` is the gradient, `{lr}` the rate, `{W}` the weights after their decay, and `{out}` what is taken off.
  var formula: [String] { get }
  /// Prepares the memory for a run that begins at a position.
  mutating func begin(at position: Point<Double>)
  /// What is taken off the weights `w`; `step.count` is the number of the step, from 1.
  mutating func way(_ g: Point<Double>, _ w: Point<Double>, _ step: inout TransformationStep) -> Point<Double>
}

extension DescentRule {
  public var formula: [String] { [] }
  public mutating func begin(at position: Point<Double>) {}
}

/// How weights shrink in optimizers of PyTorch's kind.
public struct ShrinkingWeights: Sendable {
  /// How an optimizer applies it.
  public enum Kind: Sendable {
    /// Through the gradient.
    case coupled
    /// Off the weights, times the rate.
    case decoupled
    /// Off the weights as it is.
    case fixed
  }

  public let share: Double
  public let kind: Kind

  public init(_ share: Double, _ kind: Kind) { (self.share, self.kind) = (share, kind) }
}

/// A stage that is a whole update rule with its decay of weights, as PyTorch's optimizers are.
public struct Descent: GradientTransformation {
  public var name: String { rule.name }
  public var formula: [String] {
    let shrinking: [String] =
      shrinks.share == 0
      ? []
      : [
        "weights shrink by \(shrinks.share.shortText)"
          + (shrinks.kind == .coupled ? ", through the gradient" : "")
      ]
    return shrinking + rule.formula.map { $0.replacing("{out} =", with: "{out} = −") }
  }

  private var rule: any DescentRule
  private let shrinks: ShrinkingWeights
  private let isLast: Bool
  private var count = 0

  /// - Parameter isLast: whether the weights shrink after the step, from where it began.
  public init(
    _ rule: any DescentRule, _ shrinks: ShrinkingWeights = ShrinkingWeights(0, .coupled), isLast: Bool = false
  ) {
    (self.rule, self.shrinks, self.isLast) = (rule, shrinks, isLast)
  }

  public mutating func begin(at position: Point<Double>) {
    count = 0
    rule.begin(at: position)
  }

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    count += 1
    step.count = count
    let w = step.position
    let factor = shrinks.share * (shrinks.kind == .fixed ? 1 : step.rate)
    if shrinks.share == 0 { return -1 * rule.way(u, w, &step) }
    switch shrinks.kind {
    case .coupled: return -1 * rule.way(u + shrinks.share * w, w, &step)
    case .decoupled, .fixed:
      if isLast {
        let next = w - rule.way(u, w, &step)
        return (1 - factor) * next - w
      }
      let shrunk = (1 - factor) * w
      return (shrunk - rule.way(u, shrunk, &step)) - w
    }
  }
}
