import RealModule

/// Cosine annealing: half a cosine down to the lowest rate.
///
///     αₜ = αₘᵢₙ + (α − αₘᵢₙ)(1 + cos(π t/T))/2
///
/// Slow at both ends. Past T it rises again, as PyTorch's `CosineAnnealingLR` does, or with `hold` stays, as in optax
/// and Keras. αₘᵢₙ = 0 is PyTorch's default.
struct CosineRate: Schedule {
  static var card: ScheduleCard {
    ScheduleCard(
      id: "cosine", name: "Cosine", summary: "Falls along half a cosine, slowly at both ends.",
      formula: Formula(
        "?!hold: {αₜ} = {min} + ({α} − {min})(1 + cos(π{t}/{total}))/2",
        "?hold: {αₜ} = {min} + ({α} − {min})(1 + cos(π·min({t}, {total})/{total}))/2"),
      settings: [.total("When the lowest rate is reached."), .lowestRate, .holdsLowestRate],
      source:
        "I. Loshchilov and F. Hutter, SGDR: stochastic gradient descent with warm restarts, ICLR 2017, arXiv:1608.03983.",
      checkedAgainst: [
        "torch 2.13 CosineAnnealingLR", "optax 0.2.8 cosine_decay_schedule", "keras 3.15 CosineDecay",
      ])
  }

  let total, lowest: Double
  let holds: Bool

  init(_ settings: SettingValues, steps: Int) {
    total = settings.total(orRunOf: steps)
    lowest = settings[declared: "min"]
    holds = settings[declared: "hold"] != 0
  }

  func rate(_ step: Int, base: Double) -> Double {
    let t = holds ? min(Double(step), total) : Double(step)
    return lowest + (base - lowest) * (1 + Double.cos(Double.pi * t / total)) / 2
  }
}
