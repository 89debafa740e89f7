import CBaselines
import Optimization
import Optimizers

/// One Adam step on Rosenbrock, value and gradient included: the nanoseconds a run costs.
enum AdamStep {
  /// Short of convergence, after which the moments become denormal numbers, and of the step after which
  /// the powers underflow, for which a library's `pow` takes twice as long.
  static let steps: Int64 = 5_000

  static func run(rounds: Int) {
    let candidates = [
      Candidate(name: "C: bias correction by pow") { cRun(baseline_adam_pow) },
      Candidate(name: "C: bias correction by running products") { cRun(baseline_adam_product) },
      Candidate(name: "Swift: a run, every point recorded") { swiftRun() },
    ]
    printTable(
      "Adam on Rosenbrock, one step", measure(candidates, rounds: rounds),
      operations: Double(steps), unit: "ns", scale: 1e9)

    let powers = [0.9, 0.999].map { beta in
      Candidate(name: "C: pow(\(beta), t)") { baseline_pow(beta, steps) }
    }
    printTable(
      "Powers, one call", measure(powers, rounds: rounds), operations: Double(steps), unit: "ns", scale: 1e9)
  }

  /// The program's own run: the step, the loss and the gradient's length at every point, and the stop tests.
  private static func swiftRun() -> Double {
    guard let surface = SurfaceCatalog.entry("rosenbrock"),
      let adam = OptimizerCatalog.standard.entry("adam"),
      let settings = try? adam.defaults.setting("lr", to: 1e-3)
    else { fatalError("the catalogs have no Rosenbrock or no Adam") }
    let objective = surface.surface(surface.defaults)
    var run = Run(
      OptimizerChoice(adam, settings), on: objective, from: Point(-1.5, 2),
      RunConditions(limits: Limits(for: objective.domain)))
    var track = Track()
    track.reserve(Int(steps))
    run.advance(Int(steps), into: &track)
    return run.loss
  }

  private static func cRun(
    _ baseline: (
      Int64, UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>, Double, Double, Double, Double
    ) -> Double
  ) -> Double {
    var x = -1.5
    var y = 2.0
    return baseline(steps, &x, &y, 1e-3, 0.9, 0.999, 1e-8)
  }
}
