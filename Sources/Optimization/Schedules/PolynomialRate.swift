import RealModule

/// Polynomial decay to zero, or to a lowest rate.
///
///     αₜ = αₘᵢₙ + (α − αₘᵢₙ)(1 − min(t, T)/T)ᵖ
///
/// PyTorch's `PolynomialLR` with its default p = 1, a straight line; its T = 5 is the length of the run here. αₘᵢₙ is
/// optax's and Keras's, PyTorch ends at 0.
struct PolynomialRate: Schedule {
  static var card: ScheduleCard {
    ScheduleCard(
      id: "polynomial", name: "Polynomial", summary: "Falls along a power of the time left.",
      formula: Formula("{αₜ} = {min} + ({α} − {min})(1 − min({t}, {total})/{total})^{power}"),
      settings: [
        .total("When the lowest rate is reached."),
        Setting(
          "power", "p", default: 1, in: .from(0), slider: 0.1...5, .linear,
          "The power. 1, a straight line, is PyTorch's."),
        .lowestRate,
      ], source: "PyTorch, PolynomialLR.", checkedAgainst: ["torch 2.13 PolynomialLR"])
  }

  let total, power, lowest: Double

  init(_ settings: SettingValues, steps: Int) {
    total = settings.total(orRunOf: steps)
    power = settings[declared: "power"]
    lowest = settings[declared: "min"]
  }

  func rate(_ step: Int, base: Double) -> Double {
    lowest + (base - lowest) * Double.pow(max(0, 1 - Double(step) / total), power)
  }
}
