import Optimization
import Testing

@Suite("Trajectories against the libraries")
struct TrajectoryReferenceTests {
  static let libraries = ["article", "torch", "optax", "keras", "pytorch-optimizer", "schedulefree", "scipy"]

  /// Cases that are not reproduced, by the start of their identifiers, and why.
  static let unreproduced = [
    "optax/rprop/": "optax 0.2.8 makes every move one step late, so that its first step does not move at all",
    "optax/schedule_free_sgd/bowl_k20/3": "optax computed the rates of this warm-up in single precision",
    "optax/schedule_free_adamw/bowl_k20/3": "optax computed the rates of this warm-up in single precision",
  ]

  /// How far something is from the reference, in units of the tolerance.
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

  @Test("Every stored step of every case of every library")
  func everyCase() throws {
    var (checked, averages, counted, left) = (0, 0, 0, 0)
    let all = try cases()
    for reference in all {
      if Self.unreproduced.keys.contains(where: { reference.id.hasPrefix($0) }) {
        left += 1
        continue
      }
      let surface = try #require(try referenceSurface(reference.surface), "\(reference.surface)")
      let (race, average) = try LibraryWords.translate(reference)
      let run = Run(
        race.entry, race.settings, on: surface, from: Point(reference.start[0], reference.start[1]),
        limits: Limits(for: surface.domain))
      var timeline = Timeline(run, budget: reference.steps)
      timeline.extend(to: reference.steps)
      let deviation = Self.deviation(
        Array(timeline.track.positions), Array(timeline.track.losses), from: reference)
      #expect(deviation <= 1, "\(reference.id) is off by \(deviation) tolerances")
      checked += 1

      if let theirs = reference.evaluations {
        let ours = reference.index.map { timeline.run(at: $0).evaluations }
        #expect(ours == theirs, "the evaluations of \(reference.id)")
        counted += 1
      }
      guard let theirs = reference.average else { continue }
      let name = try #require(average, "the average of \(reference.id) is not compared")
      for (k, step) in reference.index.enumerated() where step > 0 {
        guard case .vector(let ours) = timeline.explanation(of: step)?[name] else {
          Issue.record("\(name) is not recorded at step \(step) of \(reference.id)")
          break
        }
        let sensitivity = step <= 50 ? reference.sensitivity_50 : reference.sensitivity
        #expect(
          Self.deviation(ours.x, theirs[k][0], sensitivity) <= 1, "\(name) of \(reference.id) at \(step)")
        #expect(
          Self.deviation(ours.y, theirs[k][1], sensitivity) <= 1, "\(name) of \(reference.id) at \(step)")
      }
      averages += 1
    }
    #expect(checked + left == all.count)
    #expect(left <= 5 && averages >= 19 && counted >= 14)
  }

  /// The deviation from a case when every step is made by a given function of position, gradient and step number.
  private func deviation(
    from id: String, stepping step: (Point<Double>, Point<Double>, Int) -> Point<Double>
  ) throws -> Double {
    let reference = try #require(try cases().first { $0.id == id })
    let surface = try #require(try referenceSurface(reference.surface))
    var points = [Point(reference.start[0], reference.start[1])]
    for t in 1...reference.steps {
      let w = points[t - 1]
      points.append(step(w, surface.valueAndGradient(at: w).gradient, t))
    }
    return Self.deviation(points, points.map { surface.value(at: $0) }, from: reference)
  }

  @Test(
    "The tolerance catches a step done a little wrong: Adam with ε inside the root", arguments: [false, true])
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
      // Even where it is almost 1, after fifty steps, it is seen.
      let b = isCorrected && t > 50 ? 1 - Double.pow(0.9, t) : 1
      return Point(
        w.x - 0.02 * g.x / ((s.x / b).squareRoot() + 1e-8), w.y - 0.02 * g.y / ((s.y / b).squareRoot() + 1e-8)
      )
    }
    #expect((deviation > 1) == isCorrected)
  }
}
