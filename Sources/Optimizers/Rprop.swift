import Optimization

/// Rprop: every coordinate has its own step, which grows while the slope keeps its sign and shrinks when it turns.
///
/// The size of the gradient does not matter, so a plateau is crossed as fast as a slope; noise in mini-batches would
/// ruin the signs, so it is a method for whole batches. After a turn the coordinate rests for a step, and the next
/// product counts as zero. Defaults: α = 0.01, η₋ = 0.5, η₊ = 1.2, Δmin = 1e-6, Δmax = 50, PyTorch's and the paper's
/// but for the first step Δ₀ = α (0.1 there).
///
/// optax 0.2.8 makes each of these moves one step late and is not imitated. Checked against PyTorch.
public struct Rprop<V: Vector>: Optimizer {
  public typealias Packed = Rprop<Point<Lanes>>

  public static var card: OptimizerCard {
    OptimizerCard(
      id: "rprop", name: "Rprop", family: .adaptive,
      summary: "Follows the slope's sign alone, with a step per coordinate that grows until the sign turns.",
      paper:
        "M. Riedmiller and H. Braun, A direct adaptive method for faster backpropagation learning: the RPROP "
        + "algorithm, ICNN 1993, 586-591.",
      formula: Formula(
        "{p} ← {g}{G_old}",
        "{Δ} ← {Δ_old}({eta_plus} where {p} > 0, {eta_minus} where {p} < 0), {step_min} ≤ {Δ} ≤ {step_max}",
        "{G} ← 0 where {p} < 0, else {g}",
        "{W} ← {W_old} − {Δ}·sign({G})"),
      checkedAgainst: ["torch 2.13 Rprop"])
  }

  public var lr: V.Element
  let etaMinus, etaPlus, stepMin, stepMax: V.Element

  public init(_ settings: Settings<V.Element>) {
    lr = settings.number(.learningRate(0.01, "The first step of each coordinate."))
    etaMinus = settings.number(
      Setting(
        "eta_minus", "η₋", default: 0.5, in: .from(0, toBelow: 1), slider: 0.1...0.95, .linear,
        "What a step shrinks by when the slope turns. 0.5 is the paper's."))
    etaPlus = settings.number(
      Setting(
        "eta_plus", "η₊", default: 1.2, in: .from(1), slider: 1...2, .linear,
        "What a step grows by while the slope keeps its sign. 1.2 is the paper's."))
    stepMin = settings.number(
      Setting(
        "step_min", "Δmin", default: 1e-6, in: .from(0), slider: 1e-12...1, .logarithmic,
        "The shortest step. 1e-6 is PyTorch's."))
    stepMax = settings.number(
      Setting(
        "step_max", "Δmax", default: 50, in: .from(0), slider: 1e-3...100, .logarithmic,
        "The longest step. 50 is PyTorch's."))
  }

  /// The steps Δ, and the gradients with which the next ones are compared.
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
    let g = trace("g", oracle.gradient(at: position))
    let zero = V.Element(0)
    let product = trace("p", g * state.G)
    let factor = product.map {
      V.Element.select(zero .< $0, etaPlus, V.Element.select($0 .< zero, etaMinus, V.Element(1)))
    }
    let changed = factor * state.delta
    trace.update(
      "Δ", &state.delta, to: changed.map { V.Element.minimum(stepMax, V.Element.maximum(stepMin, $0)) })
    trace.update("G", &state.G, to: product.zip(g) { V.Element.select($0 .< zero, zero, $1) })
    trace.update("W", &position, to: position - state.delta * state.G.sign)
  }
}
