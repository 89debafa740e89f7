/// Warm-up, stable, decay: up in a straight line, level, and down in a straight line at the end.
///
///     αₜ = α (s + (1 − s) t/w)               for t < w
///     αₜ = α                                 until T − d
///     αₜ = α + (αₘᵢₙ − α)(t − (T − d))/d     until T, then αₘᵢₙ
///
/// The level part may be extended without changing the end, which a cosine does not allow. Defaults: w = 10
/// steps, the last fifth for the decay, s = 0 and αₘᵢₙ = 0.
struct WarmupStableDecay: Schedule {
  static var card: ScheduleCard {
    ScheduleCard(
      id: "warmup_stable_decay", name: "Warm-up, stable, decay",
      summary: "Rises, stays level, and falls in a straight line at the end.",
      formula: Formula(
        "?decay: {l} = {decay}", "?!decay: {l} = {total}/5",
        "{u} = {α}({start_factor} + (1 − {start_factor}){t}/{warmup})",
        "{v} = {α} + ({min} − {α})({t} − ({total} − {l}))/{l}",
        "{αₜ} = {u} where {t} < {warmup}, {α} where {t} ≤ {total} − {l}, {v} where {t} < {total}, else {min}"),
      settings: [
        .warmupLength, .total("When the lowest rate is reached, everything included."),
        Setting(
          "decay", "d", default: 0, in: .from(0), slider: 1...1e3, .logarithmic,
          "Over how many steps it falls. 0 is a fifth of the total; the paper finds a tenth to be enough."),
        .startFactor(0, "The paper begins at 0."), .lowestRate,
      ],
      source:
        "S. Hu et al., MiniCPM: unveiling the potential of small language models, 2024, arXiv:2404.06395.",
      checkedAgainst: ["the formula, which no library here has"])
  }

  let warmup, total, decay, start, lowest: Double

  init(_ settings: SettingValues, steps: Int) {
    warmup = settings[declared: "warmup"]
    total = settings.total(orRunOf: steps)
    decay = settings[declared: "decay"] > 0 ? settings[declared: "decay"] : total / 5
    start = settings[declared: "start_factor"]
    lowest = settings[declared: "min"]
  }

  func rate(_ step: Int, base: Double) -> Double {
    let t = Double(step)
    if t < warmup { return rising(t, base) }
    let past = t - (total - decay)
    if past <= 0 { return base }
    return past >= decay ? lowest : falling(t, base)
  }

  func quantities(_ step: Int, base: Double) -> KeyValuePairs<String, Double> {
    ["l": decay, "u": rising(Double(step), base), "v": falling(Double(step), base)]
  }

  private func rising(_ t: Double, _ base: Double) -> Double {
    base * (start + (1 - start) * t / warmup)
  }

  private func falling(_ t: Double, _ base: Double) -> Double {
    base + (lowest - base) * (t - (total - decay)) / decay
  }
}
