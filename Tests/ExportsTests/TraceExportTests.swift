import Experiments
import Exports
import Foundation
import Optimization
import Testing

@Suite("Traces, schedules and companions in exports")
struct TraceExportTests {
  @Test("The trace of a step is in the line of the point where it ended, under the article's names")
  func csv() throws {
    let text = try exported(
      experiment("bowl:k=20", "-1,2", ["gd:lr=0.2", "momentum:lr=0.5,beta=0.75"], steps: 1), "csv",
      traces: true)
    #expect(
      text == """
        run,optimizer,step,x,y,loss,gradient_norm,lr,t,g.x,g.y,W_old.x,W_old.y,W.x,W.y,V_old.x,V_old.y,V.x,V.y
        0,gd,0,-1.0,2.0,40.5,40.01249804748511,0.2,,,,,,,,,,,
        0,gd,1,-0.8,-6.0,360.32,120.00266663703769,0.2,1.0,-1.0,40.0,-1.0,2.0,-0.8,-6.0,,,,
        1,momentum,0,-1.0,2.0,40.5,40.01249804748511,0.5,,,,,,,,,,,
        1,momentum,1,-0.875,-3.0,90.3828125,60.00637986914391,0.5,1.0,-1.0,40.0,-1.0,2.0,-0.875,-3.0,0.0,0.0,-0.25,10.0

        """)
  }

  @Test("A wrapper's quantities have its name, and every column is as long as the index")
  func json() throws {
    let text = try exported(
      experiment("beale", "1,1.5", ["adam:lr=0.1+clip_norm:max=2+ema:decay=0.9@cosine:total=8"], steps: 7),
      "json", every: 3, traces: true)
    let document = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let run = try #require((document["runs"] as? [[String: Any]])?.first)
    #expect(run["index"] as? [Int] == [0, 3, 6, 7])
    let trace = try #require(run["trace"] as? [String: [Any]])
    for name in ["V̂", "Ŝ", "W", "lr", "clip_norm.g", "clip_norm.ĝ", "ema.A"] {
      let column = try #require(trace[name], "\(name)")
      #expect(column.count == 4 && column[0] is NSNull, "\(name)")
    }
    let trajectory = try #require(run["trajectory"] as? [[Double]])
    #expect(trace["W"]?[3] as? [Double] == trajectory[3])
    let average = try #require(run["average"] as? [[Double]])
    #expect(average.count == 4 && average[0] == trajectory[0])
    #expect(trace["ema.A"]?[2] as? [Double] == average[2])
    // The rate of the step that leads on; the traced one led there.
    let rates = try #require(run["lr"] as? [Double])
    #expect(abs(rates[1] - 0.05 * (1 + cos(.pi * 3 / 8))) < 1e-15)
    #expect(abs((trace["lr"]?[1] as? Double ?? 0) - 0.05 * (1 + cos(.pi * 2 / 8))) < 1e-15)
    #expect(run["evaluations"] as? Int == 7 && run["evaluations_by_step"] == nil)
  }

  @Test("Traces change no other column, whatever is around the optimizer")
  func sameRun() throws {
    let ids = bundled.optimizers.entries.map(\.card.id)
    var words = ids + ids.map { "\($0)+clip_norm+noise+lookahead:k=3@cosine" }
    words = words.map { $0.hasPrefix("nelder_mead") ? $0.replacing("@cosine", with: "") : $0 }
    words += ["adam+sam+ema@one_cycle", "optax.chain(optax.clip_by_global_norm(1.0), optax.adam(0.1))"]
    for word in words {
      let experiment = try experiment("beale", "1,1.5", [word], steps: 300)
      let plain = try exported(experiment, "csv").split(separator: "\n")
      let traced = try exported(experiment, "csv", traces: true).split(separator: "\n")
      #expect(plain.count == traced.count, "\(word)")
      for (line, longer) in zip(plain, traced) where !longer.hasPrefix(line + ",") {
        Issue.record("\(word): \(line) became \(longer)")
        break
      }
    }
  }

  @Test("If a step evaluates more than once, the evaluations are a column")
  func evaluations() throws {
    let text = try exported(experiment("beale", "1,1.5", ["gd:lr=0.01+sam"], steps: 3), "json")
    let document = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let run = try #require((document["runs"] as? [[String: Any]])?.first)
    #expect(run["evaluations_by_step"] as? [Int] == [0, 2, 4, 6])
  }

  @Test("However little may wait, JSON has the same bytes", arguments: [0, 1, 600, 3000, 20_000])
  func streamed(mostKept: Int) throws {
    let cases = [
      try experiment(
        "rosenbrock", "-1.5,2", ["adam:lr=0.05+clip_norm+ema@cosine", "lbfgs", "gd:lr=1"], steps: 40),
      try experiment("bowl:k=20", "1,1", ["gd:lr=0.04"], steps: 0),
    ]
    for experiment in cases {
      for (every, ending) in [(1, Recording.Ending.steps), (7, .steps), (1, .converged)] {
        for traces in [false, true] {
          var bytes: [UInt8] = []
          var sink = ByteSink { bytes.append(contentsOf: $0) }
          try Recording(experiment, every: every, until: ending, traces: traces)
            .write(as: JSONExport(mostKept: mostKept), into: &sink)
          let whole = try exported(experiment, "json", every: every, until: ending, traces: traces)
          #expect(String(decoding: bytes, as: UTF8.self) == whole)
        }
      }
    }
  }
}
