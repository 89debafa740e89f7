import Experiments
import Optimization
import Optimizers
import Testing

/// `calls/found.json`: calls that were once run with other numbers than the library's, or accepted although it raises.
private struct FoundCall: Decodable {
  let call: String
  let surface: String
  let start: [Double]
  let expect: String
  let points, points_float64: [String: [Double]]?
  let tolerance: Double?
}

/// `calls/more.json` has the same fields: the libraries' own numbers, in 64-bit mode, for calls of many kinds.

/// `calls/pasted.json`: lines of scripts, and what each of them means.
private struct PastedLine: Decodable {
  let line: String
  let expect: String
  let means: String?
  let needs: [String]?
  let values: [String: String]?
  let without_values: String?
}

@Suite("Calls of libraries, as they stand in scripts")
struct CallFixtureTests {
  private let words = Specification(optimizers: .standard)

  private func path(
    _ choice: OptimizerChoice, on surface: String = "rosenbrock",
    from start: Point<Double> = Point(-1.3, 1.9),
    steps: Int = 60
  ) throws -> [Point<Double>] {
    let entry = try #require(SurfaceCatalog.entry(surface))
    let objective = entry.surface(entry.defaults)
    let conditions = RunConditions(limits: Limits(for: objective.domain), steps: steps)
    var timeline = Timeline(Run(choice, on: objective, from: start, conditions), budget: steps)
    timeline.extend(to: steps)
    return Array(timeline.track.positions)
  }

  /// Whether a path has the given points, relative to their size.
  private func agrees(_ path: [Point<Double>], _ points: [String: [Double]]?, _ tolerance: Double) throws
    -> Bool
  {
    guard let points else { return false }
    for (step, point) in points {
      let index = try #require(Int(step))
      guard path.indices.contains(index) else { return false }
      let ours = path[index]
      let size = max(1, abs(point[0]), abs(point[1]))
      guard max(abs(ours.x - point[0]), abs(ours.y - point[1])) <= tolerance * size else { return false }
    }
    return true
  }

  @Test(
    "A call that was once run wrongly has the library's numbers, or is refused where that is right",
    arguments: ["found", "more"])
  func found(file: String) throws {
    let cases = try Fixtures.load("calls/\(file).json", as: [FoundCall].self)
    #expect(cases.count > 30)
    for item in cases {
      guard let choice = try? words.optimizer(item.call) else {
        #expect(item.expect == "refuse" || item.expect == "either", "refused: \(item.call)")
        continue
      }
      #expect(item.expect != "refuse", "accepted: \(item.call)")
      let path = try path(choice, on: item.surface, from: Point(item.start[0], item.start[1]))
      let tolerance = item.tolerance ?? 1e-12
      let isRight =
        try agrees(path, item.points, tolerance) || agrees(path, item.points_float64, tolerance)
      #expect(isRight, "other numbers: \(item.call)")
    }
  }

  @Test("A line of a script is run as what it means, with values for its variables and without")
  func pasted() throws {
    let lines = try Fixtures.load("calls/pasted.json", as: [PastedLine].self)
    #expect(lines.count > 60)
    for item in lines {
      let given = item.values ?? [:]
      guard item.expect == "run" else {
        for values in [given, [:]] {
          #expect(throws: (any Error).self, "\(item.line)") {
            _ = try words.reading(item.line, given: values)
          }
        }
        continue
      }
      let meaning = try words.optimizer(try #require(item.means))
      try expectSame(try words.reading(item.line, given: given).choices, meaning, item.line)
      guard let needs = item.needs, !needs.isEmpty else { continue }
      if let text = item.without_values {
        let reading = try words.reading(item.line)
        try expectSame(reading.choices, try words.optimizer(text), item.line)
        #expect(reading.gaps.map(\.name).sorted() == needs.sorted(), "\(item.line)")
        #expect(throws: (any Error).self) { _ = try words.reading(item.line, isStrict: true) }
      } else {
        #expect(throws: (any Error).self, "\(item.line)") { _ = try words.reading(item.line) }
      }
    }
  }

  private func expectSame(_ choices: [OptimizerChoice], _ meaning: OptimizerChoice, _ line: String) throws {
    #expect(choices.count == 1, "\(line)")
    let (ours, theirs) = (try path(choices[0]), try path(meaning))
    #expect(ours.count == theirs.count)
    let apart = zip(ours, theirs).map { max(abs($0.x - $1.x), abs($0.y - $1.y)) }.max() ?? 0
    #expect(apart <= 1e-13, "\(line) is \(apart) away from its meaning")
  }

  static let chains = [
    "optax.chain(optax.clip_by_global_norm(1.0), optax.scale_by_adam(), optax.scale(-1e-3))",
    "optax.chain(optax.trace(0.9, nesterov=True), optax.add_decayed_weights(0.01), optax.scale_by_learning_rate(0.001))",
    "optax.chain(optax.adam(0.01), optax.ema(0.9), optax.scale(0.5))",
    "optax.chain(optax.scale_by_radam(), optax.scale_by_trust_ratio(), optax.scale_by_schedule(lambda n: -0.01 / (1 + n)))",
    "optax.lookahead(optax.adam(0.05), 3, 0.8, reset_state=True)",
    "optax.MultiSteps(optax.sgd(0.001), 2)", "optax.rprop(0.01)", "optax.adafactor(0.01)", "optax.lars(0.1)",
    "keras.optimizers.SGD(keras.optimizers.schedules.CosineDecay(0.001, 50), momentum=0.9)",
    "torch.optim.Adafactor(params, lr=0.01)",
    "schedulefree.ScheduleFreeWrapper(torch.optim.SGD(params, lr=0.001))",
    "pytorch_optimizer.Kate(params, lr=0.01)", "optax.lbfgs()", "optax.contrib.sophia(0.01)",
    "optax.chain(optax.sgd(1.0), optax.scale_by_backtracking_linesearch(15))",
    "optax.chain(optax.scale_by_yogi(), optax.scale_by_amsgrad(), optax.scale(-0.01))",
    "optax.chain(optax.scale_by_belief(nesterov=True), optax.scale(-0.01))", "keras.optimizers.Nadam(0.01)",
    "pytorch_optimizer.Ranger21(params, 100)", "optax.contrib.muon(0.01)",
  ]

  @Test(
    "The text of a chain reads back as the same, and every name of its formula is recorded", arguments: chains
  )
  func chain(call: String) throws {
    let choice = try words.optimizer(call)
    #expect(try words.optimizer(choice.text) == choice)
    #expect(try path(try words.optimizer(choice.text)) == path(choice))
    let entry = try #require(SurfaceCatalog.entry("rosenbrock"))
    let objective = entry.surface(entry.defaults)
    var run = Run(
      choice, on: objective, from: objective.start,
      RunConditions(limits: Limits(for: objective.domain), steps: 9))
    var track = Track()
    run.record(into: &track)
    run.advance(3, into: &track)
    let recorder = run.explainNextStep()
    for name in choice.entry.card.formula.names where choice.settings.index(of: name) == nil {
      #expect(recorder[name] != nil, "\(name) of \(call)")
    }
  }

  @Test("An optimizer in a chain makes the steps that it makes alone")
  func wholeOptimizer() throws {
    for inner in [
      "optax.adam(0.01)", "optax.contrib.prodigy()", "optax.sgd(0.001, momentum=0.9)", "optax.lion(0.01)",
    ] {
      let alone = try path(try words.optimizer(inner))
      let inside = try path(try words.optimizer("optax.chain(optax.identity(), \(inner), optax.scale(1.0))"))
      for (a, b) in zip(alone, inside) {
        #expect(max(abs(a.x - b.x), abs(a.y - b.y)) <= 1e-11, "\(inner)")
      }
    }
  }

  @Test("Lines that belong together are read together")
  func lines() throws {
    let script = """
      import torch.optim as optim
      lr = 1e-2 / 2   # tuned
      optimizer = optim.SGD(model.parameters(), lr=lr, momentum=0.9)
      scheduler = optim.lr_scheduler.StepLR(optimizer, step_size=20)
      other = optim.Adam(model.parameters(), lr=2 * lr)
      """
    let choices = try words.reading(script).choices
    #expect(choices.map(\.text) == ["heavy_ball:lr=0.005@step:step_size=20", "adam:lr=0.01"])
    #expect(
      try words.optimizer(PythonLines.singleLine("opt = torch.optim.Adam(  # one\n  params,\n  lr=0.01)\n"))
        .text
        == "adam:lr=0.01")
    let optax =
      "sched = optax.cosine_decay_schedule(0.1, 100)\ntx = optax.chain(optax.clip(1.0), optax.adam(sched))"
    #expect(try words.optimizer(optax).text == "adam+clip_value@cosine:total=100,hold=true")
  }

  @Test("Long nonsense is refused at once")
  func nonsense() {
    let pieces = [
      "torch.optim.Adam(", "lr=", "((((", "a.b.c", "é\n", "'", ",", "7", "\\", "[", "{", " ", "\n", "\u{301}",
      "+", "@x",
      "-", "not ", "lambda x:", "1 if 1 else ", "a=1\n", "f(", "#", ";", "**2", "👩‍👩‍👧",
    ]
    for piece in pieces {
      // A text as long as it may be, and one that is longer.
      for size in [49_000, 1_000_000] {
        let text = String(repeating: piece, count: size / piece.utf8.count)
        let time = ContinuousClock().measure {
          #expect(throws: (any Error).self) { _ = try words.reading(text) }
        }
        #expect(time < .seconds(1), "\(size) bytes of '\(piece)' take \(time)")
      }
    }
  }
}
