import Optimization
import Optimizers
import Testing

/// The bounds on rate times curvature are where runs on a quadratic really begin to oscillate and to diverge.
struct StabilityTests {
  /// The largest distance from the valley's floor late in a run, over that at its start.
  private func growth(_ entry: OptimizerEntry, _ settings: SettingValues, _ product: Double) throws -> Double
  {
    let bowl = try #require(SurfaceCatalog.entry("bowl"))
    let surface = bowl.surface(try bowl.defaults.setting("k", to: 1))
    let run = Run(
      entry, try settings.setting("lr", to: product), on: surface, from: Point(0, 1),
      limits: Limits(for: surface.domain))
    var timeline = Timeline(run, budget: 4000)
    timeline.extend(to: 4000)
    return timeline.track.points.suffix(200).map { abs($0.position.y) }.max() ?? .nan
  }

  @Test func boundsAreSharp() throws {
    var checked = 0
    for entry in OptimizerCatalog.standard.entries {
      for variant in try OptimizerLawTests.variants(of: entry) {
        guard let bounds = entry.stability(variant) else { continue }
        // Weight decay adds to the curvature, which the caller has to add.
        if let decay = variant.index(of: "weight_decay"), variant.values[decay] != 0 { continue }
        #expect(try growth(entry, variant, bounds.divergesAbove * 0.98) < 0.5, "\(entry.card.id)")
        #expect(try growth(entry, variant, bounds.divergesAbove * 1.02) > 2, "\(entry.card.id)")
        #expect(bounds.oscillatesAbove < bounds.divergesAbove)
        checked += 1
      }
    }
    #expect(checked >= 10)
  }

  @Test func verdicts() {
    let bounds = Stability(oscillatesAbove: 1, divergesAbove: 2)
    for (rate, smallest, largest, verdict) in [
      (0.1, 1.0, 5.0, Stability.Verdict.stable), (0.1, 1, 10, .stable), (0.1, 1, 15, .oscillating),
      (0.1, 1, 21, .diverging), (0.1, -1, 21, .diverging), (0.1, -1, 15, .saddle), (0.1, -3, -1, .hilltop),
      (0, 1, 1e9, .stable),
    ] {
      #expect(bounds.verdict(rate: rate, smallest: smallest, largest: largest) == verdict)
    }
    #expect(bounds.verdict(rate: 0.1, smallest: .nan, largest: 1) == nil)
    #expect(bounds.verdict(rate: 0.1, smallest: 1, largest: .infinity) == nil)
  }
}
