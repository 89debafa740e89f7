import Optimization
import Testing

@Suite("Trajectories against the libraries")
struct TrajectoryReferenceTests {
  /// The optimizer and settings that a case describes in its library's words.
  static func translate(_ reference: TrajectoryFile.Case) throws -> Race.Entrant {
    let given = reference.hyperparameters
    func number(_ key: String) -> Double { given[key]?.number ?? .nan }
    let isArticle = reference.library == "article"
    let (id, values): (String, [(String, Double)]) =
      switch reference.optimizer {
      case "sgd" where given["weight_decay"]?.number ?? 0 != 0:
        // Plain descent has no weight decay of its own; the heavy ball without momentum is PyTorch's SGD.
        (
          "heavy_ball", [("lr", number("lr")), ("momentum", 0), ("weight_decay", number("weight_decay"))]
        )
      case "sgd": ("gd", [("lr", number("lr"))])
      case "momentum" where isArticle: ("momentum", [("lr", number("lr")), ("beta", number("beta"))])
      case "momentum", "momentum_dampened":
        (
          "heavy_ball",
          [
            ("lr", number("lr")), ("momentum", number("momentum")), ("dampening", number("dampening")),
            ("weight_decay", number("weight_decay")),
          ]
        )
      case "nag":
        (
          "nesterov",
          [("lr", number("lr")), ("momentum", number("momentum")), ("weight_decay", number("weight_decay"))]
        )
      case "adagrad":
        (
          "adagrad",
          [
            ("lr", number("lr")), ("lr_decay", number("lr_decay")), ("eps", number("eps")),
            ("initial_accumulator", number("initial_accumulator_value")),
            ("weight_decay", number("weight_decay")),
          ]
        )
      case "adadelta":
        (
          "adadelta",
          [
            ("lr", number("lr")), ("rho", number("rho")), ("eps", number("eps")),
            ("weight_decay", number("weight_decay")),
          ]
        )
      case "rmsprop" where isArticle:
        ("rmsprop", [("lr", number("lr")), ("beta", number("beta")), ("eps", number("eps"))])
      case "rmsprop":
        (
          "rmsprop",
          [
            ("lr", number("lr")), ("beta", number("alpha")), ("eps", number("eps")),
            ("momentum", number("momentum")), ("centered", number("centered")),
            ("weight_decay", number("weight_decay")),
          ]
        )
      case "adam" where isArticle:
        (
          "adam",
          [
            ("lr", number("lr")), ("beta1", number("beta1")), ("beta2", number("beta2")),
            ("eps", number("eps")),
          ]
        )
      case "adam", "amsgrad":
        (
          "adam",
          [
            ("lr", number("lr")), ("beta1", given["betas"]?.number(0) ?? .nan),
            ("beta2", given["betas"]?.number(1) ?? .nan), ("eps", number("eps")),
            ("weight_decay", number("weight_decay")), ("amsgrad", number("amsgrad")),
          ]
        )
      default: ("", [])
      }
    let entry = try #require(OptimizerCatalog.entry(id), "\(reference.id)")
    var settings = entry.defaults
    for (key, value) in values { try settings.set(key, to: value) }
    return Race.Entrant(entry, settings)
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
      for (ours, theirs, sensitivity) in [
        (points[step].x, reference.trajectory[k][0], sensitivity),
        (points[step].y, reference.trajectory[k][1], sensitivity),
        (losses[step], reference.loss[k], lossSensitivity),
      ] {
        let tolerance = max(1e-12 * max(1, abs(theirs)), 64 * 2.2e-16 * sensitivity)
        let deviation = abs(ours - theirs) / tolerance
        worst = deviation.isNaN ? .infinity : max(worst, deviation)
      }
    }
    return worst
  }

  private func cases(of library: String) throws -> [TrajectoryFile.Case] {
    try Fixtures.names(in: "trajectories/\(library)").flatMap {
      try Fixtures.load("trajectories/\(library)/\($0)", as: TrajectoryFile.self).cases
    }
  }

  @Test("Every stored step of every case", arguments: [("article", 28), ("torch", 71)])
  func everyCase(library: String, total: Int) throws {
    var checked = 0
    for reference in try cases(of: library) {
      let surface = try #require(try referenceSurface(reference.surface), "\(reference.surface)")
      let race = try Self.translate(reference)
      let run = Run(
        race.optimizer, race.settings, on: surface, from: Point(reference.start[0], reference.start[1]),
        limits: Limits(for: surface.domain))
      var timeline = Timeline(run, budget: reference.steps)
      timeline.extend(to: reference.steps)
      let deviation = Self.deviation(
        Array(timeline.track.positions), Array(timeline.track.losses), from: reference)
      #expect(deviation <= 1, "\(reference.id) is off by \(deviation) tolerances")
      checked += 1
    }
    #expect(checked == total)
  }

  @Test("The tolerance catches a step done a little wrong")
  func aMistakeIsSeen() throws {
    let reference = try #require(try cases(of: "torch").first { $0.id == "torch/adam/bowl_k20/0" })
    let surface = try #require(try referenceSurface(reference.surface))
    var (w, v, s) = (Point(reference.start[0], reference.start[1]), Point(0.0, 0.0), Point(0.0, 0.0))
    var points = [w]
    for t in 1...reference.steps {
      let g = surface.valueAndGradient(at: w).gradient
      v = Point(0.9 * v.x + 0.1 * g.x, 0.9 * v.y + 0.1 * g.y)
      s = Point(0.999 * s.x + 0.001 * g.x * g.x, 0.999 * s.y + 0.001 * g.y * g.y)
      let (b1, b2) = (1 - Double.pow(0.9, t), 1 - Double.pow(0.999, t))
      // The mistake: ε inside the root.
      w = Point(
        w.x - 0.05 * (v.x / b1) / (s.x / b2 + 1e-8).squareRoot(),
        w.y - 0.05 * (v.y / b1) / (s.y / b2 + 1e-8).squareRoot())
      points.append(w)
    }
    let losses = points.map { surface.value(at: $0) }
    #expect(Self.deviation(points, losses, from: reference) > 1)
  }
}
