/// DoG: gradient descent whose rate is the distance covered over the root of all squared gradients.
///
///     g ← ∇f(W) + λ W
///     r ← max(r, |W − W₀|),   r₀ = ρ (1 + |W₀|)
///     G ← G + |g|²
///     W ← W − α r/√(G + ε) g
///
/// The best constant rate would be the distance to the minimum over that root; the distance covered so far is the best
/// guess of it, and grows by itself from a tiny start ρ. Norms are over the whole vector. Defaults: α = 1, there is
/// nothing to tune; ρ = 1e-6 and ε = 1e-8, optax's; λ = 0. Checked against optax with init_step = ("heuristic", ρ).
public struct DoG<V: Vector>: Optimizer {
  public static var card: OptimizerCard {
    OptimizerCard(
      id: "dog", name: "DoG",
      summary:
        "Needs no rate: distance over gradients, the farthest from the start over the root of their squares.",
      paper: "M. Ivgi, O. Hinder and Y. Carmon, DoG is SGD's best friend, ICML 2023, arXiv:2302.12022.",
      formula: Formula(
        "?weight_decay: {g} ← {∇f} + {weight_decay}{W_old}",
        "{r} ← max({r_old}, |{*W_old} − {*W₀}|)",
        "{G} ← {G_old} + |{*g}|²",
        "{η} ← {r}/√({G} + {eps})",
        "{W} ← {W_old} − {lr}{η}{g}"),
      settings: [
        .learningRate(1, "A factor on the method's own rate; 1 is the method."),
        Setting(
          "init_step", "ρ", default: 1e-6, in: .from(0), slider: 1e-8...1, .logarithmic,
          "The first guess of the distance, as a share of 1 + |W₀|. 1e-6 is optax's."),
        .epsilon(1e-8, "inside the root, optax's value"),
        .weightDecay,
      ],
      checkedAgainst: ["optax 0.2.8 dog"])
  }

  public var lr: V.Element
  let initStep, eps, weightDecay: V.Element

  public init(_ settings: Settings<V.Element>) {
    lr = settings["lr"]
    initStep = settings["init_step"]
    eps = settings["eps"]
    weightDecay = settings["weight_decay"]
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
    let gradient = oracle.gradient(at: position)
    trace.record("∇f", gradient)
    let g = gradient + weightDecay * position
    trace.record("g", g)
    trace.record("W₀", state.start)
    trace.record("r_old", scalar: state.r)
    state.r = V.Element.maximum(state.r, (position - state.start).norm())
    trace.record("r", scalar: state.r)
    trace.record("G_old", scalar: state.G)
    state.G = state.G + g.dot(g)
    trace.record("G", scalar: state.G)
    let rate = state.r / (state.G + eps).squareRoot()
    trace.record("η", scalar: rate)
    trace.record("W_old", position)
    position = position - (lr * rate) * g
    trace.record("W", position)
  }
}
