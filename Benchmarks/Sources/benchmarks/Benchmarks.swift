/// Runs the benchmarks named on the command line, or all of them.
@main
enum Benchmarks {
  private static var all: [(name: String, run: (Int) -> Void)] {
    [
      ("contours", { Contouring.run(rounds: $0) }),
      ("adam", { AdamStep.run(rounds: $0) }),
      ("optimizers", { OptimizerSteps.run(rounds: $0) }),
      ("packs", { PackSteps.run(rounds: $0 / 20) }),
      ("formulas", { TypedFormulas.run(rounds: $0) }),
      ("regression", { RegressionGradients.run(rounds: $0) }),
      ("screen", { ScreenFrames.run(rounds: $0) }),
      ("answers", { Answers.run(rounds: $0) }),
    ]
  }

  static func main() {
    let named = CommandLine.arguments.dropFirst()
    for name in named where !all.contains(where: { $0.name == name }) {
      print("no benchmark is called \(name); there are " + all.map(\.name).joined(separator: ", "))
      return
    }
    for (name, run) in all where named.isEmpty || named.contains(name) { run(200) }
  }
}
