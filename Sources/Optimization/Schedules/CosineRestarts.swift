import RealModule

/// Cosine annealing with warm restarts: at the end of a half cosine the rate jumps back, each period longer.
///
///     αₜ = αₘᵢₙ + (α − αₘᵢₙ)(1 + cos(π c/Tᵢ))/2,   Tᵢ = T₀ mⁱ
///
/// c counts the steps since the last restart. A jump may leave a poor minimum, the fall settles in a good one. This is
/// PyTorch's `CosineAnnealingWarmRestarts`, which has no default T₀; its m is 1, here 2, the paper's.
struct CosineRestarts: Schedule {
  static var card: ScheduleCard {
    ScheduleCard(
      id: "cosine_restarts", name: "Cosine restarts",
      summary: "Falls along half cosines, each longer than the one before, and jumps back between them.",
      formula: Formula(
        "{Tᵢ} = {first}{multiplier}^{i}, after {i} restarts",
        "{αₜ} = {min} + ({α} − {min})(1 + cos(π{c}/{Tᵢ}))/2, {c} steps from the last"),
      settings: [
        Setting(
          "first", "T₀", default: 50, in: .from(1), slider: 1...1e3, .logarithmic,
          "How long the first period is. A quarter of a short run; PyTorch has no default."),
        Setting(
          "multiplier", "m", default: 2, in: .from(1), slider: 1...4, .linear,
          "How much longer each period is than the one before. 2 is the paper's; PyTorch has 1."),
        .lowestRate,
      ],
      source:
        "I. Loshchilov and F. Hutter, SGDR: stochastic gradient descent with warm restarts, ICLR 2017, arXiv:1608.03983.",
      checkedAgainst: ["torch 2.13 CosineAnnealingWarmRestarts"])
  }

  let first, multiplier, lowest: Double

  init(_ settings: SettingValues, steps: Int) {
    first = settings[declared: "first"]
    multiplier = settings[declared: "multiplier"]
    lowest = settings[declared: "min"]
  }

  func rate(_ step: Int, base: Double) -> Double {
    let (since, period, _) = place(step)
    return lowest + (base - lowest) * (1 + Double.cos(Double.pi * since / period)) / 2
  }

  func quantities(_ step: Int, base: Double) -> KeyValuePairs<String, Double> {
    let (since, period, restarts) = place(step)
    return ["i": restarts, "Tᵢ": period, "c": since]
  }

  /// The steps since the last restart, the length of its period, and the number of the restart.
  private func place(_ step: Int) -> (since: Double, period: Double, restarts: Double) {
    var (since, period, restarts) = (Double(step), first, 0.0)
    if multiplier == 1 {
      restarts = (since / period).rounded(.down)
      since -= restarts * period
    } else {
      // Periods grow, so there are few of them.
      while since >= period {
        since -= period
        period *= multiplier
        restarts += 1
      }
    }
    return (since, period, restarts)
  }
}
