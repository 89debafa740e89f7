/// A constant rate, reduced by a factor for the first steps.
///
///     αₜ = α q  for t < T,  then α
///
/// PyTorch's `ConstantLR`, whose defaults are q = 1/3 and T = 5; here q = 1, so that plain `constant` changes nothing.
struct ConstantRate: Schedule {
  static var card: ScheduleCard {
    ScheduleCard(
      id: "constant", name: "Constant", summary: "The rate as it is, or a share of it for the first steps.",
      formula: Formula("{αₜ} = {factor}{α} where {t} < {total}, else {α}"),
      settings: [
        Setting(
          "factor", "q", default: 1, in: .from(0), slider: 0.01...1, .logarithmic,
          "The share of the rate that is taken at first. 1 changes nothing; PyTorch has 1/3."),
        .total("For how many steps."),
      ], source: "PyTorch, ConstantLR.", checkedAgainst: ["torch 2.13 ConstantLR"])
  }

  let factor, total: Double

  init(_ settings: SettingValues, steps: Int) {
    factor = settings[declared: "factor"]
    total = settings.total(orRunOf: steps)
  }

  func rate(_ step: Int, base: Double) -> Double { Double(step) < total ? base * factor : base }
}
