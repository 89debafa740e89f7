import Optimization
import Optimizers
import Testing

struct MovingAverageTests {
  private func averages(_ id: String) throws -> [(String, String, String)] {
    let entry = try #require(OptimizerCatalog.standard.entry(id))
    return MovingAverage.all(in: entry.card.formula, entry.defaults).map {
      ($0.name, $0.key, $0.averaged(in: entry.card.formula, entry.card.settings))
    }
  }

  @Test func theyAreFoundByTheirShape() throws {
    #expect(try averages("gd").isEmpty && averages("nesterov").isEmpty && averages("adagrad").isEmpty)
    #expect(try averages("momentum").map { "\($0)" } == [#"("V", "beta", "dW")"#])
    #expect(
      try averages("adam").map { "\($0)" } == [#"("V", "beta1", "dW")"#, #"("S", "beta2", "dW²")"#])
    #expect(try averages("adabelief").map(\.2) == ["g", "(g − V)² + ε′"])
  }

  @Test func weightsAddUpToOneAndReachFallsToAThird() {
    for beta in [0.5, 0.9, 0.98, 0.999] {
      let sum = (0..<40_000).map { MovingAverage.weight(beta, age: $0) }.reduce(0, +)
      #expect(abs(sum - 1) < 1e-9)
      let atReach = MovingAverage.weight(beta, age: Int(MovingAverage.reach(beta).rounded()))
      let share = atReach / MovingAverage.weight(beta, age: 0)
      #expect(share > 0.24 && share < 0.37)
    }
  }

  /// The average's own numbers reproduce the gradients that went in, and the correction is the method's.
  @Test func samplesAreTheRunsOwn() throws {
    let entry = try #require(OptimizerCatalog.standard.entry("adam"))
    let beale = try #require(SurfaceCatalog.entry("beale"))
    let surface = beale.surface(beale.defaults)
    var timeline = Timeline(
      Run(entry, entry.defaults, on: surface, from: Point(1, 1.6), limits: Limits(for: surface.domain)),
      budget: 60)
    timeline.extend(to: 60)
    let steps = timeline.explanations(count: 50)
    #expect(steps.count == 50)
    let average = try #require(MovingAverage.all(in: entry.card.formula, entry.defaults).first)
    for parameter in Formula.Parameter.allCases {
      let samples = average.samples(steps, 0.9, parameter)
      #expect(samples.count == 50)
      for (step, sample) in zip(steps, samples) {
        guard case .vector(let g)? = step["g"], case .vector(let v)? = step["V"],
          case .vector(let c)? = step["V̂"]
        else {
          Issue.record("not recorded")
          return
        }
        let size = max(1, abs(parameter.part(of: g)))
        #expect(abs(sample.quantity - parameter.part(of: g)) < 1e-11 * size)
        #expect(sample.average == parameter.part(of: v))
        #expect(abs(sample.corrected - parameter.part(of: c)) < 1e-11 * size)
      }
    }
  }
}
