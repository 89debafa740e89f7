import RealModule

/// A staircase: the rate falls by a factor every few steps.
///
///     αₜ = α γ^⌊t/s⌋
///
/// PyTorch's `StepLR`, whose default γ = 0.1 is used here too; s = 30 is that of its documentation.
struct StepRate: Schedule {
  static var card: ScheduleCard {
    ScheduleCard(
      id: "step", name: "Step", summary: "Falls by a factor at regular intervals.",
      formula: Formula("{αₜ} = {α}{gamma}^⌊{t}/{step_size}⌋"),
      settings: [
        Setting(
          "step_size", "s", default: 30, in: .from(1), slider: 1...1e3, .logarithmic,
          "How many steps a stair is long. 30 is the example of PyTorch's documentation."),
        .gamma(0.1, "0.1 is PyTorch's."),
      ], source: "PyTorch, StepLR.", checkedAgainst: ["torch 2.13 StepLR"])
  }

  let size, gamma: Double

  init(_ settings: SettingValues, steps: Int) {
    size = settings[declared: "step_size"]
    gamma = settings[declared: "gamma"]
  }

  func rate(_ step: Int, base: Double) -> Double {
    base * Double.pow(gamma, (Double(step) / size).rounded(.down))
  }
}
