/// Rprop: every coordinate has its own step, which grows while the slope keeps its sign and shrinks when it turns.
///
///     p ← g G
///     Δ ← Δ η₊ where p > 0, Δ η₋ where p < 0, within Δmin and Δmax;   Δ₀ = α
///     G ← 0 where p < 0, else g
///     W ← W − Δ sign(G)
///
/// The size of the gradient plays no part, so a plateau is crossed as fast as a slope; noise in mini-batches would
/// ruin the signs, so it is a method for whole batches. After a turn the coordinate rests for a step, and the next
/// product counts as zero. Defaults: α = 0.01, η₋ = 0.5, η₊ = 1.2, Δmin = 1e-6, Δmax = 50, PyTorch's and the paper's
/// but for Δ₀ (0.1 there).
///
/// optax 0.2.8 makes each of these moves one step late and is not imitated. Checked against PyTorch.
public struct Rprop<V: Vector>: Optimizer {
  public static var card: OptimizerCard {
    OptimizerCard(
      id: "rprop", name: "Rprop",
      summary: "Follows the slope's sign alone, with a step per coordinate that grows until the sign turns.",
      paper:
        "M. Riedmiller and H. Braun, A direct adaptive method for faster backpropagation learning: the RPROP "
        + "algorithm, ICNN 1993, 586-591.",
      formula: Formula(
        "{p} ← {g}{G_old}",
        "{Δ} ← {Δ_old}({eta_plus} where {p} > 0, {eta_minus} where {p} < 0), {step_min} ≤ {Δ} ≤ {step_max}",
        "{G} ← 0 where {p} < 0, else {g}",
        "{W} ← {W_old} − {Δ}·sign({G})"),
      settings: [
        .learningRate(0.01, "The first step of each coordinate."),
        Setting(
          "eta_minus", "η₋", default: 0.5, in: .from(0, toBelow: 1), slider: 0.1...0.95, .linear,
          "What a step shrinks by when the slope turns. 0.5 is the paper's."),
        Setting(
          "eta_plus", "η₊", default: 1.2, in: .from(1), slider: 1...2, .linear,
          "What a step grows by while the slope keeps its sign. 1.2 is the paper's."),
        Setting(
          "step_min", "Δmin", default: 1e-6, in: .from(0), slider: 1e-12...1, .logarithmic,
          "The shortest step. 1e-6 is PyTorch's."),
        Setting(
          "step_max", "Δmax", default: 50, in: .from(0), slider: 1e-3...100, .logarithmic,
          "The longest step. 50 is PyTorch's."),
      ],
      checkedAgainst: ["torch 2.13 Rprop"])
  }

  public var lr: V.Element
  let etaMinus, etaPlus, stepMin, stepMax: V.Element

  public init(_ settings: Settings<V.Element>) {
    lr = settings["lr"]
    etaMinus = settings["eta_minus"]
    etaPlus = settings["eta_plus"]
    stepMin = settings["step_min"]
    stepMax = settings["step_max"]
  }

  /// The steps Δ, and the gradients that the next ones are compared with.
  public struct State: Sendable {
    var delta: V
    var G: V
  }

  public func start(at position: V) -> State {
    State(delta: position.filled(with: lr), G: position.zeros)
  }

  @inline(__always)
  public func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let g = oracle.gradient(at: position)
    trace.record("g", g)
    let zero = V.Element(0)
    let product = g * state.G
    trace.record("p", product)
    let factor = product.map {
      V.Element.select(zero .< $0, etaPlus, V.Element.select($0 .< zero, etaMinus, V.Element(1)))
    }
    trace.record("Δ_old", state.delta)
    state.delta = (factor * state.delta).map { V.Element.minimum(stepMax, V.Element.maximum(stepMin, $0)) }
    trace.record("Δ", state.delta)
    trace.record("G_old", state.G)
    state.G = product.zip(g) { V.Element.select($0 .< zero, zero, $1) }
    trace.record("G", state.G)
    trace.record("W_old", position)
    position = position - state.delta * state.G.sign
    trace.record("W", position)
  }
}
