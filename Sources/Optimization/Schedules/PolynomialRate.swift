import RealModule

/// Polynomial decay to zero.
///
///     αₜ = α (1 − min(t, T)/T)ᵖ
///
/// PyTorch's `PolynomialLR` with its default p = 1, a straight line; its T = 5 is the length of the run here.
struct PolynomialRate: Schedule {
  static var card: ScheduleCard {
    ScheduleCard(
      id: "polynomial", name: "Polynomial", summary: "Falls to zero along a power of the time left.",
      formula: Formula("{αₜ} = {α}(1 − min({t}, {total})/{total})^{power}"),
      settings: [
        .total("When zero is reached."),
        Setting(
          "power", "p", default: 1, in: .from(0), slider: 0.1...5, .linear,
          "The power. 1, a straight line, is PyTorch's."),
      ], source: "PyTorch, PolynomialLR.", checkedAgainst: ["torch 2.13 PolynomialLR"])
  }

  let total, power: Double

  init(_ settings: SettingValues, steps: Int) {
    total = settings.total(orRunOf: steps)
    power = settings["power"]
  }

  func rate(_ step: Int, base: Double) -> Double {
    base * Double.pow(max(0, 1 - Double(step) / total), power)
  }
}
