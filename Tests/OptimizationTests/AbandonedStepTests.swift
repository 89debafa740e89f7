import Optimization
import Optimizers
import Synchronization
import Testing

@Suite("Steps that may take long")
struct AbandonedStepTests {
  /// A bowl that counts what is asked of it.
  private struct Counted: Objective {
    final class Count: Sendable { let asked = Atomic(0) }
    let count = Count()
    var domain: Domain { Domain(x: -5...5, y: -5...5) }
    var start: Point<Double> { Point(-4, 1) }
    func valueAndGradient(at point: Point<Double>) -> (value: Double, gradient: Point<Double>) {
      count.asked.wrappingAdd(1, ordering: .relaxed)
      return (0.5 * point.x * point.x + 5 * point.y * point.y, Point(point.x, 10 * point.y))
    }
    func hessian(at point: Point<Double>) -> Hessian { Hessian(xx: 1, xy: 0, yy: 10) }
  }

  private func race(on objective: any Objective) throws -> Race {
    let long = try OptimizerChoice(
      LBFGS.self,
      ["lr": 1e-6, "max_iter": 10_000, "max_eval": 10_000, "line_search": 1, "tolerance_change": 0])
    return Race(
      [long, OptimizerChoice(Adam.self), OptimizerChoice(NelderMead.self)], on: objective,
      from: objective.start, budget: 40, limits: Limits(for: objective.domain))
  }

  @Test("In a cancelled task a step of ten thousand evaluations asks for none")
  func cancelled() async throws {
    let objective = Counted()
    let whole = try race(on: objective)
    #expect(whole.longestStep > 10_000)
    let race = whole.abandonable
    var made = race
    made.extend(to: 1)
    #expect(made.timelines[0].evaluations > 9_000)
    let before = objective.count.asked.load(ordering: .relaxed)
    await Task {
      withUnsafeCurrentTask { $0?.cancel() }
      var race = race
      race.extend(to: 40)
      _ = race.timelines[0].explanation(from: 0)
    }.value
    #expect(objective.count.asked.load(ordering: .relaxed) == before)
  }

  @Test("A race that can be abandoned has the same numbers, in a task or not", arguments: [0, 7])
  func numbers(batchSize: Int) async throws {
    let data = DataSet(
      name: "d", xName: "x", yName: "y", x: (0..<50).map { Double($0) / 10 },
      y: (0..<50).map { Double($0 % 3) })
    let objective = Regression(
      data: data, model: .linear, loss: .mae, batches: Batches(of: data.count, size: batchSize))
    var plain = try race(on: objective)
    let other = plain.abandonable
    #expect(other.isAbandonable && !plain.isAbandonable)
    plain.extend(to: 40)
    let inTask = await Task {
      var race = other
      race.extend(to: 15)
      race.extend(to: 40)
      return race
    }.value
    for (a, b) in zip(plain.timelines, inTask.timelines) { #expect(a.track == b.track) }
  }

  @Test(
    "No step asks for more evaluations than its method states",
    arguments: OptimizerCatalog.standard.entries.map(\.card.id))
  func stated(id: String) throws {
    let entry = try #require(OptimizerCatalog.standard.entry(id))
    let choices = try OptimizerLawTests.variants(of: entry).map { OptimizerChoice(entry, $0) }
    // Smooth ones, ones with kinks, and flat ones.
    for surface in stride(from: 0, to: SurfaceCatalog.all.count, by: 6).map({ SurfaceCatalog.all[$0] })
      .map({ $0.surface($0.defaults) })
    {
      for choice in choices {
        var track = Track()
        var run = Run(
          choice, on: surface, from: surface.start, RunConditions(limits: Limits(for: surface.domain)))
        run.record(into: &track)
        run.advance(40, into: &track)
        let evaluations = track.points.map(\.evaluations)
        let most = zip(evaluations.dropFirst(), evaluations).map { $0 - $1 }.max() ?? 0
        #expect(most <= entry.mostEvaluations(choice.settings), "\(surface.formula)")
      }
    }
  }
}
