import Optimization

/// DoG: gradient descent whose rate is the distance covered over the root of all squared gradients.
///
/// The best constant rate would be the distance to the minimum over that root; the distance covered so far is the best
/// estimate of it, and grows from a tiny start, ρ (1 + |W₀|). Norms are over the whole vector. Defaults: α = 1
/// (nothing to tune); ρ = 1e-6 and ε = 1e-8, optax's; λ = 0. Checked against optax with
/// init_step = ("heuristic", ρ).
public struct DoG<V: Vector>: Optimizer {
  public typealias Packed = DoG<Point<Lanes>>

  public static var card: OptimizerCard {
    OptimizerCard(
      id: "dog", name: "DoG", family: .parameterFree,
      summary:
        "Needs no rate: divides the largest distance from the start by the root of all squared gradients.",
      paper: "M. Ivgi, O. Hinder and Y. Carmon, DoG is SGD's best friend, ICML 2023, arXiv:2302.12022.",
      formula: Formula(
        "?weight_decay: {g} ← {∇f} + {weight_decay}{W_old}",
        "{r} ← max({r_old}, |{*W_old} − {*W₀}|)",
        "{G} ← {G_old} + |{*g}|²",
        "{η} ← {r}/√({G} + {eps})",
        "{W} ← {W_old} − {lr}{η}{g}"),
      checkedAgainst: ["optax 0.2.8 dog"])
  }

  public var lr: V.Element
  let initStep, eps, weightDecay: V.Element

  public init(_ settings: Settings<V.Element>) {
    lr = settings.number(.learningRate(1, "A factor on the method's own rate; 1 is the method."))
    initStep = settings.number(
      Setting(
        "init_step", "ρ", default: 1e-6, in: .from(0), slider: 1e-8...1, .logarithmic,
        "The first guess of the distance, as a share of 1 + |W₀|. 1e-6 is optax's."))
    eps = settings.number(.epsilon(1e-8, "inside the root, optax's value."))
    weightDecay = settings.number(.weightDecay)
  }

  /// The start, the farthest from it, and the sum of squared gradients.
  public struct State: Sendable {
    let start: V
    var r: V.Element
    var G: V.Element
  }

  public func start(at position: V) -> State {
    State(start: position, r: initStep * (1 + position.norm()), G: V.Element(0))
  }

  @inline(__always)
  public func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let gradient = trace("∇f", oracle.gradient(at: position))
    let g = trace("g", gradient + weightDecay * position)
    trace.record("W₀", state.start)
    trace.update("r", scalar: &state.r, to: V.Element.maximum(state.r, (position - state.start).norm()))
    trace.update("G", scalar: &state.G, to: state.G + g.dot(g))
    let rate = trace("η", scalar: state.r / (state.G + eps).squareRoot())
    trace.update("W", &position, to: position - (lr * rate) * g)
  }
}
