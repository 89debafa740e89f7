import CBaselines
import Optimization
import Optimizers

/// One step of every optimizer on Rosenbrock, with everything a run does: the step, the point recorded, the stop tests.
///
/// The article's four methods stand beside the same loop in C, which records the same numbers.
enum OptimizerSteps {
  /// Short of convergence, after which averages become denormal numbers.
  static let steps: Int64 = 5_000

  static func run(rounds: Int) {
    for (id, baseline) in baselines {
      printTable(
        "\(id) on Rosenbrock, one step",
        measure(
          [Candidate(name: "C", work: baseline), Candidate(name: "Swift: a run", work: run(id))],
          rounds: rounds),
        operations: Double(steps), unit: "ns", scale: 1e9)
    }
    printTable(
      "Every optimizer on Rosenbrock, one step",
      measure(
        OptimizerCatalog.standard.entries.map { Candidate(name: $0.card.id, work: run($0.card.id)) },
        rounds: rounds),
      operations: Double(steps), unit: "ns", scale: 1e9)
  }

  private static let baselines: [(String, @Sendable () -> Double)] = [
    ("gd", { inC { baseline_gd(steps, $0, 1e-3) } }),
    ("momentum", { inC { baseline_momentum(steps, $0, 1e-3, 0.9) } }),
    ("rmsprop", { inC { baseline_rmsprop(steps, $0, 1e-3, 0.9, 1e-8) } }),
    ("adam", { inC { baseline_adam(steps, $0, 1e-3, 0.9, 0.999, 1e-8) } }),
  ]

  private static func inC(_ body: (UnsafeMutablePointer<baseline_point>) -> Double) -> Double {
    withUnsafeTemporaryAllocation(of: baseline_point.self, capacity: Int(steps)) { track in
      track.baseAddress.map(body) ?? .nan
    }
  }

  /// The program's own run, at the defaults and a rate at which nothing diverges or converges.
  private static func run(_ id: String) -> () -> Double {
    guard let surface = SurfaceCatalog.entry("rosenbrock"), let entry = OptimizerCatalog.standard.entry(id)
    else {
      fatalError("the catalogs have no Rosenbrock or no \(id)")
    }
    let settings = (try? entry.defaults.setting("lr", to: 1e-3)) ?? entry.defaults
    let (choice, objective) = (OptimizerChoice(entry, settings), surface.surface(surface.defaults))
    let conditions = RunConditions(limits: Limits(for: objective.domain))
    return {
      var run = Run(choice, on: objective, from: Point(-1.5, 2), conditions)
      var track = Track()
      track.reserve(Int(steps))
      run.advance(Int(steps), into: &track)
      return run.loss
    }
  }
}
