/// SAM, sharpness-aware minimisation: the gradient is taken where the loss is worst nearby.
///
///     Ŵ ← W + ρ g/(‖g‖ + ε),   g = ∇f(W)
///     ĝ ← ∇f(Ŵ)
///
/// A minimum in a narrow gorge has a steep wall at distance ρ, one in a wide valley does not: the run settles where the
/// surroundings are low too. Each gradient costs two evaluations. Where the gradient is zero, nothing is added. Defaults:
/// ρ = 0.05, the paper's; ε = 0, since nothing is divided by zero without it (pytorch-optimizer has 1e-12). Checked
/// against optax's `sam` in its opaque mode.
public struct SharpnessAware<V: Vector>: Wrapper where V.Element == Double {
  public static var card: WrapperCard {
    WrapperCard(
      id: "sam", name: "SAM",
      summary: "Takes the gradient a little uphill, so that wide minima are preferred to narrow ones.",
      paper:
        "P. Foret, A. Kleiner, H. Mobahi and B. Neyshabur, Sharpness-aware minimization for efficiently "
        + "improving generalization, ICLR 2021, arXiv:2010.01412.",
      formula: Formula(
        "?!adaptive: {‖g‖} ← |{*g}|",
        "?adaptive: {Wg} ← {W_old}{g}",
        "?adaptive: {‖g‖} ← |{*Wg}|",
        "?!adaptive&!eps: {Ŵ} ← {W_old} + {rho}{g}/{‖g‖} where {‖g‖} > 0, else {W_old}",
        "?!adaptive&eps: {Ŵ} ← {W_old} + {rho}{g}/({‖g‖} + {eps})",
        "?adaptive: {Ŵ} ← {W_old} + {rho}{W_old}²{g}/({‖g‖} + {eps})",
        "{ĝ} ← ∇f{*Ŵ}"),
      settings: [
        Setting(
          "rho", "ρ", default: 0.05, in: .from(0), slider: 1e-3...10, .logarithmic,
          "How far uphill the gradient is taken. 0.05 is the paper's."),
        .epsilon(0, "added to ‖g‖; pytorch-optimizer has 1e-12."),
        Setting(
          flag: "adaptive", "adaptive", default: false,
          "Whether the way uphill is longer where W is larger, as in ASAM (J. Kwon et al., ICML 2021)."),
      ],
      checkedAgainst: ["optax 0.2.8 contrib.sam, opaque mode"], evaluations: 2)
  }

  let rho, eps: Double
  let isAdaptive: Bool

  public init(_ settings: SettingValues, at start: V, seed: UInt64) {
    rho = settings[declared: "rho"]
    eps = settings[declared: "eps"]
    isAdaptive = settings[declared: "adaptive"] != 0
  }

  private func ascended(_ position: V, along gradient: V) -> V {
    if isAdaptive {
      let norm = (position * gradient).norm()
      return norm == 0 ? position : position + (rho / (norm + eps)) * (position.squared() * gradient)
    }
    let norm = gradient.norm()
    return norm == 0 ? position : position + rho * (gradient / (norm + eps))
  }

  public func valueAndGradient<O: Oracle<V>>(at position: V, step: Int, from oracle: inout O)
    -> (value: Double, gradient: V)
  {
    let (value, gradient) = oracle.valueAndGradient(at: position)
    return (value, oracle.gradient(at: ascended(position, along: gradient)))
  }

  public mutating func finish<T: Trace<V>>(
    _ position: inout V, _ step: FinishedStep<V>, _ trace: inout T
  ) {
    guard trace.keeps else { return }
    trace.record("W_old", step.start)
    trace.record("g", step.given)
    let scaled = isAdaptive ? step.start * step.given : step.given
    trace.record("Wg", scaled)
    trace.record("‖g‖", scalar: scaled.norm())
    trace.record("Ŵ", ascended(step.start, along: step.given))
    trace.record("ĝ", step.told)
  }
}
