import RealModule

/// A staircase with chosen steps: the rate falls by a factor at each milestone.
///
///     αₜ = α γⁿ,   n the number of milestones ≤ t
///
/// PyTorch's `MultiStepLR` with its default γ = 0.1. Up to eight milestones, written `milestones=30,80`; one of 0
/// is unused.
struct MultiStepRate: Schedule {
  private static let most = 8

  static var card: ScheduleCard {
    ScheduleCard(
      id: "multi_step", name: "Multi-step", summary: "Falls by a factor at chosen steps.",
      formula: Formula("{αₜ} = {α}{gamma}^{n}, after {n} milestones"),
      settings: [.gamma(0.1, "0.1 is PyTorch's.")]
        + (1...most).map { i in
          Setting(
            "milestone\(i)", "t\("₀₁₂₃₄₅₆₇₈".dropFirst(i).prefix(1))", default: [30, 80][safe: i - 1] ?? 0,
            in: .from(0), slider: 0...1e3, .linear,
            "A step at which the rate falls; 0 is none. 30 and 80 are the example of PyTorch's documentation."
          )
        },
      source: "PyTorch, MultiStepLR.", checkedAgainst: ["torch 2.13 MultiStepLR"])
  }

  let gamma: Double
  let milestones: [Double]

  init(_ settings: SettingValues, steps: Int) {
    gamma = settings[declared: "gamma"]
    milestones = (1...Self.most).map { settings[declared: "milestone\($0)"] }.filter { $0 > 0 }
  }

  func rate(_ step: Int, base: Double) -> Double {
    base * Double.pow(gamma, passed(step))
  }

  func quantities(_ step: Int, base: Double) -> KeyValuePairs<String, Double> {
    ["n": Double(passed(step))]
  }

  /// The number of milestones that a step has reached.
  private func passed(_ step: Int) -> Int { milestones.count { $0 <= Double(step) } }
}

extension Array {
  fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
