/// DoWG: DoG with the gradients weighted by the distance at which they were met.
///
///     g ← ∇f(W) + λ W
///     R ← max(R, |W − W₀|²),   R₀ = r²
///     G ← G + R |g|²
///     W ← W − α R/(√G + ε) g
///
/// Early gradients, met while the distance was still a poor guess, count little, so that the rate recovers from a steep
/// start. Norms are over the whole vector. Defaults: α = 1, there is nothing to tune; ε = 1e-4, optax's; R₀ = 0.01 where
/// optax has ε, since surfaces here are some units wide; λ = 0. Checked against optax.
public struct DoWG<V: Vector>: Optimizer {
  public static var card: OptimizerCard {
    OptimizerCard(
      id: "dowg", name: "DoWG",
      summary:
        "Needs no rate: the farthest from the start, over gradients weighted by the distance they were met at.",
      paper: "A. Khaled, K. Mishchenko and C. Jin, DoWG unleashed, NeurIPS 2023, arXiv:2305.16284.",
      formula: Formula(
        "?weight_decay: {g} ← {∇f} + {weight_decay}{W_old}",
        "{R} ← max({R_old}, |{*W_old} − {*W₀}|²)",
        "{G} ← {G_old} + {R}·|{*g}|²",
        "{η} ← {R}/(√{G} + {eps})",
        "{W} ← {W_old} − {lr}{η}{g}"),
      settings: [
        .learningRate(1, "A factor on the method's own rate; 1 is the method."),
        Setting(
          "init_estim_sq_dist", "R₀", default: 0.01, in: .from(0), slider: 1e-8...10, .logarithmic,
          "The first guess of the squared distance. optax takes its ε, 1e-4."),
        .epsilon(1e-4, "added to the root, optax's value"),
        .weightDecay,
      ],
      checkedAgainst: ["optax 0.2.8 dowg"])
  }

  public var lr: V.Element
  let initEstimSqDist, eps, weightDecay: V.Element

  public init(_ settings: Settings<V.Element>) {
    lr = settings["lr"]
    initEstimSqDist = settings["init_estim_sq_dist"]
    eps = settings["eps"]
    weightDecay = settings["weight_decay"]
  }

  /// The start, the largest squared distance from it, and the weighted sum of squared gradients.
  public struct State: Sendable {
    let start: V
    var R: V.Element
    var G: V.Element
  }

  public func start(at position: V) -> State {
    State(start: position, R: initEstimSqDist, G: V.Element(0))
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
    let path = position - state.start
    trace.record("R_old", scalar: state.R)
    state.R = V.Element.maximum(state.R, path.dot(path))
    trace.record("R", scalar: state.R)
    trace.record("G_old", scalar: state.G)
    state.G = state.G + state.R * g.dot(g)
    trace.record("G", scalar: state.G)
    let rate = state.R / (state.G.squareRoot() + eps)
    trace.record("η", scalar: rate)
    trace.record("W_old", position)
    position = position - (lr * rate) * g
    trace.record("W", position)
  }
}
