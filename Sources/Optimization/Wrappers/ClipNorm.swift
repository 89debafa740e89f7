/// Clipping by norm: a gradient that is too long is shortened and keeps its direction.
///
///     ĝ ← g min(1, c/(‖g‖ + 1e-6))
///
/// A single steep wall then cannot throw the run far away. The norm is that of the whole gradient. Default: c = 1, the
/// customary value. PyTorch's `clip_grad_norm_` adds 1e-6 to the norm; optax and Keras do not, and a gradient that is
/// clipped has exactly the length c. Checked against all three.
public struct ClipNorm<V: Vector>: Wrapper where V.Element == Double {
  public static var card: WrapperCard {
    WrapperCard(
      id: "clip_norm", name: "Clip norm",
      summary: "Shortens gradients longer than a bound, keeping their direction.",
      paper: "R. Pascanu, T. Mikolov and Y. Bengio, On the difficulty of training recurrent neural networks, "
        + "ICML 2013, arXiv:1211.5063.",
      formula: Formula(
        "{‖g‖} ← |{*g}|",
        "?convention=pytorch: {q} ← min(1, {max}/({‖g‖} + 1e-6))",
        "?!convention=pytorch: {q} ← min(1, {max}/{‖g‖})",
        "{ĝ} ← {q}{g}"),
      settings: [
        Setting(
          "max", "c", default: 1, in: .above(0), slider: 1e-3...1e3, .logarithmic,
          "The longest gradient. 1 is the customary value."),
        .convention("PyTorch adds 1e-6 to the norm, optax and Keras do not."),
      ],
      checkedAgainst: [
        "torch 2.13 clip_grad_norm_", "optax 0.2.8 clip_by_global_norm", "keras 3.15 global_clipnorm",
      ])
  }

  let max: Double
  let softening: Double

  public init(_ settings: SettingValues, at start: V, seed: UInt64) {
    max = settings[declared: "max"]
    softening = settings.word(declared: "convention") == "pytorch" ? 1e-6 : 0
  }

  /// The share of a gradient that is kept; 1 if it is short enough, and for the zero gradient.
  private func share(_ gradient: V) -> Double {
    // If the gradient is zero the quotient is infinite, and 1 is taken.
    Swift.min(1, max / (gradient.norm() + softening))
  }

  public func valueAndGradient<O: Oracle<V>>(at position: V, step: Int, from oracle: inout O)
    -> (value: Double, gradient: V)
  {
    let (value, gradient) = oracle.valueAndGradient(at: position)
    return (value, share(gradient) * gradient)
  }

  public mutating func finish<T: Trace<V>>(
    _ position: inout V, _ step: FinishedStep<V>, _ trace: inout T
  ) {
    guard trace.keeps else { return }
    trace.record("g", step.given)
    trace.record("‖g‖", scalar: step.given.norm())
    trace.record("q", scalar: share(step.given))
    trace.record("ĝ", step.told)
  }
}
