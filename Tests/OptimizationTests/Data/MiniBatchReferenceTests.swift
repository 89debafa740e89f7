import Experiments
import Foundation
import Optimization
import Testing

@Suite("Mini-batch training against the libraries")
struct MiniBatchReferenceTests {
  /// A file of mini-batch runs, with what the other trajectories do not have.
  struct File: Decodable {
    struct Extra: Decodable {
      let objective: String
      let batch_size: Int
      let data: String
    }
    let batch_order: [[UInt32]]
    let cases: [Extra]
  }

  /// A case of a trajectory file needs a surface; these have a data set instead.
  private func cases(_ model: String) throws -> (order: [[UInt32]], [(TrajectoryFile.Case, File.Extra)]) {
    let path = "minibatch/\(model).json"
    let url = Bundle.module.bundleURL.appendingPathComponent("Fixtures/\(path)")
    var object = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any])
    let plain = try #require(object["cases"] as? [[String: Any]])
    object["cases"] = plain.map { $0.merging(["surface": "data"]) { $1 } }
    // The names that the other files give to what these call by the library's version.
    let trajectories = try JSONDecoder().decode(
      TrajectoryFile.self, from: JSONSerialization.data(withJSONObject: object))
    let file = try Fixtures.load(path, as: File.self)
    return (file.batch_order, Array(zip(trajectories.cases, file.cases)))
  }

  /// A library's constructor call for a case, whose identifier begins with the data set rather than the library.
  private func call(_ reference: TrajectoryFile.Case) throws -> String {
    try LibraryCalls.text(reference)
  }

  @Test("Every stored step of every case", arguments: ["linear", "logistic"])
  func everyCase(model: String) throws {
    let data = try DataFixtures.load(model)
    let (order, cases) = try cases(model)
    #expect(data.count == 256 && cases.count >= 20)
    let entry = Regression.entry(
      model: try #require(Regression.Model(rawValue: model)), data: data, order: .given(order))
    for (reference, extra) in cases {
      var settings = entry.defaults
      let word = extra.objective == "bce_with_logits" ? "bce" : extra.objective
      let objective = try #require(settings.setting("objective").words?.firstIndex(of: word))
      try settings.set("objective", to: Double(objective))
      try settings.set("batch_size", to: Double(extra.batch_size))
      let surface = entry.surface(settings)
      let start = Point(reference.start[0], reference.start[1])
      let run = Run(
        try Specification.optimizer(try call(reference)), on: surface, from: start,
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

/// The data sets beside the tests.
enum DataFixtures {
  static func load(_ name: String) throws -> DataSet {
    let url = Bundle.module.bundleURL.appendingPathComponent("Fixtures/data/\(name).csv")
    let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map {
      $0.split(separator: ",").map(String.init)
    }
    let rows = lines.dropFirst().map { $0.compactMap(Double.init) }
    return DataSet(
      name: name, xName: lines[0][0], yName: lines[0][1], x: rows.map { $0[0] }, y: rows.map { $0[1] })
  }
}
