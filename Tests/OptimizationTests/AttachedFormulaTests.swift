import Optimization
import Optimizers
import Testing

/// The rules of schedules and wrappers with numbers obey the laws that the optimizers' rules obey.
@Suite("Formulas of schedules and wrappers with numbers")
struct AttachedFormulaTests {
  /// Lines that cannot be computed from their own text, by the quantity on the left.
  ///
  /// SAM's second gradient is the surface's at another point.
  private static let notComputed = ["sam": ["ĝ"]]

  private func timeline(_ choice: OptimizerChoice, steps: Int) throws -> Timeline {
    let rosenbrock = try #require(SurfaceCatalog.entry("rosenbrock"))
    let surface = rosenbrock.surface(rosenbrock.defaults)
    let conditions = RunConditions(limits: Limits(for: surface.domain), steps: steps)
    var timeline = Timeline(Run(choice, on: surface, from: surface.start, conditions), budget: steps)
    timeline.extend(to: steps)
    return timeline
  }

  private func check(_ law: FormulaLaw, _ timeline: Timeline, part: Int) throws {
    var law = law
    law.notComputed = Self.notComputed[law.id] ?? []
    let all = (0..<timeline.last).compactMap { step in
      timeline.explanation(from: step).map { (step, $0.own(of: part)) }
    }
    law.checkWidths(all.map(\.1))
    var checked = 0
    for (step, recorder) in all {
      checked += try law.checkValues(recorder, at: step)
    }
    #expect(checked >= 120)
  }

  @Test("A schedule's lines", arguments: ScheduleCatalog.all.map(\.card.id))
  func schedules(id: String) throws {
    let entry = try #require(ScheduleCatalog.entry(id))
    let adam = try #require(OptimizerCatalog.standard.entry("adam"))
    for settings in [entry.defaults] + (try OptimizerLawTests.variants(of: entry.card.settings)) {
      let choice = OptimizerChoice(
        adam, try adam.defaults.setting("lr", to: 0.05), schedule: ScheduleChoice(entry, settings))
      let shown = settings.spanning(120)
      let law = FormulaLaw(id: id, lines: entry.card.formula.lines(with: shown), settings: shown)
      try check(law, try timeline(choice, steps: 120), part: Recorder.schedulePart)
    }
  }

  @Test("A wrapper's lines", arguments: WrapperCatalog.all.map(\.card.id))
  func wrappers(id: String) throws {
    let entry = try #require(WrapperCatalog.entry(id))
    let adam = try #require(OptimizerCatalog.standard.entry("adam"))
    for settings in [entry.defaults] + (try OptimizerLawTests.variants(of: entry.card.settings)) {
      let choice = OptimizerChoice(
        adam, try adam.defaults.setting("lr", to: 0.05), wrappers: [WrapperChoice(entry, settings)])
      let law = FormulaLaw(id: id, lines: entry.card.formula.lines(with: settings), settings: settings)
      try check(law, try timeline(choice, steps: 120), part: 1)
    }
  }

  @Test("Newton's inverse is the Hessian's")
  func newtonInverse() throws {
    let newton = try #require(OptimizerCatalog.standard.entry("newton"))
    let timeline = try timeline(
      OptimizerChoice(newton, try newton.defaults.setting("damping", to: 3)), steps: 5)
    for step in 0..<5 {
      let recorder = try #require(timeline.explanation(from: step))
      func column(_ name: String) throws -> Point<Double> {
        guard case .vector(let column)? = recorder[name] else { throw Missing(name: name) }
        return column
      }
      let (a, b) = (try column("H₁"), try column("H₂"))
      let (p, q) = (try column("H⁻¹₁"), try column("H⁻¹₂"))
      for (product, expected) in [(a.dot(p), 1.0), (a.dot(q), 0), (b.dot(p), 0), (b.dot(q), 1)] {
        #expect(abs(product - expected) < 1e-9)
      }
    }
  }

  private struct Missing: Error { let name: String }
}
