/// Clipping by value: each coordinate of the gradient is limited to a bound.
///
///     ĝ ← max(−c, min(c, g))
///
/// Unlike clipping by norm it turns the gradient towards the diagonal if it acts. Default: c = 1, the customary value.
/// Checked against PyTorch's `clip_grad_value_`, optax's `clip` and Keras's `clipvalue`, which agree.
public struct ClipValue<V: Vector>: Wrapper where V.Element == Double {
  public static var card: WrapperCard {
    WrapperCard(
      id: "clip_value", name: "Clip value",
      summary: "Holds each coordinate of the gradient inside a bound.",
      paper:
        "Folklore; described in I. Goodfellow, Y. Bengio and A. Courville, Deep learning (2016), section 10.11.1.",
      formula: Formula("{ĝ} ← max(−{max}, min({max}, {g}))"),
      settings: [
        Setting(
          "max", "c", default: 1, in: .above(0), slider: 1e-3...1e3, .logarithmic,
          "The largest coordinate of a gradient. 1 is the customary value.")
      ],
      checkedAgainst: ["torch 2.13 clip_grad_value_", "optax 0.2.8 clip", "keras 3.15 clipvalue"])
  }

  let max: Double

  public init(_ settings: SettingValues, at start: V, seed: UInt64) { max = settings[declared: "max"] }

  public func valueAndGradient<O: Oracle<V>>(at position: V, step: Int, from oracle: inout O)
    -> (value: Double, gradient: V)
  {
    let (value, gradient) = oracle.valueAndGradient(at: position)
    return (value, gradient.clipped(to: max))
  }

  public mutating func finish<T: Trace<V>>(
    _ position: inout V, _ step: FinishedStep<V>, _ trace: inout T
  ) {
    trace.record("g", step.given)
    trace.record("ĝ", step.told)
  }
}
