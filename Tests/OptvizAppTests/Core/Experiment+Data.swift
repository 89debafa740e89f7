import Experiments
import Optimization
import OptvizApp
import SeededNumbers

extension Experiment {
  /// A line through noisy examples, with runs on it; the same in every run.
  static func line(
    examples: Int = 48, batchSize: Int = 16, model: Regression.Model = .linear, _ optimizers: [String],
    steps: Int = 60
  ) throws -> Experiment {
    var numbers = SeededNumbers(3)
    let x = (0..<examples).map { _ in Double.random(in: -1...3, using: &numbers) }
    let y = x.map { x in
      let line = 1.5 * x + 0.5 + Double.random(in: -2...2, using: &numbers)
      return model == .linear ? line : line > 1 ? 1 : 0
    }
    let data = DataSet(name: "points", xName: "x", yName: "y", x: x, y: y)
    var surface = SurfaceChoice(
      Regression.entry(model: model, data: data), origin: .data(DataChoice(source: "points", data: data)))
    try surface.settings.set("batch_size", to: Double(batchSize))
    let objective = surface.entry.surface(surface.settings)
    return Experiment(
      surface: surface, domain: objective.domain, start: objective.start,
      optimizers: try optimizers.map { try bundled.specification.optimizer($0) }, steps: steps)
  }
}

extension Player {
  /// Lets the clock tick until the race is computed.
  mutating func compute() {
    var now = 1.0
    while model.isComputing {
      send(.tick(now: now))
      now += 0.03
    }
  }

  /// How many examples a step of each run sees.
  var batchSizes: [Int] {
    model.derived.race.timelines.indices.map { model.derived.race.batches(of: $0)?.size ?? 0 }
  }
}
