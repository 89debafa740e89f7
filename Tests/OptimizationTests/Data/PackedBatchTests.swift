import Optimization
import Optimizers
import Testing

/// Runs side by side see the same batches as each run alone.
struct PackedBatchTests {
  @Test(arguments: ["gd", "adam", "lbfgs"])
  func lanesSeeTheSameBatches(id: String) throws {
    let x = (0..<40).map { Double($0) / 10 - 2 }
    let data = DataSet(
      name: "d", xName: "x", yName: "y", x: x, y: x.map { 2 * $0 + 0.1 * ($0 * 7).rounded() })
    let regression = Regression(data: data, model: .linear, batches: Batches(of: 40, size: 6))
    let entry = try #require(OptimizerCatalog.standard.entry(id))
    let choice = OptimizerChoice(entry, try entry.defaults.setting("lr", to: 0.05))
    let conditions = RunConditions(limits: Limits(for: regression.domain), steps: 30, seed: 5)
    let starts = (0..<8).map { (i: Int) -> Point<Double> in
      let i = Double(i)
      return Point(i - 3, 1.5 - i / 2)
    }
    var pack = RunPack(
      Array(repeating: choice, count: 8), on: regression,
      from: starts, conditions)
    pack.advance(30)
    for lane in 0..<8 {
      var run = Run(choice, on: regression, from: starts[lane], conditions)
      var track = Track()
      run.advance(30, into: &track)
      #expect(track.batchLosses.count == 30)
      #expect(run.position == pack.positions[lane])
    }
  }
}
