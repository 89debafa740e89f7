import RealModule

/// One cycle: the rate rises to a peak and falls far below its first value, momentum moves the other way.
///
///     rise:  from αₘₐₓ/d to αₘₐₓ in the first share p of T, momentum from μₘₐₓ to μₘᵢₙ
///     fall:  from there to αₘₐₓ/(d D), momentum back to μₘₐₓ
///
/// Along half cosines or straight lines. In the formula with numbers α̂ is the peak, i the phase, from step t₀ to t₁, in
/// which the rate goes from a to b and momentum from m to n, x the share of it that has passed. With `three_phase` the fall first mirrors the rise and then goes on to the end.
/// PyTorch's `OneCycleLR` with its defaults p = 0.3, d = 25, D = 1e4, momentum between 0.85 and 0.95; as there, the
/// optimizer's own rate is ignored unless `max` is 0, which makes it the peak. The momentum that moves is the setting
/// `momentum`, or β₁ in Adam's family. Past the end the last rate stays.
struct OneCycle: Schedule {
  static var card: ScheduleCard {
    ScheduleCard(
      id: "one_cycle", name: "One cycle",
      summary: "Rises to a peak and falls far below the beginning, with momentum moving the other way.",
      formula: Formula(
        "?max: {α̂} = {max}", "?!max: {α̂} = {α}",
        "?!three_phase: {a} = {α̂}/{div_factor} where {i} = 1, else {α̂}",
        "?!three_phase: {b} = {α̂} where {i} = 1, else {α̂}/({div_factor}{final_div_factor})",
        "?three_phase: {a} = {α̂} where {i} = 2, else {α̂}/{div_factor}",
        "?three_phase: {b} = {α̂} where {i} = 1, {α̂}/{div_factor} where {i} = 2, "
          + "else {α̂}/({div_factor}{final_div_factor})",
        "{x} = (min({t}, {t₁}) − {t₀})/({t₁} − {t₀}) where {t₁} > {t₀}, else 1",
        "?anneal=cos: {αₜ} = {b} + ({a} − {b})(1 + cos(π{x}))/2",
        "?anneal=linear: {αₜ} = {a} + ({b} − {a}){x}",
        "?cycle_momentum: {m} = {base_momentum} where {i} = 2, else {max_momentum}",
        "?cycle_momentum: {n} = {base_momentum} where {i} = 1, else {max_momentum}",
        "?cycle_momentum&anneal=cos: {μₜ} = {n} + ({m} − {n})(1 + cos(π{x}))/2",
        "?cycle_momentum&anneal=linear: {μₜ} = {m} + ({n} − {m}){x}"),
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
    peak = settings[declared: "max"]
    total = settings.total(orRunOf: steps)
    share = settings[declared: "pct_start"]
    divisor = settings[declared: "div_factor"]
    finalDivisor = settings[declared: "final_div_factor"]
    lowMomentum = settings[declared: "base_momentum"]
    highMomentum = settings[declared: "max_momentum"]
    isLinear = settings[declared: "anneal"] != 0
    movesMomentum = settings[declared: "cycle_momentum"] != 0
    hasThreePhases = settings[declared: "three_phase"] != 0
  }

  func rate(_ step: Int, base: Double) -> Double {
    let (phase, corners) = (phase(at: step), corners(base))
    return anneal(from: corners[phase.index], to: corners[phase.index + 1], phase.share)
  }

  func momentum(_ step: Int) -> Double? {
    guard movesMomentum else { return nil }
    let phase = phase(at: step)
    return anneal(from: momenta[phase.index], to: momenta[phase.index + 1], phase.share)
  }

  func quantities(_ step: Int, base: Double) -> KeyValuePairs<String, Double> {
    let (phase, corners) = (phase(at: step), corners(base))
    return [
      "α̂": peak > 0 ? peak : base, "i": Double(phase.index + 1), "t₀": phase.begin, "t₁": phase.end,
      "x": phase.share, "a": corners[phase.index], "b": corners[phase.index + 1],
      "m": momenta[phase.index], "n": momenta[phase.index + 1], "μₜ": momentum(step) ?? .nan,
    ]
  }

  /// The rates at the beginning and at the end of each phase.
  private func corners(_ base: Double) -> [Double] {
    let peak = peak > 0 ? peak : base
    let first = peak / divisor
    return hasThreePhases ? [first, peak, first, first / finalDivisor] : [first, peak, first / finalDivisor]
  }

  /// The momenta at the beginning and at the end of each phase.
  private var momenta: [Double] {
    let (low, high) = (lowMomentum, highMomentum)
    return hasThreePhases ? [high, low, high, high] : [high, low, high]
  }

  /// A part of the cycle, and the share of it that has passed.
  private struct Phase {
    let index: Int
    let begin, end, share: Double
  }

  /// The phase that a step belongs to; past the end the last one.
  private func phase(at step: Int) -> Phase {
    let rise = share * total - 1
    let ends = hasThreePhases ? [rise, 2 * share * total - 2, total - 1] : [rise, total - 1]
    let t = min(Double(step), total - 1)
    let index = ends.firstIndex { t <= $0 } ?? ends.count - 1
    let (begin, end) = (index == 0 ? 0 : ends[index - 1], ends[index])
    return Phase(index: index, begin: begin, end: end, share: end > begin ? (t - begin) / (end - begin) : 1)
  }

  private func anneal(from start: Double, to end: Double, _ share: Double) -> Double {
    isLinear
      ? start + (end - start) * share : end + (start - end) / 2 * (1 + Double.cos(Double.pi * share))
  }
}
