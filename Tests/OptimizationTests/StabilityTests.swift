import Optimization
import Testing

/// The bounds on rate times curvature are where runs on a quadratic really begin to swing and to fly off.
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
    for entry in OptimizerCatalog.all {
      for variant in try OptimizerLawTests.variants(of: entry) {
        guard let bounds = entry.stability(variant) else { continue }
        // Weight decay adds to the curvature, which is the caller's to add.
        if let decay = variant.index(of: "weight_decay"), variant.values[decay] != 0 { continue }
        #expect(try growth(entry, variant, bounds.divergesAbove * 0.98) < 0.5, "\(entry.card.id)")
        #expect(try growth(entry, variant, bounds.divergesAbove * 1.02) > 2, "\(entry.card.id)")
        #expect(bounds.oscillatesAbove < bounds.divergesAbove)
        checked += 1
      }
    }
    #expect(checked >= 10)
  }
}
