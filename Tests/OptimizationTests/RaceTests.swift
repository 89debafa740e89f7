import Optimization
import Optimizers
import Testing

@Suite("Races")
struct RaceTests {
  private func surface(_ id: String) throws -> any Objective {
    let entry = try #require(SurfaceCatalog.entry(id))
    return entry.surface(entry.defaults)
  }

  private func entrant(_ id: String, _ values: [String: Double] = [:]) throws -> OptimizerChoice {
    let entry = try #require(OptimizerCatalog.standard.entry(id))
    var settings = entry.defaults
    for (key, value) in values.sorted(by: { $0.key < $1.key }) { try settings.set(key, to: value) }
    return OptimizerChoice(entry, settings)
  }

  private func timeline(
    _ optimizer: String, _ values: [String: Double] = [:], on id: String, from start: Point<Double>? = nil,
    steps: Int
  ) throws -> Timeline {
    let surface = try surface(id)
    let entrant = try entrant(optimizer, values)
    var timeline = Timeline(
      Run(
        entrant.entry, entrant.settings, on: surface, from: start ?? surface.start,
        limits: Limits(for: surface.domain)),
      budget: steps)
    timeline.extend(to: steps)
    return timeline
  }

  @Test("The performance comparison passes the points of the well-known animation")
  func performanceComparison() throws {
    let expected: [(String, [String: Double], [(Double, Double)])] = [
      ("gd", ["lr": 0.001], [(0.950, 1.484), (0.838, 1.062), (0.946, 0.596), (1.697, 0.098)]),
      (
        "heavy_ball", ["lr": 0.001, "momentum": 0.95],
        [(0.950, 1.484), (0.409, -0.531), (0.130, -1.689), (3.273, 0.560)]
      ),
      (
        "nesterov", ["lr": 0.001, "momentum": 0.95],
        [(0.903, 1.373), (0.572, -0.364), (0.812, -0.862), (3.093, 0.522)]
      ),
      ("adagrad", ["lr": 1], [(0, 0.6), (1.254, 0.279), (2.273, 0.233), (2.818, 0.450)]),
    ]
    for (id, values, points) in expected {
      let positions = try timeline(id, values, on: "beale", from: Point(1, 1.6), steps: 198).track.positions
      for (step, point) in zip([1, 10, 40, 197], points) {
        #expect(abs(positions[step].x - point.0) < 0.00051, "\(id) at \(step)")
        #expect(abs(positions[step].y - point.1) < 0.00051, "\(id) at \(step)")
      }
    }
  }

  @Test(
    "Convergence is the first step where a Newton step promises 1e-12 of the fall so far, and the step was as small"
  )
  func convergence() throws {
    let timeline = try timeline("gd", ["lr": 0.04], on: "bowl", steps: 2000)
    let at = try #require(timeline.convergedAt)
    let track = timeline.track
    // The bowl is ½(x² + 20 y²): the whole height is what a Newton step promises.
    func promise(_ step: Int) -> Double { track.losses[step] / (track.losses[0] - track.losses[step]) }
    func size(_ step: Int) -> Double {
      let s = track.positions[step] - track.positions[step - 1]
      return (s.x * s.x + 20 * s.y * s.y) / 2 / (track.losses[0] - track.losses[step])
    }
    #expect(max(promise(at), size(at)) <= 1e-12)
    #expect(max(promise(at - 1), size(at - 1)) > 1e-12)
    #expect(timeline.outcome(at: at - 1) == .running)
    #expect(timeline.outcome(at: at) == .converged(at: at))
    #expect(timeline.last == 2000, "a run goes on past convergence")
    #expect(timeline.evaluations == 2000)
  }

  @Test("Divergence is the first step beyond the bound, and the run continues while it is a number")
  func divergence() throws {
    let timeline = try timeline("gd", ["lr": 0.2], on: "bowl", steps: 5000)
    let at = try #require(timeline.divergedAt)
    let bound = Limits(for: try surface("bowl").domain).bound
    #expect(!bound.y.contains(timeline.track.positions[at].y))
    #expect(bound.y.contains(timeline.track.positions[at - 1].y))
    #expect(timeline.outcome(at: at) == .diverged(at: at))
    #expect(timeline.convergedAt == nil)
    // |1 − 0.2·20| = 3: overflow after about 308/log10(3) steps, long before the budget.
    #expect(timeline.last > at && timeline.last < 700)
    #expect(timeline.isComplete)
    let positions = timeline.track.positions
    #expect(positions.dropLast().allSatisfy { $0.isFinite })
    #expect(!positions[timeline.last].isFinite)
  }

  @Test("A start that is not a number is reported at step 0 and never stepped")
  func badStart() throws {
    let timeline = try timeline("adam", on: "bowl", from: Point(.nan, 0), steps: 10)
    #expect(timeline.last == 0)
    #expect(timeline.divergedAt == 0)
  }

  @Test("A saddle point is not called converged; the fall from it is called diverged")
  func saddle() throws {
    let balanced = try timeline("gd", ["lr": 0.1], on: "saddle", from: Point(1, 0), steps: 400)
    #expect(balanced.track.gradientNorms[400] < 1e-6)
    #expect(balanced.convergedAt == nil)
    guard case .stopped(let at) = balanced.outcome(at: 400) else {
      Issue.record("\(balanced.outcome(at: 400))")
      return
    }
    #expect(balanced.outcome(at: at - 1) == .running && abs(balanced.track.positions[at].x) < 1e-5)
    let falling = try timeline("gd", ["lr": 0.1], on: "saddle", from: Point(1, 1e-3), steps: 400)
    #expect(falling.divergedAt != nil)
  }

  @Test("Replacing one entrant leaves the others' histories alone")
  func replacing() throws {
    let beale = try surface("beale")
    var race = Race(
      [try entrant("gd", ["lr": 0.001]), try entrant("adam")], on: beale, from: beale.start, budget: 500,
      limits: Limits(for: beale.domain))
    race.extend(to: 100)
    #expect(race.computed == 100)
    let before = race.timelines[0].track
    race.replace(1, with: try entrant("adam", ["lr": 0.05]), computedTo: 100)
    #expect(race.timelines[0].track == before)
    #expect(race.timelines[1].track.count == 101)
    #expect(race.timelines[1].choice.settings["lr"] == 0.05)
    race.extend(to: 10_000)
    #expect(race.computed == 500)
    #expect(race.timelines.allSatisfy { $0.last == 500 })
  }

  /// A surface that claims to read many examples, so that every third step has a checkpoint.
  private struct Slow: Surface {
    static let card = SurfaceCard(
      id: "slow", name: "Slow", summary: "Booth's, said to be slow.", source: "A test's.")
    private let booth: Booth
    init(_ settings: SettingValues) { booth = Booth(settings) }
    func height<S: Scalar>(_ x: S, _ y: S) -> S { booth.height(x, y) }
    var formula: String { booth.formula }
    var domain: Domain { booth.domain }
    var start: Point<Double> { booth.start }
    var minima: [Minimum] { booth.minima }
    var spacing: LevelSpacing { booth.spacing }
    var examplesRead: Int { 300_000 }
  }

  @Test("Any moment is restored, and any step explained, wherever the checkpoints are")
  func restoring() throws {
    let quick = try surface("booth")
    let slow = Slow(try #require(SurfaceCatalog.entry("booth")).defaults)
    for objective in [quick, slow] as [any Objective] {
      let conditions = RunConditions(limits: Limits(for: objective.domain))
      var timeline = Timeline(
        Run(try entrant("adam"), on: objective, from: objective.start, conditions), budget: 600)
      timeline.extend(to: 100)
      timeline.extend(to: 600)
      let all = timeline.explanations(count: 1000)
      #expect(all.count == 600)
      for step in [0, 1, 2, 3, 255, 256, 257, 598, 600] {
        #expect(timeline.run(at: step).position == timeline.track.points[step].position)
        let some = timeline.explanations(from: step, count: 5)
        #expect(some.map(\.entries) == all.dropFirst(step).prefix(5).map(\.entries))
      }
      #expect(timeline.explanations(from: 601, count: 5).isEmpty)
    }
  }

  @Test("Lengths neither overflow nor underflow on the way")
  func lengths() {
    #expect(Point(3.0, 4).length == 5)
    #expect(abs(Point(3e200, 4e200).length / 5e200 - 1) < 1e-15)
    #expect(abs(Point(3e-200, 4e-200).length / 5e-200 - 1) < 1e-15)
    #expect(Point(0.0, 0).length == 0)
    #expect(Point(Double.infinity, 1).length == .infinity)
    #expect(Point(Double.nan, 1).length.isNaN)
  }
}
