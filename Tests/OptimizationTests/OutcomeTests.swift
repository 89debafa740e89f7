import Optimization
import Testing

@Suite("The outcome of a run that leaves a minimum again")
struct OutcomeTests {
  /// Along the bowl's first axis a step of rate 1 ends exactly at the minimum; its momentum carries it another nine
  /// tenths of the distance, to where the gradient is as long.
  private func passing(gradientTolerance: Double) throws -> Timeline {
    let bowl = try #require(try referenceSurface("bowl"))
    let limits = Limits(for: bowl.domain, gradientTolerance: gradientTolerance, stepTolerance: 1e9)
    let run = Run(
      try choice("heavy_ball", ["lr": 1, "momentum": 0.9]), on: bowl, from: Point(1, 0),
      RunConditions(limits: limits))
    var timeline = Timeline(run, budget: 10)
    timeline.extend(to: 10)
    return timeline
  }

  @Test(
    "The gradient may grow up to a thousand times the tolerance before the run counts as running again",
    arguments: [
      (1.5, true), (20.0, true), (300, true), (999, true), (1001, false), (3000, false), (1e9, false),
    ])
  func leavesAgain(ratio: Double, stays: Bool) throws {
    let timeline = try passing(gradientTolerance: 0.9 / ratio)
    #expect(timeline.convergedAt == 1)
    #expect(timeline.outcome(at: 0) == .running)
    #expect(timeline.outcome(at: 1) == .converged(at: 1))
    #expect(abs(timeline.track.gradientNorms[2] - 0.9) < 1e-15)
    #expect(timeline.outcome(at: 2) == (stays ? .converged(at: 1) : .running))
  }

  @Test("At the end of its budget a run that has left is no longer running")
  func spent() throws {
    let timeline = try passing(gradientTolerance: 1e-9)
    #expect(timeline.convergedAt == 1 && timeline.track.gradientNorms[10] > 1e-6)
    #expect(timeline.outcome(at: 10) == .budgetSpent)
  }
}
