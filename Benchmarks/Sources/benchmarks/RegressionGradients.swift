import CBaselines
import Optimization

/// A regression's loss and gradient over all examples, against the least cost of reading both columns; the map of a
/// loss; and steps over small batches.
enum RegressionGradients {
  static func run(rounds: Int) {
    // In the processor's caches, and far beyond them.
    gradients(of: 100_000, rounds: rounds)
    gradients(of: 10_000_000, rounds: max(1, rounds / 20))
    maps(of: 100_000, rounds: max(1, rounds / 50))
    steps(of: 100_000, rounds: rounds)
  }

  private static let losses: [(Regression.Model, Regression.Loss)] = [
    (.linear, .mse), (.linear, .mae), (.linear, .huber(delta: 1)), (.logistic, .bce),
  ]

  /// Points around a line, or labels of one side of it.
  private static func data(_ count: Int, _ model: Regression.Model) -> DataSet {
    let numbers = RandomNumbers(seed: 1, stream: 1)
    let x = (0..<count).map { 4 * numbers.uniform(UInt64(2 * $0)) - 2 }
    let y = (0..<count).map { i in
      let height = 2 * x[i] - 0.5 + 4 * numbers.uniform(UInt64(2 * i + 1)) - 2
      return model == .linear ? height : height > 0 ? 1 : 0
    }
    return DataSet(name: "benchmark", xName: "x", yName: "y", x: x, y: y)
  }

  private static func gradients(of count: Int, rounds: Int) {
    let columns = data(count, .linear)
    var candidates = [
      Candidate(name: "C: reading both columns") { baseline_stream(columns.x, columns.y, Int64(count)) }
    ]
    for (model, loss) in losses {
      let regression = Regression(data: data(count, model), model: model, loss: loss)
      candidates.append(
        Candidate(name: "Swift: \(loss.word), value and gradient") {
          let (value, gradient) = regression.valueAndGradient(at: Point(1.3, 0.2))
          return value + gradient.x + gradient.y
        })
    }
    printTable(
      "A gradient over \(count) examples, for each example", measure(candidates, rounds: rounds),
      operations: Double(count), unit: "ns", scale: 1e9)
  }

  private static func maps(of count: Int, rounds: Int) {
    let candidates = losses.map { model, loss in
      let regression = Regression(data: data(count, model), model: model, loss: loss)
      return Candidate(name: "Swift: \(loss.word)") {
        let grid = SampledGrid(domain: regression.domain, columns: 80, rows: 70) { y, xs, out in
          regression.fillRow(y, xs, out)
        }
        return grid.finiteRange?.upperBound ?? 0
      }
    }
    printTable(
      "A map of 80 x 70 nodes over \(count) examples", measure(candidates, rounds: rounds), unit: "ms",
      scale: 1e3)
  }

  private static func steps(of count: Int, rounds: Int) {
    let steps = 1000
    for (model, loss) in [losses[0], losses[3]] {
      let examples = data(count, model)
      let candidates = [1, 16, 64, 512].map { size in
        let regression = Regression(
          data: examples, model: model, loss: loss, batches: Batches(of: count, size: size))
        return Candidate(name: "Swift: batches of \(size)") {
          (0..<steps).reduce(0.0) {
            $0 + regression.batch(ofStep: $1, seed: 3).valueAndGradient(at: Point(1.3, 0.2)).value
          }
        }
      }
      printTable(
        "A batch of \(count) examples dealt out, \(loss.word) and its gradient",
        measure(candidates, rounds: max(1, rounds / 10)), operations: Double(steps), unit: "ns", scale: 1e9)
    }
  }
}
