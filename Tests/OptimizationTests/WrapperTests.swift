import Optimization
import Optimizers
import Testing

@Suite("Wrappers and schedules")
struct WrapperTests {
  private func surface(_ id: String) throws -> any Objective {
    let entry = try #require(SurfaceCatalog.entry(id))
    return entry.surface(entry.defaults)
  }

  private func wrapper(_ id: String, _ values: [String: Double] = [:]) throws -> WrapperChoice {
    let entry = try #require(WrapperCatalog.entry(id))
    var settings = entry.defaults
    for (key, value) in values { try settings.set(key, to: value) }
    return WrapperChoice(entry, settings)
  }

  private func schedule(_ id: String, _ values: [String: Double] = [:]) throws -> ScheduleChoice {
    let entry = try #require(ScheduleCatalog.entry(id))
    var settings = entry.defaults
    for (key, value) in values { try settings.set(key, to: value) }
    return ScheduleChoice(entry, settings)
  }

  private func optimizer(_ id: String, lr: Double? = nil) throws -> OptimizerChoice {
    let entry = try #require(OptimizerCatalog.standard.entry(id))
    return OptimizerChoice(entry, try lr.map { try entry.defaults.setting("lr", to: $0) })
  }

  private func timeline(
    _ choice: OptimizerChoice, on id: String = "beale", from start: Point<Double>? = nil, steps: Int = 300,
    seed: UInt64 = 0
  ) throws -> Timeline {
    let surface = try surface(id)
    let conditions = RunConditions(limits: Limits(for: surface.domain), steps: steps, seed: seed)
    var timeline = Timeline(
      Run(choice, on: surface, from: start ?? surface.start, conditions), budget: steps)
    timeline.extend(to: steps)
    return timeline
  }

  /// A choice with every wrapper in turn around a stateless and a stateful method, plain and scheduled.
  private func choices() throws -> [OptimizerChoice] {
    var choices: [OptimizerChoice] = []
    for base in [try optimizer("gd", lr: 0.002), try optimizer("adam", lr: 0.05)] {
      for entry in WrapperCatalog.all {
        for settings in [entry.defaults] + (try OptimizerLawTests.variants(of: entry.card.settings)) {
          choices.append(
            OptimizerChoice(base.entry, base.settings, wrappers: [WrapperChoice(entry, settings)]))
        }
      }
      for entry in ScheduleCatalog.all {
        choices.append(OptimizerChoice(base.entry, base.settings, schedule: nil))
        if entry.card.id == "one_cycle" && base.momentumKey == nil { continue }
        choices.append(OptimizerChoice(base.entry, base.settings, schedule: ScheduleChoice(entry)))
      }
      choices.append(
        OptimizerChoice(
          base.entry, base.settings,
          wrappers: [
            try wrapper("noise"), try wrapper("clip_norm"), try wrapper("lookahead"), try wrapper("ema"),
          ],
          schedule: try schedule("cosine")))
    }
    return choices
  }

  @Test("Replay, pieces and traces hold around wrappers and schedules")
  func replay() throws {
    for choice in try choices() {
      let whole = try timeline(choice)
      var pieces = try timeline(choice, steps: 0)
      #expect(pieces.last == 0)
      let surface = try surface("beale")
      pieces = Timeline(
        Run(
          choice, on: surface, from: surface.start,
          RunConditions(limits: Limits(for: surface.domain), steps: 300)), budget: 300)
      for step in [1, 2, 7, 255, 256, 257, 300] { pieces.extend(to: step) }
      #expect(whole.track == pieces.track)
      for step in [1, 5, 6, 100, 257, whole.last] where step <= whole.last {
        let run = whole.run(at: step)
        #expect(run.position == whole.track.points[step].position)
        let recorder = try #require(whole.explanation(of: step))
        let part = choice.wrappers.lastIndex { $0.entry.card.formula.names.contains("W") }.map { $0 + 1 } ?? 0
        let after = choice.wrappers.dropFirst(part).isEmpty ? recorder["W", part: part] : nil
        if let after { #expect(after == .vector(whole.track.points[step].position)) }
        for (i, wrapper) in choice.wrappers.enumerated() {
          let card = wrapper.entry.card
          for name in card.formula.names where !card.settings.contains(where: { $0.key == name }) {
            #expect(recorder[name, part: i + 1] != nil, "\(card.id) does not record \(name)")
          }
        }
      }
    }
  }

  @Test("In a pack, differently wrapped runs hold the bits they have alone")
  func lanes() throws {
    let surface = try surface("rosenbrock")
    let conditions = RunConditions(limits: Limits(for: surface.domain), steps: 60, seed: 7)
    for entry in WrapperCatalog.all {
      let variants = [entry.defaults] + (try OptimizerLawTests.variants(of: entry.card.settings))
      let base = try optimizer("adam", lr: 0.05)
      let choices = (0..<8).map { i in
        OptimizerChoice(
          base.entry, base.settings, wrappers: [WrapperChoice(entry, variants[i % variants.count])],
          schedule: i % 2 == 0 ? ScheduleChoice(ScheduleCatalog.all[i + 4]) : nil)
      }
      let start = { (i: Int) in Point(-1.2 + 0.01 * Double(i), 1.0) }
      var pack = RunPack(choices, on: surface, from: (0..<8).map(start), conditions)
      pack.advance(60)
      for i in 0..<8 {
        var run = Run(choices[i], on: surface, from: start(i), conditions)
        var track = Track()
        run.advance(60, into: &track)
        #expect(pack.positions[i] == run.position, "lane \(i) of \(entry.card.id)")
      }
    }
  }

  @Test(
    "A wrapper set to do nothing changes no bit, around any optimizer",
    arguments: OptimizerCatalog.standard.entries.map(\.card.id))
  func neutral(id: String) throws {
    let base = try optimizer(id)
    let bare = try timeline(base, on: "bowl", steps: 60)
    let neutral = [
      try wrapper("clip_value", ["max": 1e300]), try wrapper("noise", ["std": 0]),
      try wrapper("weight_decay", ["rate": 0]), try wrapper("lookahead", ["k": 1e6]), try wrapper("ema"),
    ]
    for wrapper in neutral {
      let wrapped = try timeline(
        OptimizerChoice(base.entry, base.settings, wrappers: [wrapper]), on: "bowl", steps: 60)
      #expect(
        Array(wrapped.track.positions) == Array(bare.track.positions), "\(wrapper.entry.card.id) around \(id)"
      )
      #expect(wrapped.evaluations == bare.evaluations)
    }
  }

  @Test(
    "Every optimizer with a rate obeys its schedule: half the rate by schedule is half the rate by setting",
    arguments: OptimizerCatalog.standard.entries.map(\.card.id))
  func scheduledRate(id: String) throws {
    let base = try optimizer(id)
    guard base.hasRate else { return }
    var half = try optimizer(id, lr: base.rate / 2)
    // The bounds of AdaBound's rate move with it.
    if let final = half.settings["final_lr"] { try half.settings.set("final_lr", to: final / 2) }
    let halved = try timeline(half, on: "bowl", steps: 60)
    let scheduled = try timeline(
      OptimizerChoice(base.entry, base.settings, schedule: try schedule("constant", ["factor": 0.5])),
      on: "bowl", steps: 60)
    #expect(Array(halved.track.positions) == Array(scheduled.track.positions))
    #expect(scheduled.track.rates.prefix(60).allSatisfy { $0 == base.rate / 2 })
  }

  @Test("Clipping limits the gradient's length or its coordinates, and keeps short gradients")
  func clipping() throws {
    let gd = try optimizer("gd", lr: 1)
    // At (1, 2) the bowl's gradient is (1, 40).
    func step(_ wrapper: WrapperChoice, from start: Point<Double>) throws -> Point<Double> {
      let run = try timeline(
        OptimizerChoice(gd.entry, gd.settings, wrappers: [wrapper]), on: "bowl", from: start, steps: 1)
      let end = run.track.points[1].position
      return Point(start.x - end.x, start.y - end.y)
    }
    let bowl = try surface("bowl")
    let start = Point(1.0, 2.0)
    let g = bowl.valueAndGradient(at: start).gradient
    let exact = try step(try wrapper("clip_norm", ["max": 2, "convention": 1]), from: start)
    #expect(abs(exact.length - 2) < 1e-14 && abs(exact.x / exact.y - g.x / g.y) < 1e-14)
    let torch = try step(try wrapper("clip_norm", ["max": 2]), from: start)
    #expect(abs(torch.length - 2 * g.length / (g.length + 1e-6)) < 1e-14 && torch.length < exact.length)
    #expect(try step(try wrapper("clip_norm", ["max": 1000]), from: start) == g)
    let value = try step(try wrapper("clip_value", ["max": 3]), from: start)
    #expect(value == Point(min(3, g.x), min(3, g.y)))
  }

  @Test("Decoupled decay pulls by αλW, coupled decay through the gradient")
  func weightDecay() throws {
    let adam = try optimizer("adam", lr: 0.05)
    let adamw = try optimizer("adamw", lr: 0.05)
    var own = adamw.settings
    try own.set("weight_decay", to: 0.1)
    let whole = try timeline(OptimizerChoice(adamw.entry, own), steps: 200)
    let wrapped = try timeline(
      OptimizerChoice(adam.entry, adam.settings, wrappers: [try wrapper("weight_decay", ["rate": 0.1])]),
      steps: 200)
    for (a, b) in zip(whole.track.points, wrapped.track.points) {
      #expect(Point(a.position.x - b.position.x, a.position.y - b.position.y).length < 1e-12)
    }
    var coupled = adam.settings
    try coupled.set("weight_decay", to: 0.1)
    let inside = try timeline(OptimizerChoice(adam.entry, coupled), steps: 200)
    let around = try timeline(
      OptimizerChoice(
        adam.entry, adam.settings, wrappers: [try wrapper("weight_decay", ["rate": 0.1, "mode": 1])]),
      steps: 200)
    #expect(Array(inside.track.positions) == Array(around.track.positions))
  }

  @Test("Noise has its mean and deviation, is the same after any rewind, and differs with another seed")
  func noise() throws {
    let gd = try optimizer("gd", lr: 0.05)
    let choice = OptimizerChoice(gd.entry, gd.settings, wrappers: [try wrapper("noise", ["std": 0.5])])
    // A start without gradient shows only the first step's noise; the seed changes it.
    var numbers: [Double] = []
    var products = 0.0
    for seed in 0..<UInt64(2000) {
      let track = try timeline(choice, on: "bowl", from: Point(0, 0), steps: 1, seed: seed).track
      let noise = track.points[1].position
      numbers += [-noise.x / 0.025, -noise.y / 0.025]
      products += noise.x * noise.y / 0.000625
    }
    let mean: Double = numbers.reduce(0, +) / 4000
    let variance: Double = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 4000
    // Five standard errors.
    #expect(abs(mean) < 0.08 && abs(variance - 1) < 0.112 && abs(products / 2000) < 0.112)
    let run = try timeline(choice, on: "bowl", from: Point(0, 0), steps: 700)
    #expect(run.run(at: 300).position == run.track.points[300].position)
    let again = try timeline(choice, on: "bowl", from: Point(0, 0), steps: 300)
    let other = try timeline(choice, on: "bowl", from: Point(0, 0), steps: 300, seed: 1)
    #expect(again.track.points[1] == run.track.points[1])
    #expect(other.track.points[1] != run.track.points[1])
  }

  @Test("SAM takes the gradient uphill, with two evaluations a step")
  func sharpnessAware() throws {
    let gd = try optimizer("gd", lr: 0.01)
    let run = try timeline(
      OptimizerChoice(gd.entry, gd.settings, wrappers: [try wrapper("sam", ["rho": 0.3])]), steps: 20)
    let beale = try surface("beale")
    for step in 1...20 {
      let w = run.track.points[step - 1].position
      let g = beale.valueAndGradient(at: w).gradient
      let n = (g.x * g.x + g.y * g.y).squareRoot()
      let up = beale.valueAndGradient(at: Point(w.x + 0.3 * (g.x / n), w.y + 0.3 * (g.y / n))).gradient
      let end = run.track.points[step].position
      #expect(abs(end.x - (w.x - 0.01 * up.x)) < 1e-12 && abs(end.y - (w.y - 0.01 * up.y)) < 1e-12)
      #expect(run.track.points[step].evaluations == 2 * step)
    }
  }

  @Test("The moving average starts at the first point and follows the path without changing it")
  func average() throws {
    let adam = try optimizer("adam", lr: 0.1)
    let run = try timeline(
      OptimizerChoice(adam.entry, adam.settings, wrappers: [try wrapper("ema", ["decay": 0.9])]), steps: 100)
    #expect(run.track.companions.count == 101)
    #expect(run.track.companions[1] == run.track.points[1].position)
    for step in 2...100 {
      let (a, w, b) = (
        run.track.companions[step - 1], run.track.points[step].position, run.track.companions[step]
      )
      #expect(abs(b.x - (0.9 * a.x + 0.1 * w.x)) < 1e-15 && abs(b.y - (0.9 * a.y + 0.1 * w.y)) < 1e-15)
    }
    let bare = try timeline(adam, steps: 100)
    #expect(bare.track.companions.isEmpty && Array(bare.track.positions) == Array(run.track.positions))
  }

  @Test("Wrappers act in the order in which they are written")
  func order() throws {
    let gd = try optimizer("gd", lr: 1)
    let (noise, clip) = (
      try wrapper("noise", ["std": 10]), try wrapper("clip_norm", ["max": 1, "convention": 1])
    )
    let clippedLast = try timeline(
      OptimizerChoice(gd.entry, gd.settings, wrappers: [noise, clip]), on: "bowl", from: Point(1, 1), steps: 1
    )
    let noisyLast = try timeline(
      OptimizerChoice(gd.entry, gd.settings, wrappers: [clip, noise]), on: "bowl", from: Point(1, 1), steps: 1
    )
    func length(_ run: Timeline) -> Double {
      Point(run.track.points[1].position.x - 1, run.track.points[1].position.y - 1).length
    }
    #expect(abs(length(clippedLast) - 1) < 1e-14)
    #expect(abs(length(noisyLast) - 1) > 1e-3)
  }

  @Test("A plateau lowers the rate, and the recorded rates are the ones used")
  func plateau() throws {
    let gd = try optimizer("gd", lr: 0.11)
    // On a stretched bowl this rate is a little too long: the loss grows until the rate has fallen.
    let choice = OptimizerChoice(
      gd.entry, gd.settings, schedule: try schedule("reduce_on_plateau", ["factor": 0.5, "patience": 5]))
    let run = try timeline(choice, on: "bowl", from: Point(1, 1e-3), steps: 200)
    let rates = run.track.rates
    #expect(
      rates.count == 201 && rates.first == 0.11 && zip(rates, rates.dropFirst()).allSatisfy { $0 >= $1 })
    #expect(rates.last.map { $0 < 0.11 } == true)
    let bowl = try surface("bowl")
    for step in 1...200 {
      let w = run.track.points[step - 1].position
      let g = bowl.valueAndGradient(at: w).gradient
      let end = run.track.points[step].position
      #expect(end == Point(w.x - rates[step - 1] * g.x, w.y - rates[step - 1] * g.y))
    }
    #expect(run.track.points[200].loss < run.track.points[0].loss)
  }

  @Test("A schedule of length 0 spans the run")
  func span() throws {
    let gd = try optimizer("gd", lr: 0.01)
    let open = try timeline(
      OptimizerChoice(gd.entry, gd.settings, schedule: try schedule("cosine")), steps: 120)
    let closed = try timeline(
      OptimizerChoice(gd.entry, gd.settings, schedule: try schedule("cosine", ["total": 120])), steps: 120)
    #expect(open.track == closed.track && open.track.rates[120] < 1e-15)
  }

  @Test("A wrapper makes as many evaluations for one as its card says, alone and around others")
  func evaluations() throws {
    let surface = try #require(try referenceSurface("beale"))
    func evaluations(_ wrappers: [WrapperEntry]) throws -> (made: Int, declared: Int) {
      var choice = try choice("gd", ["lr": 0.001])
      choice.wrappers = wrappers.map { WrapperChoice($0) }
      var run = Run(
        choice, on: surface, from: surface.start, RunConditions(limits: Limits(for: surface.domain)))
      var track = Track()
      run.advance(5, into: &track)
      return (run.evaluations, 5 * choice.evaluationsThroughWrappers)
    }
    for one in WrapperCatalog.all {
      for other in WrapperCatalog.all {
        for wrappers in [[one], [one, other], [one, other, one]] {
          let (made, declared) = try evaluations(wrappers)
          #expect(made == declared, "\(wrappers.map(\.id))")
        }
      }
    }
    #expect(WrapperCatalog.all.filter { $0.card.evaluations > 1 }.map(\.id) == ["sam"])
  }
}
