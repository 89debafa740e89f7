import Optimization
import Optimizers
import SeededNumbers
import Testing

@Suite("What is noted of many runs")
struct WatchTests {
  /// What a plain reading of the definitions gives for a run that is recorded.
  private func expected(
    _ choice: OptimizerChoice, on objective: any Objective, from start: Point<Double>, _ limits: Limits,
    _ watch: RunWatch, steps: Int
  ) -> WatchedRun {
    var run = Run(choice, on: objective, from: start, RunConditions(limits: limits))
    var track = Track()
    run.record(into: &track)
    run.advance(steps, into: &track)
    let points = track.points
    let moved = points.indices.dropFirst().last { index in
      let (now, before) = (points[index].position, points[index - 1].position)
      return !(abs(now.x - before.x) + abs(now.y - before.y) <= watch.stillness)
    }
    return WatchedRun(
      position: run.position, divergedAt: run.divergedAt,
      // A run whose position is lost never comes to rest.
      movedUntil: run.isStuck ? steps : moved ?? 0,
      reachedAt: watch.target.flatMap { target in points.firstIndex { $0.loss <= target } })
  }

  private func isSame(_ a: WatchedRun, _ b: WatchedRun) -> Bool {
    let isSamePlace =
      a.position == b.position || !a.position.isFinite && !b.position.isFinite
    return isSamePlace && a.divergedAt == b.divergedAt && a.movedUntil == b.movedUntil
      && a.reachedAt == b.reachedAt
  }

  @Test(
    "It is the same side by side as in a recorded run, rates from too small to divergence",
    arguments: OptimizerCatalog.standard.entries.map(\.card.id))
  func law(id: String) throws {
    let entry = try #require(OptimizerCatalog.standard.entry(id))
    for surface in ["beale", "himmelblau", "rosenbrock"] {
      let objective = try #require(SurfaceCatalog.entry(surface)).surface(
        SettingValues(defaultsOf: try #require(SurfaceCatalog.entry(surface)).card.settings))
      let limits = Limits(for: objective.domain)
      let watch = RunWatch(stillness: 1e-2, target: objective.value(at: objective.start) / 10)
      let rates = (0..<19).map { pow10(Double($0) / 3 - 5) }
      let starts = rates.indices.map { Point(objective.start.x + 0.05 * Double($0), objective.start.y) }
      let varies = entry.defaults.index(of: "lr") != nil
      let settings = try PackedSettings(
        entry.defaults, of: rates.count, varying: varies ? ["lr": rates] : [:])
      var pack = RunPack(
        OptimizerChoice(entry), settings, on: objective, from: starts, RunConditions(limits: limits),
        watching: watch)
      // In uneven parts, as a refined picture takes it.
      for steps in [1, 30, 29] { pack.advance(steps) }
      let watched = pack.watched
      #expect(watched.count == rates.count)
      for (run, found) in watched.enumerated() {
        var own = OptimizerChoice(entry)
        if varies { own.settings = try own.settings.setting("lr", to: rates[run]) }
        let wanted = expected(own, on: objective, from: starts[run], limits, watch, steps: 60)
        #expect(isSame(found, wanted), "\(id) on \(surface), run \(run): \(found), expected \(wanted)")
      }
    }
  }

  @Test("Runs that cannot move side by side are watched too")
  func alone() throws {
    let clip = try #require(WrapperCatalog.all.first)
    let choice = OptimizerChoice(OptimizerEntry(Adam.self), wrappers: [WrapperChoice(clip)])
    let objective = Rosenbrock()
    let limits = Limits(for: objective.domain)
    let watch = RunWatch(stillness: 1e-3, target: 1)
    var pack = RunPack(
      [choice, choice], on: objective, from: [Point(-1, 1), Point(0, 2)], RunConditions(limits: limits),
      watching: watch)
    #expect(!pack.isSideBySide)
    pack.advance(40)
    pack.advance(0)
    for (found, start) in zip(pack.watched, [Point(-1.0, 1), Point(0.0, 2)]) {
      #expect(isSame(found, expected(choice, on: objective, from: start, limits, watch, steps: 40)))
    }
  }

  @Test("A start outside the bound has diverged at once, one below the target has reached it")
  func starts() throws {
    let objective = Rosenbrock()
    let limits = Limits(for: objective.domain)
    var pack = RunPack(
      OptimizerChoice(OptimizerEntry(Adam.self)),
      try PackedSettings(OptimizerEntry(Adam.self).defaults, of: 2),
      on: objective, from: [Point(1e7, 0), Point(1, 1)], RunConditions(limits: limits),
      watching: RunWatch(stillness: 0, target: 1e-9))
    #expect(pack.watched.map(\.divergedAt) == [0, nil])
    #expect(pack.watched.map(\.reachedAt) == [nil, 0])
    pack.advance(3)
    #expect(pack.watched.map(\.divergedAt) == [0, nil])
  }

  @Test("Settings that vary are checked")
  func settings() throws {
    let defaults = OptimizerEntry(Adam.self).defaults
    #expect(throws: SettingError.self) { try PackedSettings(defaults, of: 1, varying: ["rate": [1]]) }
    #expect(throws: SettingError.self) { try PackedSettings(defaults, of: 1, varying: ["amsgrad": [1]]) }
    #expect(throws: SettingError.self) { try PackedSettings(defaults, of: 2, varying: ["beta1": [0.5, 1]]) }
    #expect(try PackedSettings(defaults, of: 17).packs == 3)
  }

  /// A power of ten without the platform's library.
  private func pow10(_ exponent: Double) -> Double { Double.exp(exponent * 2.302585092994046) }
}
