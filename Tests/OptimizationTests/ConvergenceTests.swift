import Experiments
import Foundation
import Optimization
import Optimizers
import Testing

@Suite("Convergence has no unit")
struct ConvergenceTests {
  /// A surface in other units: x and y a times as large, the loss b times.
  private struct Rescaled: Objective {
    let base: any Objective
    let a, b: Double

    private func inner(_ point: Point<Double>) -> Point<Double> { Point(point.x / a, point.y / a) }
    var domain: Domain {
      func scaled(_ side: ClosedRange<Double>) -> ClosedRange<Double> {
        a * side.lowerBound...a * side.upperBound
      }
      return Domain(x: scaled(base.domain.x), y: scaled(base.domain.y))
    }
    var start: Point<Double> { Point(a * base.start.x, a * base.start.y) }

    func valueAndGradient(at point: Point<Double>) -> (value: Double, gradient: Point<Double>) {
      let (value, gradient) = base.valueAndGradient(at: inner(point))
      return (b * value, Point(b / a * gradient.x, b / a * gradient.y))
    }
    func hessian(at point: Point<Double>) -> Hessian {
      let h = base.hessian(at: inner(point))
      let c = b / a / a
      return Hessian(xx: c * h.xx, xy: c * h.xy, yy: c * h.yy)
    }
  }

  private func timeline(_ choice: OptimizerChoice, on objective: any Objective, steps: Int) -> Timeline {
    let limits = Limits(for: objective.domain, including: objective.start)
    var timeline = Timeline(
      Run(choice, on: objective, from: objective.start, RunConditions(limits: limits, steps: steps)),
      budget: steps)
    timeline.extend(to: steps)
    return timeline
  }

  private static let units: [(a: Double, b: Double)] = [
    (0x1p40, 1), (0x1p-40, 1), (1, 0x1p60), (1, 0x1p-60), (0x1p30, 0x1p-50), (0x1p-20, 0x1p40),
  ]

  /// Methods that are the same in any unit once their rates are, and how a rate scales: by a²/b for descent, not at all for
  /// Newton's step.
  private static let invariant:
    [(id: String, values: KeyValuePairs<String, Double>, surface: String, rate: Bool)] = [
      ("gd", ["lr": 0.04], "bowl", true), ("momentum", ["lr": 0.05, "beta": 0.8], "bowl", true),
      ("heavy_ball", ["lr": 0.001, "momentum": 0.9], "rosenbrock", true),
      ("nesterov", ["lr": 0.001, "momentum": 0.9], "beale", true),
      ("newton", [:], "rosenbrock", false), ("newton", [:], "booth", false),
    ]

  @Test(
    "A run that stands at a minimum by the criterion is said to, within 64 steps",
    arguments: OptimizerCatalog.standard.entries.map(\.card.id))
  func isTold(id: String) throws {
    let entry = try #require(OptimizerCatalog.standard.entry(id))
    for name in ["ellipse", "booth", "rosenbrock", "beale"] {
      let surface = try #require(try referenceSurface(name))
      let timeline = timeline(OptimizerChoice(entry), on: surface, steps: 2000)
      guard let step = firstAtMinimum(timeline.track, on: surface), timeline.divergedAt == nil else {
        continue
      }
      let told = try #require(timeline.convergedAt, "\(id) on \(name): at the minimum after \(step) steps")
      #expect(told <= step + 64, "\(id) on \(name): at the minimum after \(step) steps, told after \(told)")
    }
  }

  /// The first step after which a Newton step promises too little, and that was as small itself, in a bowl.
  private func firstAtMinimum(_ track: Track, on objective: any Objective) -> Int? {
    (1..<track.count).first { step in
      let point = track.points[step]
      let (h, g) = (
        objective.hessian(at: point.position), objective.valueAndGradient(at: point.position).gradient
      )
      let determinant = h.xx * h.yy - h.xy * h.xy
      guard h.xx > 0, determinant > 1e-12 * h.xx * h.yy else { return false }
      let promise = (h.yy * g.x * g.x - 2 * h.xy * g.x * g.y + h.xx * g.y * g.y) / (2 * determinant)
      let moved = point.position - track.points[step - 1].position
      // Less than is asked for, because of rounding.
      let allowed = 0.9e-12 * abs(track.points[0].loss - point.loss)
      return promise <= allowed && 0.5 * moved.dot(h * moved) <= allowed
    }
  }

  @Test("In other units the run is the same run, and converges at the same step", arguments: 0..<6)
  func scaledRuns(number: Int) throws {
    let method = Self.invariant[number]
    let surface = try #require(try referenceSurface(method.surface))
    let plain = try choice(method.id, method.values)
    let steps = 6000
    let own = timeline(plain, on: surface, steps: steps)
    let at = try #require(own.convergedAt)
    for (a, b) in Self.units {
      var other = plain
      if method.rate { try other.settings.set("lr", to: plain.rate * a * a / b) }
      let scaled = timeline(other, on: Rescaled(base: surface, a: a, b: b), steps: steps)
      #expect(scaled.convergedAt == at, "\(method.id) at \(a), \(b)")
      for step in stride(from: 0, through: at, by: max(1, at / 10)) {
        let (p, q) = (own.track.points[step], scaled.track.points[step])
        #expect(q.position == Point(a * p.position.x, a * p.position.y) && q.loss == b * p.loss)
      }
    }
  }

  @Test(
    "The verdict on a point does not depend on units, whatever the method",
    arguments: [
      "bowl", "rosenbrock", "beale", "himmelblau", "booth",
    ])
  func scaledVerdicts(id: String) throws {
    let surface = try #require(try referenceSurface(id))
    // Newton's path in plain units decides where each run would stand.
    let own = timeline(try choice("newton", [:]), on: surface, steps: 60)
    for (a, b) in Self.units {
      let scaled = timeline(try choice("newton", [:]), on: Rescaled(base: surface, a: a, b: b), steps: 60)
      for step in 0...60 { #expect(scaled.outcome(at: step) == own.outcome(at: step)) }
    }
  }

  private func formula(_ text: String, from start: Point<Double>) throws -> any Objective {
    let surface = try Specification.expression(text).entry
    return Restarted(base: surface.surface(surface.defaults), start: start)
  }

  /// A surface with another start.
  private struct Restarted: Objective {
    let base: any Objective
    let start: Point<Double>
    var domain: Domain { base.domain }
    func value(at point: Point<Double>) -> Double { base.value(at: point) }
    func valueAndGradient(at point: Point<Double>) -> (value: Double, gradient: Point<Double>) {
      base.valueAndGradient(at: point)
    }
    func hessian(at point: Point<Double>) -> Hessian { base.hessian(at: point) }
  }

  @Test(
    "The top of a ridge, a kink, a saddle and a flat are not called converged",
    arguments: [
      ("-abs(x)+y^2", Point(0.0, 1), "gd", 0.1), ("-sqrt(x)+y^2", Point(0.0, 0), "gd", 0.1),
      ("-x^2+y^2", Point(0.0, 1), "gd", 0.1), ("x^3+y^2", Point(0.0, 1), "gd", 0.1),
      ("-x^4+y^2", Point(0.0, 1), "gd", 0.1), ("x^2-abs(x)+y^2", Point(0.0, 1), "gd", 0.1),
      ("min(x,-x)+y^2", Point(0.0, 1), "gd", 0.1), ("-abs(x)-abs(y)", Point(0.0, 0), "gd", 0.1),
      ("-(1e6*x)^2+y^2", Point(0.0, 1), "gd", 0.1), ("-1e-6*abs(x)+1e-3*y^2", Point(0.0, 1), "gd", 100),
      ("-1e9*abs(x)+1e9*y^2", Point(0.0, 1), "gd", 1e-10), ("floor(x)+floor(y)", Point(0.5, 0.5), "gd", 0.1),
    ])
  func noMinimum(text: String, start: Point<Double>, method: String, rate: Double) throws {
    let timeline = timeline(try choice(method, ["lr": rate]), on: try formula(text, from: start), steps: 400)
    #expect(timeline.convergedAt == nil)
    guard case .stopped = timeline.outcome(at: 400) else {
      Issue.record("\(timeline.outcome(at: 400))")
      return
    }
  }

  @Test(
    "A kink with a floor and a flat valley are minima",
    arguments: [
      ("abs(x)+y^2", Point(0.0, 1)), ("x^2 + 0*y", Point(1.0, 1)), ("(x-y)^2", Point(1.0, -1)),
      ("abs(x)^1.5+y^2", Point(0.0, 1)), ("sqrt(x)+y^2", Point(0.0, 1)), ("x^4+y^2", Point(0.0, 1)),
    ])
  func minimum(text: String, start: Point<Double>) throws {
    let timeline = timeline(try choice("gd", ["lr": 0.1]), on: try formula(text, from: start), steps: 400)
    #expect(timeline.convergedAt != nil, "\(timeline.outcome(at: 400))")
  }

  @Test("Newton's method solves a system whatever its units")
  func newton() throws {
    for text in ["(1e8*x)^2 + y^2", "(1e-9*x)^2 + 1e12*y^2", "1e-30*x^2 + y^2", "(1e8*x+y)^2 + y^2"] {
      let timeline = timeline(
        try choice("newton", [:]), on: try formula(text, from: Point(1, 1)), steps: 3)
      let end = timeline.track.positions[3]
      #expect(abs(end.x) < 1e-15 && abs(end.y) < 1e-15, "\(text): \(end)")
    }
    let bowl = try Specification.surface("bowl:k=1e16")
    let steep = bowl.entry.surface(bowl.settings)
    let limits = Limits(for: steep.domain)
    var run = Run(try choice("newton", [:]), on: steep, from: Point(1, 1), RunConditions(limits: limits))
    var track = Track()
    run.advance(3, into: &track)
    #expect(run.position == Point(0, 0) && run.convergedAt == 2)
  }

  /// A table from the fixtures as a line's loss.
  private func line(_ name: String) throws -> Regression {
    let url = Bundle.module.bundleURL.appendingPathComponent("Fixtures/faults/\(name).csv")
    let rows = try String(contentsOf: url, encoding: .utf8).split(separator: "\n").dropFirst()
    let cells = rows.map { $0.split(separator: ",").compactMap { Double($0) } }
    return Regression(
      data: DataSet(name: name, xName: "x", yName: "y", x: cells.map { $0[0] }, y: cells.map { $0[1] }),
      model: .linear)
  }

  @Test("One step of Newton's method fits a line to seconds since 1970")
  func unixSeconds() throws {
    let timeline = timeline(try choice("newton", [:]), on: try line("unix_seconds"), steps: 30)
    let first = timeline.track.positions[1]
    #expect(abs(first.x / 5.071042e-07 - 1) < 1e-6 && abs(first.y / -841.8212 - 1) < 1e-6)
    #expect(timeline.convergedAt != nil)
  }

  @Test(
    "On prices in dollars methods converge where they have arrived",
    arguments: ["conjugate_gradient", "lbfgs"])
  func houses(id: String) throws {
    let houses = try line("houses")
    let timeline = timeline(try choice(id, [:]), on: houses, steps: 40)
    let at = try #require(timeline.convergedAt, "\(timeline.outcome(at: 40))")
    let best = houses.minima[0].point
    // A millionth of the way: the gradient may still be long.
    let (start, end) = (timeline.track.positions[0], timeline.track.positions[at])
    #expect(abs(end.x - best.x) < 1e-3 * abs(start.x - best.x))
    #expect(timeline.track.losses[at] - houses.minima[0].value < 1e-11 * timeline.track.losses[0])
  }

  @Test("In small units nothing converges far from the minimum")
  func smallUnits() throws {
    let surface = try formula("1e-9*((x-3)^2 + (y+2)^2)", from: Point(-5, 2))
    let timeline = timeline(try choice("gd", ["lr": 1e7]), on: surface, steps: 4000)
    let at = try #require(timeline.convergedAt)
    let end = timeline.track.positions[at]
    #expect(Point(end.x - 3, end.y + 2).length < 1e-4)
  }
}
