import RealModule

/// Exponential decay: the rate falls by the same factor at every step.
///
///     αₜ = α γᵗ
///
/// PyTorch's `ExponentialLR`, which has no default; γ = 0.99 halves the rate every 69 steps.
struct ExponentialRate: Schedule {
  static var card: ScheduleCard {
    ScheduleCard(
      id: "exponential", name: "Exponential", summary: "Falls by the same factor at every step.",
      formula: Formula("{αₜ} = {α}{gamma}^{t}"), settings: [.gamma(0.99, "0.99 halves it every 69 steps.")],
      source: "PyTorch, ExponentialLR.", checkedAgainst: ["torch 2.13 ExponentialLR"])
  }

  let gamma: Double

  init(_ settings: SettingValues, steps: Int) { gamma = settings[declared: "gamma"] }

  func rate(_ step: Int, base: Double) -> Double { base * Double.pow(gamma, step) }
}
