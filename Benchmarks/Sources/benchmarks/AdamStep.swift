import CBaselines
import Optimization

/// One Adam step on Rosenbrock, value and gradient included: the nanoseconds a run costs.
enum AdamStep {
  /// Short of convergence, behind which the moments sink into denormal numbers, and of the step behind which
  /// the powers underflow, which a library's `pow` takes twice as long for.
  static let steps: Int64 = 5_000

  static func run(rounds: Int) {
    let candidates = [
      Candidate(name: "C: bias correction by pow") { cRun(baseline_adam_pow) },
      Candidate(name: "C: bias correction by running products") { cRun(baseline_adam_product) },
      // The library's own run goes here: the same start, settings and number of steps, the sum of the losses returned.
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
