/// Reduce on plateau: the rate falls when the loss has not improved for a while.
///
///     αₜ₊₁ = max(αₘᵢₙ, q αₜ)   after more than `patience` losses in a row that are not below (1 − θ) times the best
///
/// It needs no plan, but it waits. The loss that it sees is the one where the update began, as in a training script that hands
/// on the loss of the same forward pass; `loss=after` is the one where the update has arrived, as in a script that
/// evaluates before `scheduler.step`. PyTorch's `ReduceLROnPlateau` with its defaults q = 0.1, patience 10, θ = 1e-4
/// (relative), no cooldown, αₘᵢₙ = 0; a change of at most ε = 1e-8 is not made.
struct ReduceOnPlateau: Schedule {
  static var card: ScheduleCard {
    ScheduleCard(
      id: "reduce_on_plateau", name: "Reduce on plateau",
      summary: "Falls by a factor whenever the loss has stopped improving.",
      formula: Formula(
        "?threshold_mode=rel: {l} = (1 − {threshold}){f_best}, {b} of {patience} losses in a row not below it",
        "?threshold_mode=abs: {l} = {f_best} − {threshold}, {b} of {patience} losses in a row not below it",
        "{αₜ} = max({min}, {α}{factor}^{n}) where {n} > 0, else {α}, after {n} falls"),
      settings: [
        Setting(
          "factor", "q", default: 0.1, in: .from(0, toBelow: 1), slider: 0.01...0.99, .linear,
          "The factor by which the rate falls. 0.1 is PyTorch's."),
        Setting(
          "patience", "patience", default: 10, in: .from(0), slider: 0...100, .linear,
          "How many losses without improvement are allowed. 10 is PyTorch's."),
        Setting(
          "threshold", "θ", default: 1e-4, in: .from(0), slider: 1e-6...1, .logarithmic,
          "How much better, relatively, a loss must be to count. 1e-4 is PyTorch's."),
        Setting(
          "cooldown", "cooldown", default: 0, in: .from(0), slider: 0...100, .linear,
          "How many losses are ignored after a reduction. 0 is PyTorch's."),
        .lowestRate,
        Setting(
          choice: "threshold_mode", "mode of θ", of: ["rel", "abs"],
          "Whether θ is a share of the best loss or an amount. A share is PyTorch's."),
        Setting(
          "least_change", "ε", default: 1e-8, in: .from(0), slider: 1e-12...1e-3, .logarithmic,
          "Changes of the rate that are not larger are skipped. 1e-8 is PyTorch's."),
        Setting(
          choice: "loss", "loss", of: ["before", "after"],
          "Which loss it sees: the one before the update, where the gradient was taken, or the one after it."),
      ], source: "PyTorch, ReduceLROnPlateau.", checkedAgainst: ["torch 2.13 ReduceLROnPlateau, mode min"])
  }

  let factor, threshold, lowest, leastChange: Double
  let isAbsolute: Bool
  let seesLossAfterStep: Bool
  let patience, cooldown: Int
  private var best = Double.infinity
  private var bad = 0
  private var waiting = 0
  private var falls = 0

  init(_ settings: SettingValues, steps: Int) {
    factor = settings[declared: "factor"]
    threshold = settings[declared: "threshold"]
    lowest = settings[declared: "min"]
    leastChange = settings[declared: "least_change"]
    isAbsolute = settings.word(declared: "threshold_mode") == "abs"
    seesLossAfterStep = settings.word(declared: "loss") == "after"
    patience = Int(min(1e9, settings[declared: "patience"].rounded()))
    cooldown = Int(min(1e9, settings[declared: "cooldown"].rounded()))
  }

  var watchesLoss: Bool { true }

  /// What a loss must be below to count as an improvement.
  private var limit: Double { isAbsolute ? best - threshold : best * (1 - threshold) }

  mutating func observe(_ loss: Double) {
    // PyTorch's own comparison, even for negative losses, where it accepts too much as an improvement.
    if loss < limit {
      best = loss
      bad = 0
    } else {
      bad += 1
    }
    if waiting > 0 {
      waiting -= 1
      bad = 0
    }
    if bad > patience {
      falls += 1
      waiting = cooldown
      bad = 0
    }
  }

  func rate(_ step: Int, base: Double) -> Double { fallen(base).rate }

  func quantities(_ step: Int, base: Double) -> KeyValuePairs<String, Double> {
    ["f_best": best, "l": limit, "b": Double(bad), "n": fallen(base).times]
  }

  /// The reduced rate, and how often it was reduced: not if it would change by at most ε.
  private func fallen(_ base: Double) -> (rate: Double, times: Double) {
    var (rate, times) = (base, 0.0)
    for _ in 0..<falls {
      let next = max(rate * factor, lowest)
      guard rate - next > leastChange else { break }
      rate = next
      times += 1
    }
    return (rate, times)
  }
}
