import Experiments
import Optimization
import Optimizers
import Testing

@Suite("Trajectories against the libraries")
struct TrajectoryReferenceTests {
  static let libraries = ["article", "torch", "optax", "keras", "pytorch-optimizer", "schedulefree", "scipy"]

  /// Cases that are not reproduced, by the start of their identifiers, and why.
  static let unreproduced: [String: String] = [:]

  /// The deviation of a value from the reference, in units of the tolerance.
  static func deviation(_ ours: Double, _ theirs: Double, _ sensitivity: Double) -> Double {
    let tolerance = max(1e-12 * max(1, abs(theirs)), 64 * 2.2e-16 * sensitivity)
    let deviation = abs(ours - theirs) / tolerance
    return deviation.isNaN ? .infinity : deviation
  }

  /// The largest deviation of a trajectory from a case, in units of the tolerance; above 1 it fails.
  static func deviation(_ points: [Point<Double>], _ losses: [Double], from reference: TrajectoryFile.Case)
    -> Double
  {
    var worst = 0.0
    for (k, step) in reference.index.enumerated() {
      guard step < points.count else { return .infinity }
      let sensitivity = step <= 50 ? reference.sensitivity_50 : reference.sensitivity
      let lossSensitivity = step <= 50 ? reference.loss_sensitivity_50 : reference.loss_sensitivity
      worst = max(
        worst, deviation(points[step].x, reference.trajectory[k][0], sensitivity),
        deviation(points[step].y, reference.trajectory[k][1], sensitivity),
        deviation(losses[step], reference.loss[k], lossSensitivity))
    }
    return worst
  }

  private func cases(of libraries: [String] = libraries) throws -> [TrajectoryFile.Case] {
    try libraries.flatMap { library in
      try Fixtures.names(in: "trajectories/\(library)").flatMap {
        try Fixtures.load("trajectories/\(library)/\($0)", as: TrajectoryFile.self).cases
      }
    }
  }

  /// The largest deviation of a companion from the reference's, in units of the tolerance.
  private func deviation(_ ours: [Point<Double>], _ theirs: [[Double]], _ reference: TrajectoryFile.Case)
    -> Double
  {
    var worst = 0.0
    for (k, step) in reference.index.enumerated() {
      guard step < ours.count else { return .infinity }
      let sensitivity = step <= 50 ? reference.sensitivity_50 : reference.sensitivity
      worst = max(
        worst, Self.deviation(ours[step].x, theirs[k][0], sensitivity),
        Self.deviation(ours[step].y, theirs[k][1], sensitivity))
    }
    return worst
  }

  @Test("Every stored step of every case of every library, run by the library's own constructor call")
  func everyCase() throws {
    var (checked, companions, schedules, counted, left) = (0, 0, 0, 0, 0)
    let all = try cases()
    for reference in all {
      if Self.unreproduced.keys.contains(where: { reference.id.hasPrefix($0) }) {
        left += 1
        continue
      }
      let name = try #require(reference.surface, "\(reference.id)")
      let surface = try #require(try referenceSurface(name), "\(reference.id)")
      let choice = try Specification(optimizers: .standard).optimizer(try LibraryCalls.text(reference))
      let run = Run(
        choice, on: surface, from: Point(reference.start[0], reference.start[1]),
        RunConditions(limits: Limits(for: surface.domain), steps: reference.steps))
      var timeline = Timeline(run, budget: reference.steps)
      timeline.extend(to: reference.steps)
      let track = timeline.track
      let deviation = Self.deviation(Array(track.positions), Array(track.losses), from: reference)
      #expect(deviation <= 1, "\(reference.id) is off by \(deviation) tolerances")
      checked += 1

      if let theirs = reference.average ?? reference.slow {
        #expect(choice.companion == (reference.slow == nil ? "average" : "slow"), "\(reference.id)")
        let deviation = self.deviation(track.companions, theirs, reference)
        #expect(deviation <= 1, "the companion of \(reference.id) is off by \(deviation) tolerances")
        companions += 1
      }
      if let rates = reference.lr {
        #expect(track.rates.count == reference.steps + 1)
        for (ours, theirs) in zip(track.rates, rates) {
          #expect(abs(ours - theirs) <= 1e-12 * choice.rate, "a rate of \(reference.id)")
        }
        schedules += 1
      }
      if let momenta = reference.momentum_per_step {
        let key = try #require(choice.momentumKey)
        for (t, theirs) in momenta.enumerated() {
          guard case .scalar(let ours)? = timeline.explanation(of: t + 1)?[key] else {
            Issue.record("\(key) is not recorded at step \(t + 1) of \(reference.id)")
            break
          }
          #expect(abs(ours - theirs) <= 1e-12, "\(key) of \(reference.id) at \(t)")
        }
      }
      if let evaluations = reference.evaluations {
        let ours = reference.index.map { track.points[$0].evaluations }
        #expect(ours == evaluations, "the evaluations of \(reference.id)")
        counted += 1
      }
    }
    #expect(checked + left == all.count)
    #expect(left == 0 && companions >= 25 && schedules >= 9 && counted >= 14)
  }

  @Test("Every schedule of the reference, by PyTorch's own call")
  func everySchedule() throws {
    for reference in try Fixtures.load("schedules.json", as: ScheduleFile.self).schedules {
      let call = try LibraryCalls.scheduler(reference.schedule, reference.parameters)
      let choice = try Specification(optimizers: .standard).optimizer(
        "torch.optim.SGD(params, lr=\(reference.base_lr), momentum=0.9)@" + call)
      let schedule = try #require(choice.schedule)
      let rates = schedule.entry.make(schedule.settings, reference.lr.count)
      for (t, theirs) in reference.lr.enumerated() {
        let ours = rates.rate(t, base: choice.rate)
        #expect(
          abs(ours - theirs) <= 1e-12 * reference.base_lr, "\(reference.id) at \(t): \(ours), \(theirs)")
      }
      for (t, theirs) in (reference.momentum ?? []).enumerated() {
        let ours = try #require(rates.momentum(t))
        #expect(abs(ours - theirs) <= 1e-12, "the momentum of \(reference.id) at \(t)")
      }
    }
  }

  /// The deviation from a case when every step is made by a given function of position, gradient and step number.
  private func deviation(
    from id: String, stepping step: (Point<Double>, Point<Double>, Int) -> Point<Double>
  ) throws -> Double {
    let reference = try #require(try cases().first { $0.id == id })
    let name = try #require(reference.surface)
    let surface = try #require(try referenceSurface(name))
    var points = [Point(reference.start[0], reference.start[1])]
    for t in 1...reference.steps {
      let w = points[t - 1]
      points.append(step(w, surface.valueAndGradient(at: w).gradient, t))
    }
    return Self.deviation(points, points.map { surface.value(at: $0) }, from: reference)
  }

  @Test(
    "The tolerance detects a slightly wrong step: Adam with ε inside the root", arguments: [false, true])
  func misplacedEpsilonIsSeen(isInside: Bool) throws {
    var (v, s) = (Point(0.0, 0.0), Point(0.0, 0.0))
    let deviation = try deviation(from: "torch/adam/bowl_k20/0") { w, g, t in
      v = Point(0.9 * v.x + 0.1 * g.x, 0.9 * v.y + 0.1 * g.y)
      s = Point(0.999 * s.x + 0.001 * g.x * g.x, 0.999 * s.y + 0.001 * g.y * g.y)
      let (b1, b2) = (1 - Double.pow(0.9, t), 1 - Double.pow(0.999, t))
      func root(_ s: Double) -> Double {
        isInside ? (s / b2 + 1e-8).squareRoot() : (s / b2).squareRoot() + 1e-8
      }
      return Point(w.x - 0.05 * (v.x / b1) / root(s.x), w.y - 0.05 * (v.y / b1) / root(s.y))
    }
    #expect((deviation > 1) == isInside)
  }

  @Test("... and RMSprop with a bias correction that it does not have", arguments: [false, true])
  func superfluousCorrectionIsSeen(isCorrected: Bool) throws {
    var s = Point(0.0, 0.0)
    let deviation = try deviation(from: "article/rmsprop/bowl_k20/0") { w, g, t in
      s = Point(0.9 * s.x + 0.1 * g.x * g.x, 0.9 * s.y + 0.1 * g.y * g.y)
      // It is detected even where it is almost 1, after fifty steps.
      let b = isCorrected && t > 50 ? 1 - Double.pow(0.9, t) : 1
      return Point(
        w.x - 0.02 * g.x / ((s.x / b).squareRoot() + 1e-8), w.y - 0.02 * g.y / ((s.y / b).squareRoot() + 1e-8)
      )
    }
    #expect((deviation > 1) == isCorrected)
  }
}
