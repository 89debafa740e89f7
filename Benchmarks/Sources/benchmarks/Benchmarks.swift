@main
enum Benchmarks {
  static func main() {
    let rounds = 200
    Contouring.run(rounds: rounds)
    AdamStep.run(rounds: rounds)
    OptimizerSteps.run(rounds: rounds)
    TypedFormulas.run(rounds: rounds)
    RegressionGradients.run(rounds: rounds)
  }
}
