import Optimization

/// The article's momentum: descent along an exponentially weighted average of the gradients.
///
/// Across a valley successive gradients point to opposite sides and cancel in the average; along it they add up.
/// V starts at zero and is not bias-corrected, so the first steps are short. It equals PyTorch's momentum with
/// dampening 0 and the rate α(1 − β); with dampening β it does not, since PyTorch's first buffer is the raw gradient.
/// Defaults: β = 0.9, an average over about ten gradients, as the article recommends; α = 0.1, ten times that of
/// plain descent in keeping with the factor 1 − β.
public struct Momentum<V: Vector>: Optimizer {
  public typealias Packed = Momentum<Point<Lanes>>

  public static var card: OptimizerCard {
    OptimizerCard(
      id: "momentum", name: "Momentum", family: .descent,
      summary: "Follows a moving average of the gradients: the zigzag cancels, the common direction stays.",
      paper: "B. T. Polyak, Some methods of speeding up the convergence of iteration methods, "
        + "USSR Comput. Math. and Math. Phys. 4(5) (1964), 1-17; as a moving average: "
        + "Optimization Algorithms for Deep Learning (the article).",
      formula: Formula(
        "{V} ← {beta}{V_old} + (1 − {beta}){g}", "{W} ← {W_old} − {lr}{V}", symbols: Formula.articleSymbols),
      checkedAgainst: ["article: momentum"])
  }

  /// The heavy ball's bounds for the rate α(1 − β).
  public static func stability(_ settings: SettingValues) -> Stability? {
    let beta = settings[declared: "beta"]
    let root = 1 - beta.squareRoot()
    return Stability(
      oscillatesAbove: root * root / (1 - beta), divergesAbove: 2 * (1 + beta) / (1 - beta))
  }

  public var lr: V.Element
  let beta: V.Element

  public init(_ settings: Settings<V.Element>) {
    lr = settings.number(
      .learningRate(0.1, "0.1 with β = 0.9 goes as far a step as plain descent with 0.1, once V is warm."))
    beta = settings.number(
      .decay("beta", "β", 0.9, "How much of the past stays in V. 0.9 averages about ten gradients."))
  }

  /// The moving average.
  public struct State: Sendable {
    var V: V
  }

  public func start(at position: V) -> State { State(V: position.zeros) }

  @inline(__always)
  public func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let g = trace("g", oracle.gradient(at: position))
    trace.update("V", &state.V, to: beta * state.V + (1 - beta) * g)
    trace.update("W", &position, to: position - lr * state.V)
  }
}
