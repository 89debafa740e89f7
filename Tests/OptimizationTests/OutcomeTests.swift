import Optimization
import Testing

@Suite("The outcome of a run that leaves a minimum again")
struct OutcomeTests {
  /// Ends at the minimum of a bowl of curvature 1 with its first step, rests there for one, and then jumps away.
  private struct Jumper: Optimizer {
    static var card: OptimizerCard { OptimizerCard(id: "jumper", name: "Jumper") }
    var lr: Double

    init(_ settings: Settings<Double>) {
      lr = settings.number(.learningRate(1, "How far it jumps."))
    }

    struct State: Sendable { var steps = 0 }
    func start(at position: Point<Double>) -> State { State() }

    func step<O: Oracle<Point<Double>>, T: Trace<Point<Double>>>(
      _ position: inout Point<Double>, _ state: inout State, _ oracle: inout O, _ trace: inout T
    ) {
      let g = oracle.gradient(at: position)
      state.steps += 1
      position = state.steps == 3 ? position + Point(lr, 0) : state.steps < 3 ? position - g : position
    }
  }

  /// A jump after which the gradient is so many times as long as the tolerance allows: 1e-6 for a fall from 1.
  private func jumping(_ ratio: Double) throws -> Timeline {
    let bowl = try #require(try referenceSurface("bowl"))
    let run = Run(
      try OptimizerChoice(Jumper.self, ["lr": 1e-6 * ratio]), on: bowl, from: Point(1, 0),
      RunConditions(limits: Limits(for: bowl.domain)))
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
    let timeline = try jumping(ratio)
    #expect(timeline.convergedAt == 2, "the first step is too long to have arrived")
    #expect(timeline.outcome(at: 1) == .running)
    #expect(timeline.outcome(at: 2) == .converged(at: 2))
    #expect(abs(timeline.track.gradientNorms[3] / (1e-6 * ratio) - 1) < 1e-12)
    #expect(timeline.outcome(at: 3) == (stays ? .converged(at: 2) : .running))
  }

  @Test("At the end of its budget a run that has left is no longer running")
  func spent() throws {
    let timeline = try jumping(1e6)
    #expect(timeline.convergedAt == 2 && timeline.track.gradientNorms[10] > 1e-6)
    #expect(timeline.outcome(at: 10) == .budgetSpent)
  }
}
