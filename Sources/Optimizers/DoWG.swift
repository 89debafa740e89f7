import Optimization

/// DoWG: DoG with the gradients weighted by the distance at which they were evaluated.
///
/// Early gradients, evaluated while the distance was still a poor estimate, count little, so that the rate recovers
/// from a steep start. R starts from R₀. Norms are over the whole vector. Defaults: α = 1 (nothing to tune); ε = 1e-4,
/// optax's; R₀ = 0.01 where optax has ε, since surfaces here are some units wide; λ = 0. Checked against optax.
public struct DoWG<V: Vector>: Optimizer {
  public typealias Packed = DoWG<Point<Lanes>>

  public static var card: OptimizerCard {
    OptimizerCard(
      id: "dowg", name: "DoWG", family: .parameterFree,
      summary:
        "Needs no rate: DoG, with each gradient weighted by the distance covered when it was met.",
      paper: "A. Khaled, K. Mishchenko and C. Jin, DoWG unleashed, NeurIPS 2023, arXiv:2305.16284.",
      formula: Formula(
        "?weight_decay: {g} ← {∇f} + {weight_decay}{W_old}",
        "{R} ← max({R_old}, |{*W_old} − {*W₀}|²)",
        "{G} ← {G_old} + {R}·|{*g}|²",
        "{η} ← {R}/(√{G} + {eps})",
        "{W} ← {W_old} − {lr}{η}{g}"),
      checkedAgainst: ["optax 0.2.8 dowg"])
  }

  public var lr: V.Element
  let initEstimSqDist, eps, weightDecay: V.Element

  public init(_ settings: Settings<V.Element>) {
    lr = settings.number(.learningRate(1, "A factor on the method's own rate; 1 is the method."))
    initEstimSqDist = settings.number(
      Setting(
        "init_estim_sq_dist", "R₀", default: 0.01, in: .from(0), slider: 1e-8...10, .logarithmic,
        "The first guess of the squared distance. optax takes its ε, 1e-4."))
    eps = settings.number(.epsilon(1e-4, "added to the root, optax's value."))
    weightDecay = settings.number(.weightDecay)
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
    let gradient = trace("∇f", oracle.gradient(at: position))
    let g = trace("g", gradient + weightDecay * position)
    trace.record("W₀", state.start)
    let path = position - state.start
    trace.update("R", scalar: &state.R, to: V.Element.maximum(state.R, path.dot(path)))
    trace.update("G", scalar: &state.G, to: state.G + state.R * g.dot(g))
    let rate = trace("η", scalar: state.R / (state.G.squareRoot() + eps))
    trace.update("W", &position, to: position - (lr * rate) * g)
  }
}
