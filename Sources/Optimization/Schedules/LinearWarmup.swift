/// Linear warm-up: the rate starts at a share of itself and rises.
///
///     αₜ = α (s + (e − s) min(t, T)/T)
///
/// A small rate at first is safe for averages that start at zero and for steep walls. PyTorch's `LinearLR` with its
/// defaults s = 1/3, e = 1 and T = 5.
struct LinearWarmup: Schedule {
  static var card: ScheduleCard {
    ScheduleCard(
      id: "linear_warmup", name: "Linear warm-up", summary: "Rises in a straight line, then stays.",
      formula: Formula(
        "{αₜ} = {α}({start_factor} + ({end_factor} − {start_factor})·min({t}, {total})/{total})"),
      settings: [
        Setting(
          "total", "T", default: 5, in: .from(1), slider: 1...1e3, .logarithmic,
          "Over how many steps it rises. 5 is PyTorch's."),
        .startFactor(1.0 / 3, "1/3 is PyTorch's."),
        Setting(
          "end_factor", "e", default: 1, in: .from(0), slider: 0...1, .linear,
          "The share of the rate that it ends with. 1 is PyTorch's."),
      ], source: "P. Goyal et al., Accurate, large minibatch SGD, 2017, arXiv:1706.02677; PyTorch, LinearLR.",
      checkedAgainst: ["torch 2.13 LinearLR"])
  }

  let start, end, total: Double

  init(_ settings: SettingValues, steps: Int) {
    start = settings[declared: "start_factor"]
    end = settings[declared: "end_factor"]
    total = settings[declared: "total"]
  }

  func rate(_ step: Int, base: Double) -> Double {
    base * (start + (end - start) * min(Double(step), total) / total)
  }
}
