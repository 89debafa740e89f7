import Optimization
import RealModule
import Testing

@Suite("Claims: schedules by the libraries' own rules")
struct ScheduleLaws {
  private static let base = 0.2

  /// The largest distance of a schedule's first 200 rates from a rule, in units of the rate.
  private static func deviation(
    _ id: String, _ values: KeyValuePairs<String, Double>, _ rule: (Double) -> Double
  ) throws -> Double {
    let entry = try #require(ScheduleCatalog.entry(id))
    var settings = entry.defaults
    for (key, value) in values { try settings.set(key, to: value) }
    let schedule = entry.make(settings, 200)
    return (0..<200).reduce(0) { worst, step in
      max(worst, abs(schedule.rate(step, base: base) - rule(Double(step))) / base)
    }
  }

  /// optax's `cosine_decay_schedule(init_value, decay_steps, alpha)`.
  private static func optaxCosine(_ count: Double, _ initial: Double, _ steps: Double, _ alpha: Double)
    -> Double
  {
    let decay = 0.5 * (1 + Double.cos(Double.pi * min(count, steps) / steps))
    return initial * ((1 - alpha) * decay + alpha)
  }

  /// PyTorch's `ReduceLROnPlateau` in mode `min`, its threshold relative.
  private struct Plateau {
    var rate: Double
    let (factor, patience, threshold, cooldown, lowest): (Double, Int, Double, Int, Double)
    private var (best, bad, waiting) = (Double.infinity, 0, 0)

    init(_ rate: Double, _ settings: (Double, Int, Double, Int, Double)) {
      self.rate = rate
      (factor, patience, threshold, cooldown, lowest) = settings
    }

    mutating func step(_ loss: Double) {
      if loss < best * (1 - threshold) { (best, bad) = (loss, 0) } else { bad += 1 }
      if waiting > 0 { (waiting, bad) = (waiting - 1, 0) }
      guard bad > patience else { return }
      let lower = max(rate * factor, lowest)
      if rate - lower > 1e-8 { rate = lower }
      (waiting, bad) = (cooldown, 0)
    }
  }

  static let all = [
    Law("cosine", "optax 0.2.8 cosine_decay_schedule") {
      try deviation("cosine", ["total": 120, "min": 0.1 * base, "hold": 1]) {
        optaxCosine($0, base, 120, 0.1)
      }
    },
    Law("cosine", "keras 3.15 CosineDecay") {
      try deviation("cosine", ["total": 120, "min": 0.1 * base, "hold": 1]) { step in
        let completed = min(step, 120) / 120
        let decayed = (1 - 0.1) * (0.5 * (1 + Double.cos(Double.pi * completed))) + 0.1
        return base * decayed
      }
    },
    Law("warmup_cosine", "optax 0.2.8 warmup_cosine_decay_schedule") {
      let values: KeyValuePairs = [
        "warmup": 20, "total": 150, "start_factor": 0.25, "min": 0.05 * base, "hold": 1,
      ]
      return try deviation("warmup_cosine", values) { count in
        guard count < 20 else { return optaxCosine(count - 20, base, 150 - 20, 0.05) }
        return (0.25 * base - base) * (1 - count / 20) + base
      }
    },
    Law("warmup_stable_decay", "the formula, which no library here has") {
      let values: KeyValuePairs = [
        "warmup": 15, "total": 170, "decay": 40, "start_factor": 0.2, "min": 0.1 * base,
      ]
      // Straight lines between the ends of the phases.
      let ends = [(0.0, 0.2 * base), (15.0, base), (130, base), (170, 0.1 * base), (1000, 0.1 * base)]
      return try deviation("warmup_stable_decay", values) { step in
        let next = ends.firstIndex { $0.0 > step } ?? ends.count - 1
        let (from, to) = (ends[next - 1], ends[next])
        return from.1 + (to.1 - from.1) * (step - from.0) / (to.0 - from.0)
      }
    },
    Law("reduce_on_plateau", "torch 2.13 ReduceLROnPlateau, mode min") {
      let entry = try #require(ScheduleCatalog.entry("reduce_on_plateau"))
      var worst = 0.0
      for settings in [(0.5, 3, 1e-4, 0, 0.0), (0.3, 0, 0.02, 5, 0.001), (0.1, 10, 1e-4, 2, 0.0)] {
        var ours = entry.defaults
        for (key, value) in [
          ("factor", settings.0), ("patience", Double(settings.1)), ("threshold", settings.2),
          ("cooldown", Double(settings.3)), ("min", settings.4),
        ] { try ours.set(key, to: value) }
        var (schedule, theirs) = (entry.make(ours, 400), Plateau(base, settings))
        // Falls, rests, rises and falls again, to below zero.
        for step in 0..<400 {
          worst = max(worst, abs(schedule.rate(step, base: base) - theirs.rate) / base)
          let loss = 3 * Double.cos(Double(step) / 40) + Double.exp(-Double(step) / 25) - Double(step) / 300
          schedule.observe(loss)
          theirs.step(loss)
        }
        if theirs.rate == base { return .infinity }
      }
      return worst
    },
  ]

  @Test("A library's rule gives our rates", arguments: all)
  func holds(law: Law) throws {
    let deviation = try law.deviation()
    #expect(deviation <= 1e-12, "off by \(deviation)")
  }
}
