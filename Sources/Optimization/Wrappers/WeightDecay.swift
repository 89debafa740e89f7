/// Weight decay around any optimizer: W is pulled towards zero.
///
///     decoupled:  W ← W′ − αλ W_old      (W′ is where the optimizer's step ended)
///     coupled:    ĝ ← g + λ W
///
/// Decoupled, the pull is the same in every coordinate; coupled, it goes through the optimizer's own scaling, so that
/// Adam weakens it exactly where gradients are large. α is the optimizer's rate in this step. Defaults: λ = 0.01,
/// PyTorch's for AdamW; decoupled, since most optimizers already have the coupled kind as a setting. Checked against
/// PyTorch's AdamW and SGD, Keras's `weight_decay` and optax's `add_decayed_weights`.
public struct WeightDecay<V: Vector>: Wrapper where V.Element == Double {
  public static var card: WrapperCard {
    WrapperCard(
      id: "weight_decay", name: "Weight decay",
      summary: "Pulls W towards zero at every step, beside the gradient or through it.",
      paper:
        "I. Loshchilov and F. Hutter, Decoupled weight decay regularization, ICLR 2019, arXiv:1711.05101.",
      formula: Formula(
        "?mode=coupled: {ĝ} ← {g} + {rate}{W_old}", "?mode=decoupled: {W} ← {W′} − {lr}{rate}{W_old}",
        symbols: ["lr": "α"]),
      settings: [
        Setting(
          "rate", "λ", default: 0.01, in: .from(0), slider: 1e-5...1, .logarithmic,
          "How strong the pull is. 0.01 is PyTorch's default for AdamW."),
        Setting(
          choice: "mode", "mode", of: ["decoupled", "coupled"],
          "Whether W shrinks by itself, as in AdamW, or the gradient is changed, as in SGD."),
      ],
      checkedAgainst: [
        "torch 2.13 AdamW and SGD", "keras 3.15 weight_decay", "optax 0.2.8 add_decayed_weights",
      ])
  }

  let rate: Double
  let isCoupled: Bool

  public init(_ settings: SettingValues, at start: V, seed: UInt64) {
    rate = settings[declared: "rate"]
    isCoupled = settings.word(declared: "mode") == "coupled"
  }

  public func valueAndGradient<O: Oracle<V>>(at position: V, step: Int, from oracle: inout O)
    -> (value: Double, gradient: V)
  {
    let (value, gradient) = oracle.valueAndGradient(at: position)
    return (value, isCoupled ? gradient + rate * position : gradient)
  }

  public mutating func finish<T: Trace<V>>(
    _ position: inout V, _ step: FinishedStep<V>, _ trace: inout T
  ) {
    trace.record("g", step.given)
    trace.record("ĝ", step.told)
    trace.record("lr", scalar: step.lr)
    trace.record("W_old", step.start)
    trace.record("W′", position)
    if !isCoupled { position = position - (step.lr * rate) * step.start }
    trace.record("W", position)
  }
}
