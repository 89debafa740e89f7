import RealModule

/// A linear warm-up, then cosine annealing: common for training large models.
///
///     αₜ = α (s + (1 − s) t/w)                                    for t < w
///     αₜ = αₘᵢₙ + (α − αₘᵢₙ)(1 + cos(π (t − w)/(T − w)))/2       from there on
///
/// PyTorch's `LinearLR` and `CosineAnnealingLR` in a `SequentialLR`; s = 0.1 is the usual start for users of optax and
/// PyTorch. T includes the warm-up; past T it rises again, as in PyTorch, or with `hold` stays, as in optax and Keras.
struct WarmupCosine: Schedule {
  static var card: ScheduleCard {
    ScheduleCard(
      id: "warmup_cosine", name: "Warm-up, cosine",
      summary: "Rises in a straight line, then falls along half a cosine.",
      formula: Formula(
        "{u} = {α}({start_factor} + (1 − {start_factor}){t}/{warmup})",
        "?!hold: {v} = {min} + ({α} − {min})(1 + cos(π({t} − {warmup})/max(1, {total} − {warmup})))/2",
        "?hold: {v} = {min} + ({α} − {min})(1 + cos(π·min(1, ({t} − {warmup})/max(1, {total} − {warmup}))))/2",
        "{αₜ} = {u} where {t} < {warmup}, else {v}"),
      settings: [
        .warmupLength, .total("When the lowest rate is reached, warm-up included."),
        .startFactor(0.1, "0.1 is customary."), .lowestRate, .holdsLowestRate,
      ],
      source:
        "P. Goyal et al., 2017, arXiv:1706.02677; I. Loshchilov and F. Hutter, ICLR 2017, arXiv:1608.03983.",
      checkedAgainst: [
        "torch 2.13 LinearLR, then CosineAnnealingLR", "optax 0.2.8 warmup_cosine_decay_schedule",
      ])
  }

  let warmup, total, start, lowest: Double
  let holds: Bool

  init(_ settings: SettingValues, steps: Int) {
    warmup = settings[declared: "warmup"]
    total = settings.total(orRunOf: steps)
    start = settings[declared: "start_factor"]
    lowest = settings[declared: "min"]
    holds = settings[declared: "hold"] != 0
  }

  func rate(_ step: Int, base: Double) -> Double {
    Double(step) < warmup ? rising(step, base) : falling(step, base)
  }

  func quantities(_ step: Int, base: Double) -> KeyValuePairs<String, Double> {
    ["u": rising(step, base), "v": falling(step, base)]
  }

  private func rising(_ step: Int, _ base: Double) -> Double {
    base * (start + (1 - start) * Double(step) / warmup)
  }

  private func falling(_ step: Int, _ base: Double) -> Double {
    let whole = (Double(step) - warmup) / max(1, total - warmup)
    let place = holds ? min(1, whole) : whole
    return lowest + (base - lowest) * (1 + Double.cos(Double.pi * place)) / 2
  }
}
