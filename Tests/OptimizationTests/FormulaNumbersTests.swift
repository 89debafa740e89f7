import Optimization
import Optimizers
import Testing

/// The update rules with numbers: the shown numbers are the computed ones.
@Suite("Formulas with numbers")
struct FormulaNumbersTests {
  /// Lines that do not hold for the first step, since there is nothing to average yet.
  private static let startsDifferently: Set<String> = [
    "heavy_ball", "pid", "momo", "novograd", "acprop", "adopt",
  ]

  private func timeline(_ entry: OptimizerEntry, _ settings: SettingValues, steps: Int) throws -> Timeline {
    let rosenbrock = try #require(SurfaceCatalog.entry("rosenbrock"))
    let surface = rosenbrock.surface(rosenbrock.defaults)
    var timeline = Timeline(
      Run(entry, settings, on: surface, from: surface.start, limits: Limits(for: surface.domain)),
      budget: steps)
    timeline.extend(to: steps)
    return timeline
  }

  /// Whether a search follows the slope m along the direction: L-BFGS rests above −1e-9, as PyTorch does.
  ///
  /// Near a minimum a search may also end at the limits of rounding, without reaching its goal.
  private func descends(_ recorder: Recorder) -> Bool {
    guard case .scalar(let slope)? = recorder["m"] else { return true }
    return slope < -1e-9
  }

  @Test(
    "Every line has one width at every step, and no symbol is left in it",
    arguments: OptimizerCatalog.standard.entries.map(\.card.id))
  func widths(id: String) throws {
    let entry = try #require(OptimizerCatalog.standard.entry(id))
    for settings in try OptimizerLawTests.variants(of: entry) {
      let timeline = try timeline(entry, settings, steps: 300)
      let law = FormulaLaw(id: id, lines: entry.card.formula.lines(with: settings), settings: settings)
      law.checkWidths(stride(from: 0, through: timeline.last, by: 7).compactMap(timeline.explanation(from:)))
    }
  }

  @Test(
    "Each line's numbers give its left side",
    arguments: OptimizerCatalog.standard.entries.map(\.card.id))
  func values(id: String) throws {
    let entry = try #require(OptimizerCatalog.standard.entry(id))
    // MADGRAD's weights are rounded to single precision, as the library's are.
    let tolerance = id == "madgrad" ? 1e-5 : 1e-9
    var checked = 0
    for settings in try OptimizerLawTests.variants(of: entry) {
      let timeline = try timeline(entry, settings, steps: 120)
      let law = FormulaLaw(id: id, lines: entry.card.formula.lines(with: settings), settings: settings)
      for step in [0, 1, 2, 3, 9, 10, 30, 31, 100] where step < timeline.last {
        if step == 0 && Self.startsDifferently.contains(id) { continue }
        guard let recorder = timeline.explanation(from: step) else { continue }
        let finds = timeline.track.gradientNorms[step] > 1e-4 && descends(recorder)
        checked += try law.checkValues(recorder, at: step, within: tolerance, searchSucceeds: finds)
      }
    }
    #expect(checked > 10)
  }

  @Test("The evaluation detects a wrong formula")
  func wrongFormulas() throws {
    for (line, isRight) in [
      ("−1.2 ← 0.9·−2.0 + (1 − 0.9)·6.0", true), ("−1.2 ← 0.9·−2.0 − (1 − 0.9)·6.0", false),
      ("3.0 ← √(4.0 + 5.0)", true), ("5.0 ← |(3.0, −4.0)|", true), ("25.0 ← |(3.0, −4.0)|²", true),
      ("11.0 ← (1.0, 2.0)·(3.0, 4.0)", true), ("2.0 ← 8.0^(−(−0.5))", false), ("0.25 ← (−0.5)²", true),
      ("1.0 ← 3.0/max(√9.0, 1e-08), within ±0.5", false), ("0.5 ← 3.0/max(√9.0, 1e-08), within ±0.5", true),
      ("(3.0, 6.0) ← 3.0·(1.0, 2.0)ᵀ", true), ("(3.0, 6.1) ← 3.0·(1.0, 2.0)ᵀ", false),
      ("−11.0 ← −(1.0, 2.0)·(3.0, 4.0), 2.0 of 7 pairs", true), ("1.0 = 2.0·cos(π·1.0/3)", true),
      ("0.25 = 2·0.5^⌊7.0/2⌋", true), ("0.25 = 2·0.5^⌊8.0/2⌋", false),
      ("2.0 ← 1 where 3.0 < 2.0, 2 where 1.0 ≤ 1.0 < 2.0, else 3", true),
      ("3.0 ← 1 where 3.0 < 2.0, 2 where 1.0 ≤ 1.0 < 1.0, else 3", true),
      ("3.0 ← 1 where 3.0 < 2.0, 2 where 1.0 = 1.0, else 3", false), ("1.0 ← min(3.0, 2.0, 1.0)", true),
    ] {
      #expect(try FormulaEvaluator.sides(of: line).agree(within: 1e-12) == isRight, "\(line)")
    }
    #expect(try FormulaEvaluator.sides(of: "1.0 ← 1.0, where 1.0 ≤ 2.0 ≤ 1.5").fact == false)
    #expect(try FormulaEvaluator.sides(of: "1.0 ← 1.0, sought |−2.0| ≤ 0.9·|3.0|").aim == true)
    #expect(try FormulaEvaluator.sides(of: "1.0 ← 1.0, sought 3.0 ≤ 0.9·|3.0|").aim == false)
  }

  @Test("The article's four methods are written as the article writes them")
  func articleNotation() throws {
    let expected = [
      "gd": ["W ← W − αdW"], "momentum": ["V_dW ← βV_dW + (1 − β)dW", "W ← W − αV_dW"],
      "rmsprop": ["S_dW ← βS_dW + (1 − β)dW²", "W ← W − αdW/(√S_dW + ε)"],
      "adam": [
        "V_dW ← β₁V_dW + (1 − β₁)dW", "S_dW ← β₂S_dW + (1 − β₂)dW²", "V_dW^corr ← V_dW/(1 − β₁ᵗ)",
        "S_dW^corr ← S_dW/(1 − β₂ᵗ)", "W ← W − αV_dW^corr/(√S_dW^corr + ε)",
      ],
    ]
    for (id, lines) in expected {
      let entry = try #require(OptimizerCatalog.standard.entry(id))
      #expect(entry.card.formula.text(with: entry.defaults) == lines)
    }
  }

  @Test("The step from a point leads to the next, and a missing point has none")
  func explanations() throws {
    let adam = try #require(OptimizerCatalog.standard.entry("adam"))
    let run = try timeline(adam, adam.defaults, steps: 600)
    for step in [0, 1, 255, 256, 400, 599] {
      #expect(run.explanation(from: step)?.entries == run.explanation(of: step + 1)?.entries)
      #expect(run.explanation(from: step)?["t"] == .scalar(Double(step + 1)))
    }
    #expect(run.explanation(from: 600)?["W_old"] == .vector(run.track.points[600].position))
    let first = run.explanations(count: 20)
    #expect(first.map(\.entries) == (1...20).compactMap { run.explanation(of: $0)?.entries })
    let gd = try #require(OptimizerCatalog.standard.entry("gd"))
    let lost = try timeline(gd, try gd.defaults.setting("lr", to: 30), steps: 200)
    #expect(lost.last < 200 && lost.explanation(from: 200) == nil)
  }

  @Test("An effective rate is the rate times what the rule divides by")
  func effectiveRates() throws {
    var found: [String] = []
    for entry in OptimizerCatalog.standard.entries {
      for settings in try OptimizerLawTests.variants(of: entry) {
        let timeline = try timeline(entry, settings, steps: 40)
        for step in [0, 5, 39] {
          guard let recorder = timeline.explanation(from: step), case .vector(let rate)? = recorder["α_eff"],
            case .vector(let new)? = recorder["W"], case .vector(let old)? = recorder["W_old"]
          else { continue }
          if !found.contains(entry.card.id) { found.append(entry.card.id) }
          let decay = settings.index(of: "weight_decay").map { settings.values[$0] } ?? 0
          let momentum = settings.index(of: "momentum").map { settings.values[$0] } ?? 0
          let direction = ["V̂", "Ṽ", "g"].lazy.compactMap { recorder[$0] }.first
          guard decay == 0, momentum == 0, case .vector(let d)? = direction else { continue }
          #expect(abs(new.x - (old.x - rate.x * d.x)) <= 1e-12 * max(1, abs(old.x)), "\(entry.card.id)")
          #expect(abs(new.y - (old.y - rate.y * d.y)) <= 1e-12 * max(1, abs(old.y)), "\(entry.card.id)")
        }
      }
    }
    #expect(Set(["adam", "rmsprop", "adagrad", "adamw", "adamax", "nadam"]).isSubset(of: found))
  }
}
