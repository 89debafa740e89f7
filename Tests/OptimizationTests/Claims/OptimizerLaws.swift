import Optimization
import Testing

@Suite("Claims: optimizers by the textbooks and by another method's numbers")
struct OptimizerLaws {
  /// Quadratics of the catalog, each with its minimum and the condition number of its curvature.
  private static let quadratics = [
    ("bowl_k1", Point(0.0, 0.0), 1.0), ("bowl_k20", Point(0, 0), 20), ("bowl_k400", Point(0, 0), 400),
    ("sphere", Point(0, 0), 1), ("booth", Point(1, 3), 9), ("matyas", Point(0, 0), 25),
  ]

  static let all = [
    Law("newton", "the textbook: one step on a quadratic, squared errors near any minimum") {
      var worst = 0.0
      for (id, minimum, _) in quadratics {
        let ends = try track(try choice("newton"), on: id, steps: 1).positions.suffix(1)
        worst = max(worst, distance(ends, [minimum]))
      }
      // Rosenbrock's third derivatives over its curvature allow 300 times the square.
      let path = try track(try choice("newton"), on: "rosenbrock", from: Point(1.05, 1.09), steps: 6)
        .positions
      let errors = path.map { Point($0.x - 1, $0.y - 1).length }
      for (before, after) in zip(errors, errors.dropFirst()) where before > 1e-7 {
        worst = max(worst, after - 300 * before * before)
      }
      return max(worst, errors[6])
    },
    Law("conjugate_gradient", "the textbook: two steps on any quadratic") {
      try quadratics.reduce(0) { worst, quadratic in
        let (id, _, condition) = quadratic
        return try [0.0, 1].reduce(worst) { worst, variant in
          let choice = try choice("conjugate_gradient", ["variant": variant])
          let norms = Array(try track(choice, on: id, steps: 2).gradientNorms)
          return max(worst, norms[2] / (norms[0] * condition))
        }
      }
    },
    Law("sign_sgd", "pytorch-optimizer 4.1 SignSGD(momentum=0)") {
      // Written as Signum by the reader of calls: it is the case without momentum.
      let file = try Fixtures.load("trajectories/pytorch-optimizer/signsgd.json", as: TrajectoryFile.self)
      let plain = file.cases.filter {
        if case .number(0)? = $0.hyperparameters["momentum"] { true } else { false }
      }
      #expect(!plain.isEmpty && plain.allSatisfy { $0.library.hasPrefix("pytorch-optimizer 4.1.") })
      return try plain.reduce(0) { worst, one in
        guard case .number(let lr)? = one.hyperparameters["lr"] else { return .infinity }
        let start = Point(one.start[0], one.start[1])
        let name = try #require(one.surface)
        let track = try track(try choice("sign_sgd", ["lr": lr]), on: name, from: start, steps: one.steps)
        let deviation = TrajectoryReferenceTests.deviation(
          Array(track.positions), Array(track.losses), from: one)
        return max(worst, 1e-12 * deviation)
      }
    },
  ]

  @Test("A method satisfies its law", arguments: all)
  func holds(law: Law) throws {
    let deviation = try law.deviation()
    #expect(deviation <= 1e-12, "off by \(deviation)")
  }
}
