import Experiments
import Exports
import Foundation
import Optimization
import Testing

/// An experiment's output in a format, as text.
func exported(
  _ experiment: Experiment, _ format: String, every: Int = 1, until ending: Recording.Ending = .steps,
  traces: Bool = false
) throws -> String {
  var bytes: [UInt8] = []
  var sink = ByteSink { bytes.append(contentsOf: $0) }
  let entry = try #require(ExportCatalog.entry(format))
  try Recording(experiment, every: every, until: ending, traces: traces).write(as: entry, into: &sink)
  return String(decoding: bytes, as: UTF8.self)
}

/// An experiment from the words of the command line.
func experiment(_ surface: String, _ start: String, _ optimizers: [String], steps: Int) throws -> Experiment {
  let surface = try Specification.surface(surface)
  return Experiment(
    surface: surface, domain: surface.entry.surface(surface.settings).domain,
    start: try Specification.point(start), optimizers: try bundled.specification.optimizers(optimizers),
    steps: steps)
}

@Suite("Exports")
struct ExportTests {
  @Test("Every export's type is in the catalog, under its file's name")
  func catalog() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Sources/Exports")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let found = try files.filter { $0.hasSuffix(".swift") }.compactMap { file -> String? in
      let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
      return text.firstMatch(of: /public struct (\w+): Export \{/).map { String($0.1) }
    }
    #expect(Set(found) == Set(ExportCatalog.all.map { "\(type(of: $0))" }))
    #expect(found.count >= 2 && Set(found).count == found.count)
    #expect(Set(ExportCatalog.all.map(\.card.id)).count == ExportCatalog.all.count)
    #expect(ExportCatalog.standard.card.id == "json")
  }

  @Test("JSON, byte for byte")
  func json() throws {
    let text = try exported(
      experiment("bowl:k=20", "-1.5,2", ["gd:lr=0.2", "rmsprop:lr=0.5,beta=0.75"], steps: 2), "json")
    #expect(
      text == """
        {"version": 1,
         "surface": {"id": "bowl", "settings": {"k": 20.0}, "formula": "½(x² + 20y²)", \
        "domain": [[-5.0,5.0],[-5.0,5.0]]},
         "start": [-1.5,2.0], "steps": 2, "seed": 0,
         "runs": [
          {"optimizer": "gd", "settings": {"lr": 0.2},
           "wrappers": [], "schedule": null,
           "converged_at": null, "diverged_at": null, "stopped_at": null, "evaluations": 2,
           "index": [0,1,2],
           "trajectory": [[-1.5,2.0],[-1.2,-6.0],[-0.96,18.0]],
           "loss": [41.125,360.72,3240.4608],
           "gradient_norm": [40.02811511925087,120.0059998500075,360.00127999772445],
           "lr": [0.2,0.2,0.2]},
          {"optimizer": "rmsprop", "settings": {"lr": 0.5, "beta": 0.75, "eps": 1e-08, "momentum": 0.0, \
        "centered": false, "weight_decay": 0.0, "initial_scale": 0.0, "bias_correction": false, \
        "nesterov": false, "convention": "pytorch"},
           "wrappers": [], "schedule": null,
           "converged_at": null, "diverged_at": null, "stopped_at": null, "evaluations": 2,
           "index": [0,1,2],
           "trajectory": [[-1.5,2.0],[-0.5000000133333332,1.0000000005],\
        [-0.14078940609811796,0.5000000005625]],
           "loss": [41.125,10.125000016666668,2.5099108340597307],
           "gradient_norm": [40.02811511925087,20.006249034072663,10.000991044984968],
           "lr": [0.5,0.5,0.5]}
         ]}

        """)
  }

  @Test("CSV, byte for byte")
  func csv() throws {
    let text = try exported(experiment("bowl", "0,2", ["gd:lr=0.2", "gd:lr=0.05"], steps: 1), "csv")
    #expect(
      text == """
        run,optimizer,step,x,y,loss,gradient_norm,lr
        0,gd,0,0.0,2.0,40.0,40.0,0.2
        0,gd,1,0.0,-6.0,360.0,120.0,0.2
        1,gd,0,0.0,2.0,40.0,40.0,0.05
        1,gd,1,0.0,0.0,0.0,0.0,0.05

        """)
  }

  @Test("TSV is CSV with tabs, byte for byte, traces and examples included")
  func tsv() throws {
    let small = try experiment("bowl", "0,2", ["gd:lr=0.2", "gd:lr=0.05"], steps: 1)
    #expect(
      try exported(small, "tsv") == """
        run\toptimizer\tstep\tx\ty\tloss\tgradient_norm\tlr
        0\tgd\t0\t0.0\t2.0\t40.0\t40.0\t0.2
        0\tgd\t1\t0.0\t-6.0\t360.0\t120.0\t0.2
        1\tgd\t0\t0.0\t2.0\t40.0\t40.0\t0.05
        1\tgd\t1\t0.0\t0.0\t0.0\t0.0\t0.05

        """)
    var data = small
    data.take(try Specification.data("hubble", "batch_size=4"), in: bundled)
    let traced = try experiment("beale", "1,1.5", ["adam+clip_norm:max=2", "gd"], steps: 5)
    for (experiment, traces) in [(data, false), (data, true), (traced, true)] {
      let csv = try exported(experiment, "csv", every: 2, traces: traces)
      #expect(
        try exported(experiment, "tsv", every: 2, traces: traces) == csv.replacing(",", with: "\t"))
    }
  }

  @Test("A format with another separator is a value; a text that contains the separator is quoted")
  func separator() throws {
    var bytes: [UInt8] = []
    var sink = ByteSink { bytes.append(contentsOf: $0) }
    let format = SeparatedValuesExport("_", ExportCard(id: "x", name: "X", summary: "A test."))
    try Recording(experiment("bowl", "0,2", ["heavy_ball:lr=0.2"], steps: 0)).write(as: format, into: &sink)
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == "run_optimizer_step_x_y_loss_\"gradient_norm\"_lr\n0_\"heavy_ball\"_0_0.0_2.0_40.0_40.0_0.2\n")
  }

  @Test("A value that is not finite ends a run, is in its last point, and is a string in JSON")
  func nonFinite() throws {
    let lost = try experiment("bowl", "0,1", ["gd:lr=0.2"], steps: 100_000)
    let lines = try exported(lost, "csv").split(separator: "\n")
    #expect(lines.last == "0,gd,644,0.0,inf,inf,nan,0.2")
    #expect(lines.count == 646)
    let json = try exported(lost, "json", every: 1000)
    #expect(
      json.contains("\"converged_at\": null, \"diverged_at\": 9, \"stopped_at\": null, \"evaluations\": 644,")
    )
    #expect(json.contains("\"index\": [0,644],"))
    #expect(json.contains("\"trajectory\": [[0.0,1.0],[0.0,\"inf\"]],"))
    #expect(json.contains("\"gradient_norm\": [20.0,\"nan\"],"))
    let both = try exported(experiment("rosenbrock", "-1.5,2", ["gd:lr=1"], steps: 20), "csv")
    #expect(both.hasSuffix("\n0,gd,6,-inf,inf,nan,nan,1.0\n"))
  }

  @Test("Thinning keeps the start, every k-th point and the last", arguments: [1, 2, 3, 7, 1023, 1024, 5000])
  func thinning(every: Int) throws {
    let long = try experiment("rosenbrock", "-1.2,1", ["adam:lr=0.05", "gd:lr=0.001"], steps: 3001)
    let all = try exported(long, "csv").split(separator: "\n")
    let kept = all.dropFirst().filter { line in
      let step = Int(line.split(separator: ",")[2]) ?? -1
      return step % every == 0 || step == 3001
    }
    #expect(try exported(long, "csv", every: every).split(separator: "\n").dropFirst() == kept[...])
  }

  @Test("No steps give only the start")
  func noSteps() throws {
    let text = try exported(experiment("booth", "1,1", ["adam"], steps: 0), "csv", every: 10)
    #expect(text.split(separator: "\n").count == 2)
    let empty = try exported(experiment("booth", "1,1", [], steps: 10), "json")
    #expect(empty.hasSuffix("\"runs\": [\n ]}\n"))
  }

  @Test("A run until convergence is the beginning of the whole run, and counts its own evaluations only")
  func untilConverged() throws {
    let bowl = try experiment("bowl:k=1", "1,1", ["gd:lr=0.001", "gd:lr=0.5"], steps: 20_000)
    let whole = try exported(bowl, "csv").split(separator: "\n")
    let short = try exported(bowl, "csv", until: .converged).split(separator: "\n")
    var race = bowl.race()
    race.extend(to: bowl.steps)
    for (number, timeline) in race.timelines.enumerated() {
      let end = try #require(timeline.convergedAt)
      let expected = whole.filter { $0.hasPrefix("\(number),") }.prefix(end + 1)
      #expect(short.filter { $0.hasPrefix("\(number),") } == Array(expected))
      let json = try exported(bowl, "json", until: .converged)
      #expect(
        json.contains(
          "\"converged_at\": \(end), \"diverged_at\": null, \"stopped_at\": null, \"evaluations\": \(end),"))
    }
  }

  @Test("A run that rests on a ridge says at which step it stopped, and one that has left again does not")
  func stopped() throws {
    let ridge = Experiment(
      surface: try Specification.expression("-abs(x)+y^2"), domain: Domain(x: -2...2, y: -2...2),
      start: Point(0, 1), optimizers: [try bundled.specification.optimizer("gd:lr=0.1")], steps: 200)
    var race = ridge.race()
    race.extend(to: 200)
    guard case .stopped(let step) = race.timelines[0].outcome(at: 200) else {
      Issue.record("it has not stopped")
      return
    }
    let json = try exported(ridge, "json")
    #expect(
      json.contains("\"converged_at\": null, \"diverged_at\": null, \"stopped_at\": \(step), \"evaluations\"")
    )
  }

  @Test("A long run passes through in pieces of bounded size")
  func streaming() throws {
    var largest = 0
    var total = 0
    var sink = ByteSink {
      largest = max(largest, $0.count)
      total += $0.count
    }
    let long = try experiment("rosenbrock", "-1.2,1", ["adam:lr=1e-9"], steps: 50_000)
    for entry in ExportCatalog.all { try Recording(long).write(as: entry, into: &sink) }
    #expect(total > 50 * largest)
    #expect(largest < ByteSink.pieceSize + 4096)
  }

  @Test("An error on the way out ends the recording")
  func failure() throws {
    struct Full: Error {}
    var calls = 0
    var sink = ByteSink { _ in
      calls += 1
      throw Full()
    }
    let long = try experiment("rosenbrock", "-1.2,1", ["adam"], steps: 100_000)
    #expect(throws: Full.self) { try Recording(long).write(as: ExportCatalog.standard, into: &sink) }
    #expect(calls == 1)
  }
}

@Suite("JSON values")
struct JSONValueTests {
  private func text(_ write: (inout ByteSink) -> Void) throws -> String {
    var bytes: [UInt8] = []
    var sink = ByteSink { bytes.append(contentsOf: $0) }
    write(&sink)
    try sink.flush()
    return String(decoding: bytes, as: UTF8.self)
  }

  private let value: JSONValue = [
    "text": .text("a \"b\" \\ \n β"), "none": .null, "yes": .flag(true), "whole": .integer(-3),
    "numbers": [.number(1e-8), .number(-.infinity), .number(.nan), .number(0.1)], "empty": [],
    "things": [["a": .integer(1)], [:]],
  ]

  @Test("A document on one line")
  func line() throws {
    #expect(
      try text { value.write(into: &$0) } == #"{"text": "a \"b\" \\ \u000a β", "none": null, "yes": true, "#
        + #""whole": -3, "numbers": [1e-08,"-inf","nan",0.1], "empty": [], "things": [{"a": 1},{}]}"#)
  }

  @Test("A document for people")
  func indented() throws {
    #expect(
      try text { value.writeIndented(into: &$0) } == #"""
        {
          "text": "a \"b\" \\ \u000a β",
          "none": null,
          "yes": true,
          "whole": -3,
          "numbers": [1e-08,"-inf","nan",0.1],
          "empty": [],
          "things": [
            {
              "a": 1
            },
            {}
          ]
        }

        """#)
  }

  @Test("Numbers read back as the same bits")
  func roundTrip() throws {
    let numbers: [Double] = [
      0.1, 1 / 3, .leastNonzeroMagnitude, 1.7976931348623157e308, -0.0, 1e16, 123456789012345680, 2.5e-10,
    ]
    for number in numbers {
      let written = try text { $0.append(number) }
      #expect(Double(written)?.bitPattern == number.bitPattern)
    }
    #expect(try text { $0.append(-Double.nan) } == "nan")
  }
}
