import Foundation
import Optimization
import Optimizers
import Testing

// The code of the documentation's examples, compiled and run. `DocumentationTests` asserts that every example stands here.

struct Normalized<V: Vector>: Optimizer {
  typealias Packed = Normalized<Point<Lanes>>

  static var card: OptimizerCard {
    OptimizerCard(id: "normalized", name: "Normalized", formula: Formula("{W} ← {W_old} − {lr}{g}/|{*g}|"))
  }

  var lr: V.Element

  init(_ settings: Settings<V.Element>) {
    lr = settings.number(.learningRate(0.1, "Every step is this long."))
  }

  struct State: Sendable {}

  func start(at position: V) -> State { State() }

  @inline(__always)
  func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let g = trace("g", oracle.gradient(at: position))
    trace.update("W", &position, to: position - (lr / (g.norm() + 1e-12)) * g)
  }
}

struct Halving: Schedule {
  static var card: ScheduleCard {
    ScheduleCard(id: "halving", name: "Halving", settings: [.total("In how many steps half is lost.")])
  }

  let total: Double

  init(_ settings: SettingValues, steps: Int) { total = settings.total(orRunOf: steps) }

  func rate(_ step: Int, base: Double) -> Double { base * (1 - 0.5 * min(1, Double(step) / total)) }
}

struct HalfStep<V: Vector>: Wrapper where V.Element == Double {
  static var card: WrapperCard { WrapperCard(id: "half_step", name: "Half step") }

  init(_ settings: SettingValues, at start: V, seed: UInt64) {}

  mutating func finish<T: Trace<V>>(_ position: inout V, _ step: FinishedStep<V>, _ trace: inout T) {
    position = step.start + 0.5 * (position - step.start)
  }
}

struct Trough: Surface {
  static let card = SurfaceCard(
    id: "trough", name: "Trough",
    settings: [Setting("k", "k", default: 9, in: .above(0), slider: 1...100, .logarithmic, "Steepness.")])

  let k: Double

  init(_ settings: SettingValues) { k = settings[declared: "k"] }

  @inline(__always)
  func height<S: Scalar>(_ x: S, _ y: S) -> S { x.squared() + k * (y - S.sin(x)).squared() }

  var domain: Domain { Domain(x: -3...3, y: -3...3) }
  var start: Point<Double> { Point(-2, 2) }
}

struct SquaredDistance: Objective {
  let target: Point<Double>

  var domain: Domain { Domain(x: -5...5, y: -5...5) }
  var start: Point<Double> { Point(-4, 1) }

  func valueAndGradient(at point: Point<Double>) -> (value: Double, gradient: Point<Double>) {
    let offset = point - target
    return (0.5 * offset.dot(offset), offset)
  }

  func hessian(at point: Point<Double>) -> Hessian { Hessian(xx: 1, xy: 0, yy: 1) }
}

struct Heavy<S: Scalar> {
  let lr: S
  let nesterov: Bool

  init(_ settings: Settings<S>) {
    lr = settings.number(.learningRate(0.01, "0.01 is stable for curvatures up to 200."))
    nesterov = settings.flag("nesterov", "nesterov", "Looks one step ahead.")
  }
}

@Suite("Examples of the documentation")
struct DocumentationExamples {
  @Test("Scalars")
  func scalars() {
    func ripple<S: Scalar>(_ x: S) -> S { x.squared() + S.sin(10 * x) }

    let value = ripple(0.5)
    let slope = ripple(Dual(0.5, 1, 0)).dx
    let eight = ripple(Lanes(0.5))

    #expect(value == 0.25 + sin(5))
    #expect(slope == 1 + 10 * cos(5))
    #expect(eight.lane(7) == value)
  }

  @Test("Dual numbers")
  func duals() {
    let x = Dual(1.0, 1, 0)
    let y = Dual(2.0, 0, 1)
    let f = x.squared() * y  // value 2, dx 4, dy 1

    #expect(f.value == 2 && f.dx == 4 && f.dy == 1)
  }

  @Test("Lanes")
  func lanes() {
    let rates = Lanes.gather { 0.125 * Double($0) }
    let shrunk = 1 - rates
    let last = shrunk.lane(7)  // 0.125

    #expect(last == 0.125)
  }

  @Test("Vectors")
  func vectors() {
    func stepDown<V: Vector>(_ position: V, _ gradient: V, lr: V.Element) -> V {
      position - lr * gradient
    }

    let next = stepDown(Point(1.0, 2.0), Point(0.5, -1), lr: 0.5)  // Point(0.75, 2.5)

    #expect(next == Point(0.75, 2.5))
  }

  @Test("Points")
  func points() {
    let start = Point(3.0, 4.0)
    let length = start.length  // 5
    let moved = start - 0.5 * Point(2.0, 2.0)  // Point(2, 3)

    #expect(length == 5)
    #expect(moved == Point(2, 3))
  }

  @Test("An optimizer in a catalog")
  func catalog() {
    let catalog = OptimizerCatalog(OptimizerCatalog.standard.entries + [OptimizerEntry(Normalized.self)])
    let own = catalog.entry("normalized")

    #expect(own?.card.settings.map(\.key) == ["lr"])
    #expect(catalog.entries.count == OptimizerCatalog.standard.entries.count + 1)
  }

  @Test("A choice with a wrapper and a schedule")
  func choice() throws {
    let clip = try WrapperChoice(ClipNorm.self, ["max": 0.5])
    let cosine = ScheduleCatalog.entry("cosine").map { ScheduleChoice($0) }
    let choice = try OptimizerChoice(Adam.self, ["lr": 0.05], wrappers: [clip], schedule: cosine)

    #expect(choice.settings["lr"] == 0.05)
    #expect(choice.wrappers.map { $0.settings["max"] } == [0.5])
    #expect(choice.schedule?.entry.id == "cosine")
  }

  @Test("Oracles")
  func oracles() {
    func gain<O: Oracle<V>, V: Vector>(_ oracle: inout O, at position: V, lr: V.Element) -> V.Element {
      let (loss, gradient) = oracle.valueAndGradient(at: position)
      return loss - oracle.value(at: position - lr * gradient)  // two evaluations so far
    }

    var oracle = BowlOracle()
    // From 1 to ½ on x²: the loss falls by ¾.
    #expect(gain(&oracle, at: Point(1, 0), lr: 0.25) == 0.75)
    #expect(oracle.evaluations == 2)
  }

  @Test("Traces")
  func traces() {
    func descend<O: Oracle<V>, T: Trace<V>, V: Vector>(
      _ position: inout V, lr: V.Element, _ oracle: inout O, _ trace: inout T
    ) {
      let g = trace("g", oracle.gradient(at: position))
      trace.update("W", &position, to: position - lr * g)
    }

    var (position, oracle, trace) = (Point(1.0, 0.0), BowlOracle(), Recorder())
    descend(&position, lr: 0.25, &oracle, &trace)
    #expect(position == Point(0.5, 0))
    #expect(trace["g"] == .vector(Point(2, 0)))
    #expect(trace["W_old"] == .vector(Point(1, 0)) && trace["W"] == .vector(Point(0.5, 0)))
  }

  @Test("Formulas")
  func formulas() {
    let formula = Formula("{V} ← {beta}{V_old} + (1 − {beta}){g}", "{W} ← {W_old} − {lr}{V}")
    let settings = [Setting.decay("beta", "β", 0.9, "The past's share."), .learningRate(0.1, "As far.")]
    let lines = formula.text(with: SettingValues(defaultsOf: settings))
    // ["V ← βV + (1 − β)g", "W ← W − αV"]

    #expect(lines == ["V ← βV + (1 − β)g", "W ← W − αV"])
  }

  @Test("Settings")
  func setting() {
    let beta = Setting(
      "beta", "β", default: 0.9, in: .from(0, toBelow: 1), slider: 0...0.999, .towardOne,
      "How much of the past stays.")
    let accepted = beta.accepted  // "0 ≤ beta < 1"

    #expect(accepted == "0 ≤ beta < 1")
    #expect(beta.accepts(0.9) && !beta.accepts(1))
  }

  @Test("Reading settings")
  func settings() throws {
    var values = SettingValues(defaultsOf: Adam<Point<Double>>.settings)
    try values.set("lr", to: 0.05)
    let rate = values["lr"]  // 0.05
    let typo = values["rate"]  // nil

    #expect(rate == 0.05)
    #expect(typo == nil)
    #expect(Heavy(Settings<Double>()).lr == 0.01 && !Heavy(Settings<Double>()).nesterov)
  }

  @Test("An objective from a closure")
  func closure() {
    let bowl = ClosureObjective(domain: Domain(x: -5...5, y: -5...5), start: Point(-4, 1.5)) { x, y in
      0.5 * (x.squared() + 20 * y.squared())
    }
    let gradient = bowl.valueAndGradient(at: Point(1, 1)).gradient  // Point(1, 20)
    let hessian = bowl.hessian(at: Point(1, 1))  // Hessian(xx: 1, xy: 0, yy: 20)

    #expect(gradient == Point(1, 20))
    #expect(hessian == Hessian(xx: 1, xy: 0, yy: 20))
  }

  @Test("A run")
  func run() {
    let bowl = Bowl()
    var track = Track()
    let conditions = RunConditions(limits: Limits(for: bowl.domain))
    var run = Run(OptimizerChoice(Adam.self), on: bowl, from: Point(-4, 1.5), conditions)
    run.record(into: &track)
    run.advance(100, into: &track)
    let halfway = track.points[50].position

    #expect(track.count == 101)
    #expect(halfway != run.position && run.step == 100)
  }

  @Test("A pack of runs")
  func pack() {
    let starts = (0..<16).map { Point(Double($0) / 4 - 2, 1.5) }
    var pack = RunPack(
      starts.map { _ in OptimizerChoice(Adam.self) }, on: Rosenbrock(), from: starts,
      RunConditions(limits: Limits(for: Rosenbrock().domain)))
    pack.advance(500)
    let ends = pack.positions

    #expect(pack.isSideBySide)
    #expect(ends.count == 16 && Set(ends).count > 1)
  }

  @Test("Settings of many runs")
  func packedSettings() throws {
    let rates = (0..<64).map { 0.001 * Double($0 + 1) }
    let adam = OptimizerChoice(Adam.self)
    let settings = try PackedSettings(adam.settings, of: 64, varying: ["lr": rates])

    var pack = RunPack(
      adam, settings, on: Rosenbrock(), from: rates.map { _ in Point(-1, 1) },
      RunConditions(limits: Limits(for: Rosenbrock().domain)))
    pack.advance(1)
    // Adam's first step is its rate in each coordinate.
    #expect(abs(pack.positions[9].x + 1) > 0.0099 && abs(pack.positions[9].x + 1) < 0.0101)
  }

  @Test("A race")
  func race() {
    let surface = Bowl()
    var race = Race(
      [OptimizerChoice(Adam.self), OptimizerChoice(Momentum.self)], on: surface, from: surface.start,
      budget: 300, limits: Limits(for: surface.domain))
    race.extend(to: 300)
    let losses = race.timelines.map { $0.track.points[$0.last].loss }

    let start = surface.value(at: surface.start)
    #expect(losses.count == 2 && losses.allSatisfy { $0 < start })
  }

  @Test("A timeline")
  func timeline() {
    let bowl = Bowl()
    let run = Run(
      OptimizerChoice(Adam.self), on: bowl, from: bowl.start, RunConditions(limits: Limits(for: bowl.domain)))
    var timeline = Timeline(run, budget: 1000)
    timeline.extend(to: 400)
    let earlier = timeline.run(at: 123)
    let gradient = timeline.explanation(of: 123)?["g"]

    #expect(earlier.step == 123 && earlier.position == timeline.track.points[123].position)
    #expect(gradient == .vector(timeline.run(at: 122).gradient))
  }

  @Test("A typed formula")
  func typed() throws {
    let formula = try TypedFormula("a*x^2 + y^4 - 2*x*y; a=3")
    let gradient = formula.surface.valueAndGradient(at: Point(1, 1)).gradient  // Point(4, 2)

    #expect(gradient == Point(4, 2))
  }

  @Test("A regression")
  func regression() {
    let data = DataSet(name: "four", xName: "x", yName: "y", x: [0, 1, 2, 3], y: [1, 3, 5, 7])
    let line = Regression(data: data, model: .linear, batches: Batches(of: data.count, size: 2))
    let best = line.minima[0].point  // Point(2, 1)

    #expect((best - Point(2, 1)).length < 1e-12)
    #expect(line.dealing.stepsPerEpoch == 2)
  }

  @Test("Contours")
  func contourLines() {
    let grid = SampledGrid(domain: Domain(x: -5...5, y: -5...5), columns: 80, rows: 80) {
      Bowl().fillRow($0, $1, $2)
    }
    let rings = contours(of: grid, at: [1, 10])
    let isRing = rings[0].lines[0].isClosed  // true

    #expect(isRing && rings.count == 2)
  }

  @Test("Minimizing with a choice")
  func minimizeChoice() throws {
    let cosine = ScheduleCatalog.entry("cosine").map { ScheduleChoice($0) }
    let adam = try OptimizerChoice(Adam.self, ["lr": 0.05], schedule: cosine)
    let found = minimize(Rosenbrock(), from: Point(-1.5, 2), using: adam, steps: 1000)

    #expect(found.loss < 0.1)
  }

  @Test("Minimizing a surface")
  func minimizeSurface() {
    let found = minimize(Rosenbrock(), from: Point(-1.5, 2), using: Adam.self, steps: 1000)

    #expect(found.loss < 1e-2)
  }

  @Test("Minimizing with settings")
  func minimizeSettings() throws {
    let found = try minimize(
      Rosenbrock(), from: Point(-1.5, 2), using: Adam.self, with: ["lr": 0.05], steps: 1000)

    #expect(found.loss < 1)
  }

  @Test("Minimizing a closure")
  func minimizeClosure() {
    let found = minimize(
      { x, y in (1 - x).squared() + 100 * (y - x.squared()).squared() },
      from: Point(-1.5, 2), using: Adam.self, steps: 1000)

    #expect(found.loss < 1e-2)
  }

  @Test("Minimizing a closure with settings")
  func minimizeClosureSettings() throws {
    let found = try minimize(
      { x, y in x.squared() + 20 * y.squared() },
      from: Point(-4, 1.5), using: Momentum.self, with: ["lr": 0.05, "beta": 0.8], steps: 500)

    guard case .converged = found.outcome else {
      Issue.record("it has not converged: \(found)")
      return
    }
    #expect(found.position.length < 1e-5)
  }

  @Test("The article")
  func article() throws {
    let found = try minimize(
      { x, y in (1 - x).squared() + 100 * (y - x.squared()).squared() },
      from: Point(-1.5, 2), using: Adam.self, with: ["lr": 0.05], steps: 5000)
    let end = found.position  // near (1, 1)

    #expect((end - Point(1, 1)).length < 1e-2)
  }
}

/// x² + y², asked one question after another.
private struct BowlOracle: Oracle {
  private(set) var evaluations = 0

  mutating func value(at position: Point<Double>) -> Double { valueAndGradient(at: position).value }
  mutating func gradient(at position: Point<Double>) -> Point<Double> {
    valueAndGradient(at: position).gradient
  }
  mutating func valueAndGradient(at position: Point<Double>) -> (value: Double, gradient: Point<Double>) {
    evaluations += 1
    return (position.dot(position), position + position)
  }
  mutating func hessianDiagonal(at position: Point<Double>) -> Point<Double> {
    evaluations += 1
    return Point(2, 2)
  }
  mutating func hessianProduct(at position: Point<Double>, _ direction: Point<Double>) -> Point<Double> {
    evaluations += 1
    return direction + direction
  }
  func observedLoss(at position: Point<Double>) -> Double { position.dot(position) }

  @Test func aTransformation() {
    struct Halved: GradientTransformation {
      let name = "halved"
      var formula: [String] { ["{out} = {in}/2"] }

      mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> { 0.5 * u }
    }
    #expect(Halved().name == "halved" && Halved().formula.count == 1)
  }
}
