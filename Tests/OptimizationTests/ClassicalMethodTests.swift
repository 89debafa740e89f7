import Optimization
import Optimizers
import Testing

@Suite("Classical methods: what the textbooks promise")
struct ClassicalMethodTests {
  static let ids = ["newton", "conjugate_gradient", "bfgs", "lbfgs", "nelder_mead"]

  private func run(
    _ id: String, _ values: KeyValuePairs<String, Double> = [:], on surface: any Objective,
    from start: Point<Double>, steps: Int
  ) throws -> Timeline {
    let entry = try #require(OptimizerCatalog.standard.entry(id))
    var settings = entry.defaults
    for (key, value) in values { try settings.set(key, to: value) }
    let limits = Limits(for: surface.domain, including: start)
    var timeline = Timeline(Run(entry, settings, on: surface, from: start, limits: limits), budget: steps)
    timeline.extend(to: steps)
    return timeline
  }

  private func scalar(_ name: String, _ recorder: Recorder) throws -> Double {
    guard case .scalar(let value) = recorder[name] else { throw Missing(name: name) }
    return value
  }

  private func vector(_ name: String, _ recorder: Recorder) throws -> Point<Double> {
    guard case .vector(let value) = recorder[name] else { throw Missing(name: name) }
    return value
  }

  private struct Missing: Error { let name: String }

  private func distance(_ a: Point<Double>, _ b: Point<Double>) -> Double {
    Point(a.x - b.x, a.y - b.y).length
  }

  /// ½ (W − m)ᵀ A (W − m) + level, A with given curvatures along axes turned by an angle.
  private struct Quadratic: Surface {
    static let card = SurfaceCard(id: "quadratic", name: "Quadratic", summary: "A quadratic.", source: "")
    var curvatures = (1.0, 1.0)
    var angle = 0.0
    var centre = Point(0.0, 0.0)
    var level = 0.0

    init(_ settings: SettingValues = SettingValues(defaultsOf: [])) {}

    func height<S: Scalar>(_ x: S, _ y: S) -> S {
      let (c, s) = (Double.cos(angle), Double.sin(angle))
      let u = c * (x - centre.x) + s * (y - centre.y)
      let v = c * (y - centre.y) - s * (x - centre.x)
      return 0.5 * (curvatures.0 * u.squared() + curvatures.1 * v.squared()) + level
    }
    var formula: String { "quadratic" }
    var domain: Domain { Domain(x: -10...10, y: -10...10) }
    var start: Point<Double> { Point(-3, 2) }
    var minima: [Minimum] { [] }
    var spacing: LevelSpacing { .linear }
  }

  /// Quadratics of all shapes, each with a start.
  private func quadratics() -> [(Quadratic, Point<Double>)] {
    var all: [(Quadratic, Point<Double>)] = []
    for (i, large) in [1.0, 3, 20, 400, 1e4].enumerated() {
      for (j, small) in [1.0, 0.1, 7e-3].enumerated() {
        for k in 0..<4 {
          var quadratic = Quadratic()
          quadratic.curvatures = (small, large)
          quadratic.angle = 0.37 * Double(i + 2 * k)
          quadratic.centre = Point(Double(k) - 1.3, 0.7 * Double(j))
          quadratic.level = Double(k) * 2.5 - 3
          all.append((quadratic, Point(4.1 - 1.9 * Double(k), -3.3 + 1.7 * Double(i))))
        }
      }
    }
    return all
  }

  @Test("Newton's method ends at a quadratic's minimum in one step, or at its saddle")
  func newtonInOneStep() throws {
    for (quadratic, start) in quadratics() {
      for sign in [1.0, -1] {
        var quadratic = quadratic
        quadratic.curvatures.0 *= sign
        let timeline = try run("newton", on: quadratic, from: start, steps: 1)
        let error = distance(timeline.track.positions[1], quadratic.centre)
        #expect(error <= 1e-15 * abs(quadratic.curvatures.1 / quadratic.curvatures.0) * 100 + 1e-14)
        #expect(timeline.evaluations == 3)
      }
    }
  }

  @Test("Close to a minimum Newton's error is squared at every step")
  func newtonIsQuadratic() throws {
    let rosenbrock = try #require(try referenceSurface("rosenbrock"))
    let timeline = try run("newton", on: rosenbrock, from: Point(1.05, 1.09), steps: 6)
    let errors = timeline.track.positions.map { distance($0, Point(1, 1)) }
    #expect(errors[6] < 1e-12)
    for (before, after) in zip(errors, errors.dropFirst()) where before > 1e-7 {
      #expect(after < 300 * before * before)
    }
  }

  @Test("For a singular Hessian, Newton's step is the shortest least-squares solution")
  func newtonOnASingularHessian() throws {
    var trough = Quadratic()
    trough.curvatures = (0, 10)
    trough.angle = 0.6
    trough.centre = Point(0.5, -1)
    let timeline = try run("newton", on: trough, from: Point(3, 2), steps: 3)
    let along = Point(Double.cos(0.6), Double.sin(0.6))
    let share = along.x * (3 - trough.centre.x) + along.y * (2 - trough.centre.y)
    // The point of the valley's floor that is nearest to the start, and it stays there.
    let nearest = Point(0.5 + share * along.x, -1 + share * along.y)
    for step in 1...3 { #expect(distance(timeline.track.positions[step], nearest) < 1e-12) }

    var flat = Quadratic()
    flat.curvatures = (0, 0)
    let stays = try run("newton", on: flat, from: Point(3, 2), steps: 5)
    #expect(stays.track.positions.allSatisfy { $0 == Point(3, 2) })
  }

  @Test("Damping above the most negative curvature turns Newton's step downhill")
  func newtonDamped() throws {
    var saddle = Quadratic()
    saddle.curvatures = (-2, 1)
    let pure = try run("newton", on: saddle, from: Point(1, 1), steps: 1)
    #expect(pure.track.losses[1] > pure.track.losses[0])
    let damped = try run("newton", ["damping": 2.5], on: saddle, from: Point(1, 1), steps: 8)
    for (before, after) in zip(damped.track.losses, damped.track.losses.dropFirst()) {
      #expect(after < before)
    }
    // (−2 + 2.5)⁻¹ · 2 away along x, (1 + 2.5)⁻¹ · 1 back along y.
    #expect(distance(damped.track.positions[1], Point(5, 1 - 1 / 3.5)) < 1e-12)
  }

  @Test("Conjugate gradients end at any quadratic's minimum in two steps", arguments: [0.0, 1])
  func conjugateGradientsInTwoSteps(variant: Double) throws {
    for (quadratic, start) in quadratics() {
      for lr in [0.01, 1, 3] {
        let timeline = try run(
          "conjugate_gradient", ["variant": variant, "lr": lr], on: quadratic, from: start, steps: 2)
        let norms = Array(timeline.track.gradientNorms)
        let condition = abs(quadratic.curvatures.1 / quadratic.curvatures.0)
        #expect(norms[2] <= 1e-12 * norms[0] * max(1, condition), "\(quadratic.curvatures) \(lr)")
        if quadratic.curvatures.0 != quadratic.curvatures.1 { #expect(norms[1] > 1e-6) }
      }
    }
  }

  @Test("BFGS ends at any quadratic's minimum in a few steps")
  func quasiNewtonOnQuadratics() throws {
    for (quadratic, start) in quadratics() {
      let timeline = try run("bfgs", on: quadratic, from: start, steps: 25)
      let norms = Array(timeline.track.gradientNorms)
      #expect(norms.contains { $0 < 1e-8 * norms[0] }, "\(quadratic.curvatures)")
    }
  }

  @Test("BFGS's matrix maps the change of the gradient to the step")
  func secantEquation() throws {
    let beale = try #require(try referenceSurface("beale"))
    let timeline = try run("bfgs", on: beale, from: Point(1, 1.6), steps: 10)
    for step in 2...10 {
      let recorder = try #require(timeline.explanation(of: step))
      let (first, second) = (try vector("H₁", recorder), try vector("H₂", recorder))
      let (s, y) = (try vector("s", recorder), try vector("y", recorder))
      let mapped = Point(first.x * y.x + first.y * y.y, second.x * y.x + second.y * y.y)
      #expect(distance(mapped, s) <= 1e-9 * s.length)
      #expect(first.y == second.x && first.x > 0 && first.x * second.y > first.y * first.y)
    }
  }

  @Test(
    "Every search ends at the strong Wolfe conditions",
    arguments: [("conjugate_gradient", 0.4), ("bfgs", 0.9), ("lbfgs", 0.9)])
  func wolfe(id: String, c2: Double) throws {
    var satisfied = 0
    for name in ["rosenbrock", "beale", "himmelblau", "booth", "matyas", "six_hump_camel", "zakharov"] {
      let surface = try #require(try referenceSurface(name))
      let timeline = try run(id, on: surface, from: surface.start, steps: 12)
      for step in 1...12 where timeline.track.gradientNorms[step - 1] > 1e-4 {
        let recorder = try #require(timeline.explanation(of: step))
        let (g, d) = (try vector("g", recorder), try vector("d", recorder))
        let new = try vector("g_new", recorder)
        let (slope, newSlope) = (g.dot(d), new.dot(d))
        let (f, t) = (try scalar("f", recorder), try scalar("η", recorder))
        #expect(slope < 0 && t > 0)
        #expect(try scalar("f_new", recorder) <= f + 1e-4 * t * slope, "\(name) at \(step)")
        #expect(abs(newSlope) <= c2 * abs(slope), "\(name) at \(step)")
        let before = timeline.run(at: step - 1).evaluations
        let trials = Int(try scalar("n", recorder))
        // Only L-BFGS, like PyTorch, evaluates again where the last search ended.
        let asked = id == "lbfgs" || step == 1 ? 1 : 0
        #expect(timeline.run(at: step).evaluations == before + asked + trials && trials >= 1)
        satisfied += 1
      }
    }
    #expect(satisfied > 30)
  }

  /// Where SciPy's method of the same name ends.
  private struct MinimaFile: Decodable {
    struct Case: Decodable {
      let optimizer: String
      let surface: String
      let start: [Double]
      let point: [Double]
      let value: Double
      let evaluations: Int
    }
    let cases: [Case]
  }

  @Test("They reach the minima that SciPy's methods reach, at no greater cost")
  func minima() throws {
    let cases = try Fixtures.load("classical_minima.json", as: MinimaFile.self).cases
    #expect(cases.count == 39)
    for theirs in cases {
      let surface = try #require(try referenceSurface(theirs.surface), "\(theirs.surface)")
      let start = Point(theirs.start[0], theirs.start[1])
      for variant in theirs.optimizer == "conjugate_gradient" ? [0.0, 1] : [0] {
        let values: KeyValuePairs<String, Double> =
          theirs.optimizer == "conjugate_gradient" ? ["variant": variant] : [:]
        let timeline = try run(theirs.optimizer, values, on: surface, from: start, steps: 300)
        let end = timeline.track.positions[300]
        let name = "\(theirs.optimizer) \(variant) on \(theirs.surface)"
        #expect(distance(end, Point(theirs.point[0], theirs.point[1])) < 1e-5, "\(name)")
        #expect(timeline.track.losses[300] <= theirs.value + 1e-9, "\(name)")
        let arrival = try #require(timeline.convergedAt, "\(name)")
        let evaluations = timeline.run(at: arrival).evaluations
        // Fletcher and Reeves's variant is not SciPy's, and creeps.
        if variant == 0 { #expect(evaluations <= theirs.evaluations * 3 / 2 + 5, "\(name): \(evaluations)") }
      }
    }
  }

  @Test("L-BFGS keeps as many pairs as there are, up to the given number")
  func memory() throws {
    let rosenbrock = try #require(try referenceSurface("rosenbrock"))
    var ends: Set<Point<Double>> = []
    for size in [1.0, 3.9, 100] {
      let timeline = try run("lbfgs", ["history_size": size], on: rosenbrock, from: Point(-1.2, 1), steps: 15)
      for step in 1...15 {
        let recorder = try #require(timeline.explanation(of: step))
        #expect(try scalar("p", recorder) == min(size.rounded(.down), Double(step - 1)))
      }
      ends.insert(timeline.track.positions[15])
    }
    #expect(ends.count == 3)
  }

  @Test("max_eval and max_iter end a step of L-BFGS")
  func stepLimits() throws {
    let rosenbrock = try #require(try referenceSurface("rosenbrock"))
    func step(_ values: KeyValuePairs<String, Double>) throws -> (iterations: Double, evaluations: Int) {
      let timeline = try run("lbfgs", values, on: rosenbrock, from: Point(-1.2, 1), steps: 1)
      return (try scalar("k", try #require(timeline.explanation(of: 1))), timeline.evaluations)
    }
    // Without a search the last iteration's end is not evaluated, and 5/4 of 4 allows all four.
    #expect(try step(["line_search": 1, "max_iter": 4, "lr": 0.1, "max_eval": 0]) == (4, 4))
    #expect(try step(["line_search": 1, "max_iter": 4, "lr": 0.1, "max_eval": 3]) == (2, 3))
    #expect(try step(["line_search": 1, "max_iter": 4, "lr": 0.1]) == (4, 4))
    #expect(try step(["line_search": 1, "max_iter": 20, "lr": 0.1, "max_eval": 7]) == (6, 7))
    #expect(try step(["line_search": 1, "max_iter": 20, "lr": 0.1, "tolerance_grad": 1e9]) == (0, 1))
    #expect(try step(["line_search": 1, "max_iter": 20, "lr": 0.1, "tolerance_change": 1e9]) == (1, 1))
    // A search has the trials that are left of the step's evaluations.
    #expect(try step(["max_eval": 0]) == (1, 2))
    #expect(try step(["max_eval": 2, "lr": 100]) == (1, 3))
  }

  @Test("L-BFGS rests at PyTorch's tolerance for changes, and arrives without it")
  func tolerances() throws {
    let rosenbrock = try #require(try referenceSurface("rosenbrock"))
    let resting = try run("lbfgs", on: rosenbrock, from: Point(-1.2, 1), steps: 60)
    #expect(resting.convergedAt == nil && resting.track.positions[59] == resting.track.positions[60])
    let arriving = try run("lbfgs", ["tolerance_change": 0], on: rosenbrock, from: Point(-1.2, 1), steps: 60)
    #expect(arriving.convergedAt != nil)
  }

  @Test("At a rate of 0 the position stays", arguments: ids.dropLast())
  func noRate(id: String) throws {
    let beale = try #require(try referenceSurface("beale"))
    for line in id == "lbfgs" ? [0.0, 1] : [0] {
      let values: KeyValuePairs<String, Double> =
        id == "lbfgs" ? ["lr": 0, "line_search": line] : ["lr": 0]
      let timeline = try run(id, values, on: beale, from: Point(1, 1.6), steps: 5)
      #expect(timeline.track.positions.allSatisfy { $0 == Point(1, 1.6) })
    }
  }

  @Test("Nelder and Mead's loss never rises, and an iteration evaluates no more than necessary")
  func simplex() throws {
    let beale = try #require(try referenceSurface("beale"))
    let timeline = try run("nelder_mead", on: beale, from: Point(1, 1.6), steps: 200)
    for (before, after) in zip(timeline.track.losses, timeline.track.losses.dropFirst()) {
      #expect(after <= before)
    }
    // Three to set up and one or two for the first iteration; at most four for any other.
    #expect((4...5).contains(timeline.run(at: 1).evaluations))
    for step in 2...200 {
      #expect((1...4).contains(timeline.run(at: step).evaluations - timeline.run(at: step - 1).evaluations))
    }
  }

  @Test("From anywhere, with any settings, a step ends", arguments: ids)
  func alwaysEnds(id: String) throws {
    let entry = try #require(OptimizerCatalog.standard.entry(id))
    let starts = [
      Point(0.0, 0), Point(1e-300, -1e-300), Point(1e8, -1e8), Point(1e100, 1e100), Point(-1e200, 1e-200),
      Point(1e308, -1e308),
    ]
    var settings = [entry.defaults]
    for setting in entry.card.settings {
      for value in [0, 1e-300, 1e-6, 0.999, 1e6, 1e300] where setting.accepts(value) {
        settings.append(try entry.defaults.setting(setting.key, to: value))
      }
    }
    for surface in SurfaceCatalog.all.map({ $0.surface($0.defaults) }) {
      for start in starts + [surface.start] {
        for settings in settings {
          var run = Run(
            entry, settings, on: surface, from: start, limits: Limits(for: surface.domain, including: start))
          let before = run.evaluations
          var track = Track()
          run.advance(6, into: &track)
          // At most 26 trials an iteration, and 10 000 iterations a step.
          #expect(run.evaluations > before && run.evaluations <= 6 * 27 * 10_000)
          #expect(run.isStuck || run.step == 6)
        }
      }
    }
  }
}
