import RealModule

/// A rate that goes up and down between two bounds.
///
///     αₜ = αₘᵢₙ + (α̂ − αₘᵢₙ) q h,   h the height of a triangle of `up` steps up and `down` = d steps down
///
/// c counts the steps in cycle i, the first of which is cycle 0. The factor q is 1 (`triangular`), halves with every
/// cycle (`triangular2`), or is γᵗ (`exp_range`). PyTorch's `CyclicLR`, whose `step_size_up` is 2000; here 20. With
/// `cycle_momentum` the momentum moves the other way between its own bounds. As there, the optimizer's own rate is
/// ignored unless `max` is 0, which makes it the upper bound.
struct CyclicRate: Schedule {
  static var card: ScheduleCard {
    ScheduleCard(
      id: "cyclic", name: "Cyclic", summary: "Goes up and down between two bounds.",
      formula: Formula(
        "?max: {α̂} = {max}", "?!max: {α̂} = {α}", "?down: {d} = {down}", "?!down: {d} = {up}",
        "{i} = ⌊{t}/({up} + {d})⌋",
        "{c} = {t} − {i}({up} + {d})",
        "{h} = {c}/{up} where {c} < {up}, else ({up} + {d} − {c})/{d}",
        "?mode=triangular: {q} = 1", "?mode=triangular2: {q} = 1/2^{i}", "?mode=exp_range: {q} = {gamma}^{t}",
        "{αₜ} = {min} + ({α̂} − {min}){q}{h}",
        "?cycle_momentum: {μₜ} = {max_momentum} − ({max_momentum} − {base_momentum}){q}{h}"),
      settings: [
        .lowestRate,
        Setting(
          "max", "αₘₐₓ", default: 0, in: .from(0), slider: 1e-5...10, .logarithmic,
          "The upper bound. 0 takes the optimizer's own rate."),
        Setting(
          "up", "up", default: 20, in: .from(1), slider: 1...1e3, .logarithmic,
          "How many steps it rises: a tenth of a short run; PyTorch has 2000."),
        Setting(
          "down", "down", default: 0, in: .from(0), slider: 1...1e3, .logarithmic,
          "How many steps it falls. 0 is as many as it rises, PyTorch's default."),
        Setting(
          choice: "mode", "mode", of: ["triangular", "triangular2", "exp_range"],
          "Whether all cycles are alike, each is half the one before, or all shrink by γᵗ."),
        Setting(
          "gamma", "γ", default: 1, in: .above(0), slider: 0.9...1, .linear,
          "The factor of exp_range. 1 is PyTorch's."),
        Setting(
          flag: "cycle_momentum", "momentum", default: false,
          "Whether momentum moves too, the other way; it does in PyTorch."),
        Setting(
          "base_momentum", "μₘᵢₙ", default: 0.8, in: .from(0, toBelow: 1), slider: 0...0.9999, .towardOne,
          "The momentum at the top. 0.8 is PyTorch's."),
        Setting(
          "max_momentum", "μₘₐₓ", default: 0.9, in: .from(0, toBelow: 1), slider: 0...0.9999, .towardOne,
          "The momentum at the bottom. 0.9 is PyTorch's."),
      ],
      source:
        "L. N. Smith, Cyclical learning rates for training neural networks, WACV 2017, arXiv:1506.01186.",
      checkedAgainst: ["torch 2.13 CyclicLR"])
  }

  let lowest, highest, up, down, mode, gamma, lowMomentum, highMomentum: Double
  let movesMomentum: Bool

  init(_ settings: SettingValues, steps: Int) {
    lowest = settings[declared: "min"]
    highest = settings[declared: "max"]
    up = settings[declared: "up"]
    down = settings[declared: "down"] > 0 ? settings[declared: "down"] : settings[declared: "up"]
    mode = settings[declared: "mode"]
    gamma = settings[declared: "gamma"]
    movesMomentum = settings[declared: "cycle_momentum"] != 0
    lowMomentum = settings[declared: "base_momentum"]
    highMomentum = settings[declared: "max_momentum"]
  }

  func rate(_ step: Int, base: Double) -> Double {
    let top = top(base)
    return lowest + (top - lowest) * share(step)
  }

  func momentum(_ step: Int) -> Double? {
    movesMomentum ? highMomentum - (highMomentum - lowMomentum) * share(step) : nil
  }

  /// How far up between its bounds a quantity is: q h.
  private func share(_ step: Int) -> Double {
    let cycle = (Double(step) / (up + down)).rounded(.down)
    return height(Double(step) / (up + down) - cycle) * scale(step, cycle)
  }

  func quantities(_ step: Int, base: Double) -> KeyValuePairs<String, Double> {
    let cycle = (Double(step) / (up + down)).rounded(.down)
    let place = Double(step) / (up + down) - cycle
    return [
      "α̂": top(base), "d": down, "i": cycle, "c": Double(step) - cycle * (up + down), "h": height(place),
      "q": scale(step, cycle), "μₜ": momentum(step) ?? .nan,
    ]
  }

  /// How much the bounds have shrunk towards each other.
  private func scale(_ step: Int, _ cycle: Double) -> Double {
    mode == 0 ? 1 : mode == 1 ? 1 / Double.exp2(cycle) : Double.pow(gamma, step)
  }

  /// The upper bound.
  private func top(_ base: Double) -> Double { highest > 0 ? highest : base }

  /// The height of the triangle at a share of the cycle.
  private func height(_ place: Double) -> Double {
    let turn = up / (up + down)
    return place <= turn ? place / turn : (place - 1) / (turn - 1)
  }
}
