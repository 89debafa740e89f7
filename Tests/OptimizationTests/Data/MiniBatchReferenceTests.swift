import Experiments
import Optimization
import Optimizers
import Testing

@Suite("Mini-batch training against the libraries")
struct MiniBatchReferenceTests {
  /// A file of mini-batch runs, with the fields that other trajectories do not have.
  struct File: Decodable {
    struct Extra: Decodable {
      let objective: String
      let batch_size: Int
      let data: String
    }
    let batch_order: [[UInt32]]
    let cases: [Extra]
  }

  private func cases(_ model: String) throws -> (order: [[UInt32]], [(TrajectoryFile.Case, File.Extra)]) {
    let path = "minibatch/\(model).json"
    let file = try Fixtures.load(path, as: File.self)
    let trajectories = try Fixtures.load(path, as: TrajectoryFile.self)
    return (file.batch_order, Array(zip(trajectories.cases, file.cases)))
  }

  @Test("Every stored step of every case", arguments: ["linear", "logistic"])
  func everyCase(model: String) throws {
    let data = try DataSets.load(model)
    let (order, cases) = try cases(model)
    #expect(data.count == 256 && cases.count >= 20)
    let entry = Regression.entry(
      model: try #require(Regression.Model(rawValue: model)), data: data, order: .given(order))
    for (reference, extra) in cases {
      var settings = entry.defaults
      let word = extra.objective == "bce_with_logits" ? "bce" : extra.objective
      let objective = try #require(settings.setting("objective")?.words?.firstIndex(of: word))
      try settings.set("objective", to: Double(objective))
      try settings.set("batch_size", to: Double(extra.batch_size))
      let surface = entry.surface(settings)
      let start = Point(reference.start[0], reference.start[1])
      let run = Run(
        try Specification(optimizers: .standard).optimizer(try LibraryCalls.text(reference)), on: surface,
        from: start,
        RunConditions(limits: Limits(for: surface.domain, including: start), steps: reference.steps))
      var timeline = Timeline(run, budget: reference.steps)
      timeline.extend(to: reference.steps)
      let track = timeline.track
      let deviation = TrajectoryReferenceTests.deviation(
        Array(track.positions), Array(track.losses), from: reference)
      #expect(deviation <= 1, "\(reference.id) is off by \(deviation) tolerances")
    }
  }
}
