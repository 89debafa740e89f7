/// Inverse time decay: the article's learning rate decay.
///
///     αₜ = α/(1 + d t)
///
/// The article counts epochs, here it is steps. Its sum over all steps is infinite and that of its squares finite, which
/// is what the convergence of stochastic approximation requires (Robbins and Monro, 1951). Default: d = 0.01, half the
/// rate after 100 steps.
struct InverseTimeRate: Schedule {
  static var card: ScheduleCard {
    ScheduleCard(
      id: "inverse_time", name: "Inverse time", summary: "Falls like one over the number of steps.",
      formula: Formula("{αₜ} = {α}/(1 + {decay}{t})"),
      settings: [
        Setting(
          "decay", "d", default: 0.01, in: .from(0), slider: 1e-5...1, .logarithmic,
          "How fast it falls: after 1/d steps half the rate is left.")
      ], source: "H. Robbins and S. Monro, A stochastic approximation method, Ann. Math. Statist. 22 (1951).",
      checkedAgainst: ["torch 2.13 LambdaLR with 1/(1 + decay t)"])
  }

  let decay: Double

  init(_ settings: SettingValues, steps: Int) { decay = settings[declared: "decay"] }

  func rate(_ step: Int, base: Double) -> Double { base / (1 + decay * Double(step)) }
}
