import Optimization
import Optimizers
import SeededNumbers
import Testing

/// A fork is its parent up to a step, and goes on from there with what it changes.
@Suite("Forks")
struct ForkTests {
  private static let steps = 40
  private static let schedules = ["cosine", "step", "one_cycle", "plateau"]

  private func race(_ choices: [OptimizerChoice], on id: String = "beale", steps: Int = Self.steps) throws
    -> Race
  {
    let surface = try #require(try referenceSurface(id))
    var race = Race(
      choices, on: surface, from: surface.start, budget: steps, limits: Limits(for: surface.domain), seed: 3)
    race.extend(to: steps)
    return race
  }

  private func copy(_ choice: OptimizerChoice, of parent: Int = 0, at step: Int) -> OptimizerChoice {
    var copy = choice
    copy.fork = OptimizerChoice.Fork(of: parent, at: step)
    return copy
  }

  private func attached(_ entry: OptimizerEntry) -> [OptimizerChoice] {
    let plain = OptimizerChoice(entry)
    var choices = [plain]
    for id in ["lookahead", "clip_norm", "noise", "ema"] {
      var choice = plain
      choice.wrappers = WrapperCatalog.entry(id).map { [WrapperChoice($0)] } ?? []
      choices.append(choice)
    }
    for id in Self.schedules where plain.hasRate {
      var choice = plain
      choice.schedule = ScheduleCatalog.entry(id).map { ScheduleChoice($0) }
      if id != "one_cycle" || choice.momentumKey != nil { choices.append(choice) }
    }
    return choices
  }

  @Test(
    "A fork that changes nothing has its parent's bits",
    arguments: OptimizerCatalog.standard.entries.map(\.card.id))
  func unchanged(id: String) throws {
    let entry = try #require(OptimizerCatalog.standard.entry(id))
    for choice in attached(entry) {
      let race = try race([
        choice, copy(choice, at: 0), copy(choice, at: 1), copy(choice, at: 13), copy(choice, of: 3, at: 20),
      ])
      let parent = race.timelines[0]
      for fork in race.timelines.dropFirst() {
        #expect(fork.track.bits() == parent.track.bits(), "\(choice.wrappers.count)")
        #expect(
          fork.explanation(from: 25)?.entries.map(\.name) == parent.explanation(from: 25)?.entries.map(\.name)
        )
      }
    }
  }

  @Test(
    "Any setting changes on the way, forward and back again",
    arguments: OptimizerCatalog.standard.entries.map(\.card.id))
  func anySetting(id: String) throws {
    let entry = try #require(OptimizerCatalog.standard.entry(id))
    let plain = OptimizerChoice(entry)
    var choices = [plain]
    for setting in entry.card.settings {
      for value in [setting.slider.lowerBound, setting.slider.upperBound] {
        var other = plain
        guard (try? other.settings.set(setting.key, to: value)) != nil else { continue }
        choices.append(copy(other, at: 7))
        choices.append(copy(plain, of: choices.count - 1, at: 19))
      }
    }
    let race = try race(choices)
    for (run, timeline) in race.timelines.enumerated() {
      let shared = run == 0 ? 0 : 7
      #expect(timeline.track.bits(to: shared) == race.timelines[0].track.bits(to: shared))
      // Any moment again, from a checkpoint on the other side of the fork.
      for step in [31, 3, 7, 8, 19, 20] where step <= timeline.last {
        #expect(timeline.run(at: step).position.bits == timeline.track.points[step].position.bits)
      }
    }
  }

  @Test("Plain descent with another rate is a run that starts where it was forked")
  func memoryless() throws {
    let parent = try choice("gd", ["lr": 0.001])
    let other = copy(try choice("gd", ["lr": 0.004]), at: 15)
    let race = try race([parent, other])
    let surface = race.objective
    var point = race.timelines[0].track.points[15].position
    for step in 16...Self.steps {
      point = point - 0.004 * surface.valueAndGradient(at: point).gradient
      #expect(race.timelines[1].track.points[step].position == point)
    }
  }

  @Test("Momentum keeps its velocity, and Adam its averages and its count")
  func memory() throws {
    let ball = try race([
      try choice("heavy_ball", ["lr": 0.001, "momentum": 0.9]),
      copy(try choice("heavy_ball", ["lr": 0.0004, "momentum": 0.5]), at: 10),
    ])
    var (point, velocity) = (ball.start, Point(0.0, 0.0))
    for step in 0..<Self.steps {
      let (rate, momentum) = step < 10 ? (0.001, 0.9) : (0.0004, 0.5)
      velocity = momentum * velocity + ball.objective.valueAndGradient(at: point).gradient
      point = point - rate * velocity
      let found = ball.timelines[1].track.points[step + 1].position
      #expect((found - point).length <= 1e-13)
    }
    let adam = try race([try choice("adam", ["lr": 0.1]), copy(try choice("adam", ["lr": 0.02]), at: 10)])
    let (first, second) = (adam.timelines[0].explanation(from: 10), adam.timelines[1].explanation(from: 10))
    for name in ["V", "S", "V̂", "Ŝ"] {
      #expect(first?[name] == second?[name], "\(name)")
    }
    #expect(first?["W"] != second?["W"])
  }

  @Test("Another optimizer begins anew at the place where it was forked")
  func otherOptimizer() throws {
    let race = try race([
      try choice("heavy_ball", ["lr": 0.001]), copy(try choice("adam", ["lr": 0.05]), at: 12),
    ])
    let place = race.timelines[0].track.points[12].position
    var fresh = Run(try choice("adam", ["lr": 0.05]), on: race.objective, from: place, race.conditions)
    var track = Track()
    fresh.record(into: &track)
    fresh.advance(Self.steps - 12, into: &track)
    #expect(Array(track.positions) == Array(race.timelines[1].track.positions.dropFirst(12)))
  }

  @Test("A new schedule spans the steps that are left; one that stays goes on")
  func schedules() throws {
    let cosine = ScheduleCatalog.entry("cosine").map { ScheduleChoice($0) }
    var (plain, scheduled) = (try choice("gd", ["lr": 0.002]), try choice("gd", ["lr": 0.002]))
    scheduled.schedule = cosine
    let race = try race([
      plain, copy(scheduled, at: 20), scheduled, copy(try choice("gd", ["lr": 0.001]), of: 2, at: 20),
    ])
    let rates = race.timelines[1].track.rates
    #expect(rates.prefix(20).allSatisfy { $0 == 0.002 } && rates[20] == 0.002)
    #expect(abs(rates[30] - 0.001) <= 1e-15 && abs(rates[40]) <= 1e-15)
    plain = scheduled
    plain.settings = try choice("gd", ["lr": 0.001]).settings
    let half = try self.race([scheduled, copy(plain, at: 20)])
    for step in 21...40 {
      #expect(abs(half.timelines[1].track.rates[step] - half.timelines[0].track.rates[step] / 2) <= 1e-18)
    }
    // Without the schedule the rate stays as it is set.
    #expect(race.timelines[3].track.rates[30] == 0.001)
  }

  @Test("A fork of a fork at an earlier step leaves the first run")
  func nested() throws {
    let choices = [
      try choice("gd", ["lr": 0.001]), copy(try choice("gd", ["lr": 0.002]), at: 20),
      copy(try choice("gd", ["lr": 0.003]), of: 1, at: 5), copy(try choice("gd", ["lr": 0.003]), at: 5),
    ]
    let race = try race(choices)
    #expect(race.timelines[2].track.points == race.timelines[3].track.points)
    #expect(race.legs(of: 2).map(\.start) == [0, 5] && race.legs(of: 1).map(\.start) == [0, 20])
  }

  @Test("A replaced run replays its forks, and no others")
  func replaced() throws {
    let choices = [
      try choice("gd", ["lr": 0.001]), try choice("adam", ["lr": 0.1]),
      copy(try choice("gd", ["lr": 0.002]), at: 9),
      copy(try choice("gd", ["lr": 0.003]), of: 2, at: 15),
    ]
    var race = try race(choices)
    let other = try choice("gd", ["lr": 0.0005])
    race.replace(0, with: other, computedTo: Self.steps)
    let fresh = try self.race([other] + choices.dropFirst())
    for run in choices.indices {
      #expect(race.timelines[run].track.points == fresh.timelines[run].track.points)
    }
  }

  @Test("In bounded memory every step of a long fork is exact")
  func bounded() throws {
    let steps = 60_000
    let surface = try #require(try referenceSurface("rosenbrock"))
    let conditions = RunConditions(limits: Limits(for: surface.domain), steps: steps, seed: 5)
    let legs = [
      RunLeg(try choice("adam", ["lr": 0.003])), RunLeg(try choice("gd", ["lr": 0.0005]), from: 20_001),
      RunLeg(try choice("gd", ["lr": 0.0002], wrapper: ("ema", [:])), from: 40_000),
    ]
    let run = Run(legs, on: surface, from: surface.start, conditions)
    var short = Timeline(run, budget: steps, memory: 256 * 1024)
    short.extend(to: steps)
    var long = Timeline(run, budget: steps)
    long.extend(to: steps)
    #expect(!short.track.isWhole && long.track.isWhole)
    #expect(long.track.companions.count == steps + 1)
    for step in [0, 19_999, 20_000, 20_001, 20_002, 20_480, 39_999, 40_000, 40_001, 59_999, 20_001, 1] {
      #expect(short.moment(at: step) == long.track.moment(at: step), "\(step)")
      #expect(short.run(at: step).position == long.track.points[step].position)
    }
  }

  /// Random trees of forks against the plainest possible model: each run made alone, leg by leg.
  @Test("Random trees of forks", arguments: 0..<20)
  func random(seed: Int) throws {
    var numbers = SeededNumbers(UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1)
    let ids = ["gd", "heavy_ball", "nesterov", "adam", "adagrad", "rmsprop", "lion", "sgd", "adadelta"]
    var choices: [OptimizerChoice] = []
    for run in 0..<8 {
      let entry = try #require(
        OptimizerCatalog.standard.entry(ids[numbers.below(ids.count)])
          ?? OptimizerCatalog.standard.entry("gd")
      )
      let made = attached(entry)
      var choice = made[numbers.below(made.count)]
      if run > 0, numbers.below(4) > 0 {
        choice.fork = .init(of: numbers.below(run), at: numbers.below(Self.steps))
      }
      choices.append(choice)
    }
    let race = try race(choices)
    for run in choices.indices {
      var alone = Run(
        race.legs(of: run), on: race.objective, from: race.start,
        RunConditions(limits: race.conditions.limits, steps: Self.steps, seed: race.conditions.seed))
      var positions = [alone.position]
      var track = Track()
      while alone.step < Self.steps && !alone.isStuck {
        alone.advance(1, into: &track)
        positions.append(alone.position)
      }
      #expect(positions.map(\.bits) == race.timelines[run].track.positions.map(\.bits))
      if let fork = choices[run].fork {
        let parent = race.timelines[fork.parent].track.positions
        #expect(positions.prefix(fork.step + 1).map(\.bits) == parent.prefix(fork.step + 1).map(\.bits))
      }
    }
  }
}

extension Point<Double> {
  /// Equal also where they are not numbers.
  fileprivate var bits: [UInt64] { [x, y].map { $0.isNaN ? .max : $0.bitPattern } }
}

extension Track {
  /// All that it has of its points, or of those up to an index, equal also where they are not numbers.
  fileprivate func bits(to last: Int = .max) -> [[UInt64]] {
    func bits(_ value: Double) -> UInt64 { value.isNaN ? .max : value.bitPattern }
    let shown = last == .max ? points[...] : points.prefix(last + 1)
    var all: [[UInt64]] = shown.map { point in
      point.position.bits + [bits(point.loss), bits(point.gradientNorm), UInt64(point.evaluations)]
    }
    guard last == .max else { return all }
    for companion in companions { all.append(companion.bits) }
    all.append(rates.map(bits))
    all.append(batchLosses.map(bits))
    return all
  }
}
