import RealModule

/// One cycle: the rate rises to a peak and falls far below where it began, momentum moves the other way.
///
///     rise:  from αₘₐₓ/d to αₘₐₓ in the first share p of T, momentum from μₘₐₓ to μₘᵢₙ
///     fall:  from there to αₘₐₓ/(d D), momentum back to μₘₐₓ
///
/// Along half cosines or straight lines. With `three_phase` the fall first mirrors the rise and then goes on to the end.
/// PyTorch's `OneCycleLR` with its defaults p = 0.3, d = 25, D = 1e4, momentum between 0.85 and 0.95; as there, the
/// optimizer's own rate plays no part unless `max` is 0, which takes it for the peak. The momentum moved is the setting
/// `momentum`, or β₁ in Adam's family. Past the end the last rate stays.
struct OneCycle: Schedule {
  static var card: ScheduleCard {
    ScheduleCard(
      id: "one_cycle", name: "One cycle",
      summary: "Rises to a peak and falls far below the beginning, with momentum moving the other way.",
      formula: Formula(
        "?!three_phase: {αₜ}: {max}/{div_factor} → {max} → {max}/({div_factor}·{final_div_factor})",
        "?three_phase: {αₜ}: {max}/{div_factor} → {max} → {max}/{div_factor} → {max}/({div_factor}·{final_div_factor})",
        "?cycle_momentum: μₜ: {max_momentum} → {base_momentum} → {max_momentum}"),
      settings: [
        Setting(
          "max", "αₘₐₓ", default: 0, in: .from(0), slider: 1e-5...10, .logarithmic,
          "The peak. 0 takes the optimizer's own rate."),
        .total("How long the cycle is."),
        Setting(
          "pct_start", "p", default: 0.3, in: .from(0, toBelow: 1), slider: 0...0.99, .linear,
          "The share of the cycle in which the rate rises. 0.3 is PyTorch's."),
        Setting(choice: "anneal", "anneal", of: ["cos", "linear"], "Along half cosines, or straight lines."),
        Setting(
          flag: "cycle_momentum", "momentum", default: true,
          "Whether momentum moves too; it does in PyTorch."),
        Setting(
          "base_momentum", "μₘᵢₙ", default: 0.85, in: .from(0, toBelow: 1), slider: 0...0.9999, .towardOne,
          "The momentum at the peak. 0.85 is PyTorch's."),
        Setting(
          "max_momentum", "μₘₐₓ", default: 0.95, in: .from(0, toBelow: 1), slider: 0...0.9999, .towardOne,
          "The momentum at both ends. 0.95 is PyTorch's."),
        Setting(
          "div_factor", "d", default: 25, in: .above(0), slider: 1...1e3, .logarithmic,
          "How far below the peak it begins. 25 is PyTorch's."),
        Setting(
          "final_div_factor", "D", default: 1e4, in: .above(0), slider: 1...1e6, .logarithmic,
          "How far below its beginning it ends. 1e4 is PyTorch's."),
        Setting(
          flag: "three_phase", "three phases", default: false,
          "Whether the fall mirrors the rise before it goes on to the end."),
      ],
      source:
        "L. N. Smith and N. Topin, Super-convergence: very fast training using large learning rates, 2018, "
        + "arXiv:1708.07120.", checkedAgainst: ["torch 2.13 OneCycleLR, momentum included"])
  }

  let peak, total, share, divisor, finalDivisor, lowMomentum, highMomentum: Double
  let isLinear, movesMomentum, hasThreePhases: Bool

  init(_ settings: SettingValues, steps: Int) {
    peak = settings["max"]
    total = settings.total(orRunOf: steps)
    share = settings["pct_start"]
    divisor = settings["div_factor"]
    finalDivisor = settings["final_div_factor"]
    lowMomentum = settings["base_momentum"]
    highMomentum = settings["max_momentum"]
    isLinear = settings["anneal"] != 0
    movesMomentum = settings["cycle_momentum"] != 0
    hasThreePhases = settings["three_phase"] != 0
  }

  func rate(_ step: Int, base: Double) -> Double {
    let peak = peak > 0 ? peak : base
    let first = peak / divisor
    return value(
      step,
      hasThreePhases ? [first, peak, first, first / finalDivisor] : [first, peak, first / finalDivisor])
  }

  func momentum(_ step: Int) -> Double? {
    guard movesMomentum else { return nil }
    let (low, high) = (lowMomentum, highMomentum)
    return value(step, hasThreePhases ? [high, low, high, high] : [high, low, high])
  }

  /// What a quantity is at a step that passes through `corners`, one at the end of each phase.
  private func value(_ step: Int, _ corners: [Double]) -> Double {
    let rise = share * total - 1
    let ends = hasThreePhases ? [rise, 2 * share * total - 2, total - 1] : [rise, total - 1]
    var begin = 0.0
    let t = min(Double(step), total - 1)
    for (i, end) in ends.enumerated() {
      if t <= end || i == ends.count - 1 {
        return anneal(from: corners[i], to: corners[i + 1], end > begin ? (t - begin) / (end - begin) : 1)
      }
      begin = end
    }
    return corners[corners.count - 1]
  }

  private func anneal(from start: Double, to end: Double, _ share: Double) -> Double {
    isLinear
      ? start + (end - start) * share : end + (start - end) / 2 * (1 + Double.cos(Double.pi * share))
  }
}
