/// SAM, sharpness-aware minimisation: the gradient is taken where the loss is worst nearby.
///
///     Ŵ ← W + ρ g/‖g‖,   g = ∇f(W)
///     ĝ ← ∇f(Ŵ)
///
/// A minimum in a narrow gorge has a steep wall at distance ρ, a wide one has not: the run settles where the
/// surroundings are low too. Each gradient costs two evaluations. Where the gradient is zero, nothing is added. Default:
/// ρ = 0.05, the paper's. Checked against optax's `sam` in its opaque mode.
public struct SharpnessAware<V: Vector>: Wrapper where V.Element == Double {
  public static var card: WrapperCard {
    WrapperCard(
      id: "sam", name: "SAM",
      summary: "Takes the gradient a little uphill, so that wide minima are preferred to narrow ones.",
      paper:
        "P. Foret, A. Kleiner, H. Mobahi and B. Neyshabur, Sharpness-aware minimization for efficiently "
        + "improving generalization, ICLR 2021, arXiv:2010.01412.",
      formula: Formula(
        "{‖g‖} ← |{*g}|",
        "{Ŵ} ← {W_old} + {rho}{g}/{‖g‖} where {‖g‖} > 0, else {W_old}",
        "{ĝ} ← ∇f{*Ŵ}"),
      settings: [
        Setting(
          "rho", "ρ", default: 0.05, in: .from(0), slider: 1e-3...10, .logarithmic,
          "How far uphill the gradient is taken. 0.05 is the paper's.")
      ],
      checkedAgainst: ["optax 0.2.8 contrib.sam, opaque mode"])
  }

  let rho: Double

  public init(_ settings: Settings<Double>, at start: V, seed: UInt64) { rho = settings["rho"] }

  private func ascended(_ position: V, along gradient: V) -> V {
    let norm = gradient.norm()
    return norm == 0 ? position : position + rho * (gradient / norm)
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
    guard T.keeps else { return }
    trace.record("W_old", step.start)
    trace.record("g", step.given)
    trace.record("‖g‖", scalar: step.given.norm())
    trace.record("Ŵ", ascended(step.start, along: step.given))
    trace.record("ĝ", step.told)
  }
}
