import Optimization
import RealModule
import Wording

/// How an optimizer that only pytorch-optimizer has is written: a signature and a rule.
///
/// `m` is the rule's memory, `g` the gradient, `w` the weights after their decay, `t` the step's number from 1; what is
/// returned is taken off the weights. pytorch-optimizer 4.1.
extension Library {
  static let pytorchOptimizerRules: [Constructor] =
    adamScales + adamDirections + momenta + sumsOfSquares + rateFree + curvatures

  /// How an optimizer's weights shrink.
  enum Shrinking {
    /// As its keywords say.
    case usual
    /// Only without the gradient, since the other kind has no effect in the library.
    case onlyDecoupled
    /// Always through the gradient.
    case coupled
    /// The rule does it itself.
    case own
    /// It has no decay.
    case none
    /// After the step.
    case last
  }

  /// An optimizer of pytorch-optimizer; `params` and the last keywords are those of all.
  @inline(never) static func rule(
    _ signature: String, _ shrinking: Shrinking = .usual,
    _ body: @escaping @Sendable (CallArguments) throws(InputError) -> MemoryRule.Body
  ) -> Constructor {
    let name = String(signature.prefix { $0 != "(" })
    return Constructor(
      "pytorch_optimizer",
      signature.replacing("(", with: "(params, ", maxReplacements: 1)
        + ", maximize=False, foreach=None)",
      .computed { a throws(InputError) in
        try a.require("maximize", ["False", "0"], "would climb instead of descending")
        // A2Grad takes a rate and does not use it.
        let hasRate = a.constructor.parameters.contains { $0.name == "lr" && $0.standard?.literal != "None" }
        let rule = MemoryRule(name, try body(a))
        let shrinks: ShrinkingWeights =
          switch shrinking {
          case .none, .own: ShrinkingWeights(0, .coupled)
          case .coupled: ShrinkingWeights(try a.number("weight_decay"), .coupled)
          case .usual, .last: try a.shrinking()
          case .onlyDecoupled: try a.decoupledShrinking()
          }
        let stages = [Descent(rule, shrinks, isLast: shrinking == .last)]
        guard hasRate else { return .stages(CallResult.Stages(stages, isOptimizer: true)) }
        return .stages(CallResult.Stages(rate: try a.rate(), stages))
      }, ["foreach": .nothing])
  }

  static func mix(_ a: Point<Double>, _ b: Point<Double>, _ share: Double) -> Point<Double> {
    a + share * (b - a)
  }
  static func power(_ base: Double, _ exponent: Int) -> Double { Double.pow(base, exponent) }
  /// A vector of length 1; zero stays zero.
  static func unit(_ v: Point<Double>) -> Point<Double> { v / max(v.norm(), 1e-12) }

  /// The rectified rate, and the length of the average that it comes from.
  static func rectified(_ t: Int, _ lr: Double, _ beta2: Double, _ threshold: Double, _ degenerates: Bool)
    -> (rate: Double, length: Double)
  {
    let longest = 2 / (1 - beta2) - 1
    let p = power(beta2, t)
    let n = longest - 2 * Double(t) * p / (1 - p)
    guard n >= threshold else { return (degenerates ? lr : -lr, n) }
    let r = ((1 - p) * (n - 4) / (longest - 4) * (n - 2) / n * longest / (longest - 2)).squareRoot()
    return (lr * r, n)
  }
}

extension ShrinkingWeights {
  /// The gradient and the weights after the decay.
  func applied(_ isApplied: Bool, _ g: Point<Double>, _ w: Point<Double>, _ lr: Double)
    -> (gradient: Point<Double>, weights: Point<Double>)
  {
    guard isApplied, share != 0 else { return (g, w) }
    switch kind {
    case .coupled: return (g + share * w, w)
    case .decoupled: return (g, (1 - lr * share) * w)
    case .fixed: return (g, (1 - share) * w)
    }
  }
}

extension CallArguments {
  /// The two decay rates and ε.
  func adam(_ eps: String = "eps") throws(InputError) -> (Double, Double, Double) {
    let betas = try numbers("betas", 2)
    return (betas[0], betas[1], try number(eps))
  }

  /// A list of this many numbers.
  func numbers(_ name: String, _ count: Int) throws(InputError) -> [Double] {
    let numbers = try numbers(name)
    guard numbers.count == count else { throw error("does not have \(count) numbers", of: name) }
    return numbers
  }

  /// How the weights shrink where the other kind of decay has no effect in the library.
  func decoupledShrinking() throws(InputError) -> ShrinkingWeights {
    let shrinks = try shrinking()
    if shrinks.kind == .coupled, shrinks.share != 0 {
      throw error("has no effect in the library; only the decoupled decay is read", of: "weight_decouple")
    }
    return shrinks
  }

  /// How the weights shrink, by the keywords of pytorch-optimizer.
  func shrinking() throws(InputError) -> ShrinkingWeights {
    guard bound["weight_decay"] != nil else { return ShrinkingWeights(0, .coupled) }
    let share = try number("weight_decay")
    guard share >= 0 else { throw error("is out of range; accepted: 0 ≤ weight_decay", of: "weight_decay") }
    let isDecoupled = bound["weight_decouple"] == nil ? true : try flag("weight_decouple")
    let isFixed = bound["fixed_decay"] == nil ? false : try flag("fixed_decay")
    return ShrinkingWeights(share, isDecoupled ? isFixed ? .fixed : .decoupled : .coupled)
  }

  /// The learning rate of an optimizer whose rate schedulers move.
  func rate(_ name: String = "lr") throws(InputError) -> Double {
    let rate = try number(name)
    guard rate >= 0 else { throw error("is out of range; accepted: 0 ≤ \(name)", of: name) }
    return rate
  }
}
