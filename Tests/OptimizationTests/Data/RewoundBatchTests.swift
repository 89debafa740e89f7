import Optimization
import Optimizers
import Testing

/// Going back and forward again sees the batches of the first pass.
struct RewoundBatchTests {
  private static let x = (0..<50).map { Double($0) / 10 - 2.5 }
  private static let data = DataSet(
    name: "d", xName: "x", yName: "y", x: x, y: x.map { 1.5 * $0 - 0.2 * ($0 * 5).rounded() })

  @Test(arguments: [Batches.Order.shuffled, .withReplacement])
  func theSameBatchesAgain(order: Batches.Order) throws {
    let regression = Regression(
      data: Self.data, model: .linear, batches: Batches(of: 50, size: 7, order: order))
    let entry = try #require(OptimizerCatalog.standard.entry("adam"))
    let conditions = RunConditions(limits: Limits(for: regression.domain), steps: 400, seed: 11)
    let run = Run(OptimizerChoice(entry), on: regression, from: Point(-1, 2), conditions)
    var timeline = Timeline(run, budget: 400)
    timeline.extend(to: 400)
    #expect(timeline.track.batchLosses.count == timeline.track.count)
    // Before and after the checkpoint at 256, and at it.
    for step in [0, 1, 100, 255, 256, 257, 390] {
      var again = timeline.run(at: step)
      let point = timeline.track.points[step]
      #expect(again.position == point.position && again.loss == point.loss)
      let batch = regression.batch(ofStep: step, seed: 11)
      #expect(again.batch.value(at: point.position) == batch.value(at: point.position))
      #expect(timeline.track.batchLosses[step] == batch.value(at: point.position))
      #expect(
        timeline.explanation(from: step)?["g"] == .vector(batch.valueAndGradient(at: point.position).gradient)
      )
      guard step < 400 else { continue }
      var track = Track()
      again.advance(5, into: &track)
      #expect(track.points == Array(timeline.track.points[step + 1...step + 5]))
    }
    let other = Run(
      OptimizerChoice(entry), on: regression, from: Point(-1, 2),
      RunConditions(limits: Limits(for: regression.domain), steps: 400, seed: 12))
    #expect(
      other.batch.value(at: Point(-1, 2)) != run.batch.value(at: Point(-1, 2)), "another seed, another batch")
  }
}
