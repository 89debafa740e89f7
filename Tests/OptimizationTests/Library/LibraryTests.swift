import Optimization
import Optimizers
import Testing

@Suite("The library's short ways")
struct LibraryTests {
  private static let start = Point(-1.5, 2.0)

  /// A run that makes every step, whatever becomes of it.
  private func run(_ choice: OptimizerChoice, on objective: any Objective, steps: Int) -> (Run, Track) {
    var run = Run(
      choice, on: objective, from: Self.start,
      RunConditions(limits: Limits(for: objective.domain, including: Self.start), steps: steps))
    var track = Track()
    run.record(into: &track)
    run.advance(steps, into: &track)
    return (run, track)
  }

  @Test("minimize ends where a run ends, for every optimizer", arguments: OptimizerCatalog.standard.entries)
  func sameEnd(entry: OptimizerEntry) {
    let steps = 300
    let choice = OptimizerChoice(entry)
    let (run, track) = run(choice, on: Rosenbrock(), steps: steps)
    let found = minimize(Rosenbrock(), from: Self.start, using: choice, steps: steps, keepsTrack: true)
    let end = min(run.convergedAt ?? steps, run.divergedAt ?? steps)
    let last = track.points[end]
    #expect(found.steps == end)
    #expect(found.position == last.position && found.loss == last.loss)
    #expect(found.evaluations == last.evaluations && found.gradientNorm == last.gradientNorm)
    #expect(found.companion == (track.companions.isEmpty ? nil : track.companions[end]))
    #expect(found.track?.points == Array(track.points[...end]))
    #expect(found.track?.companions == Array(track.companions.prefix(end + 1)))
    switch found.outcome {
    case .converged(let at): #expect(at == run.convergedAt)
    case .diverged(let at): #expect(at == run.divergedAt)
    case .budgetSpent, .stopped: #expect(run.convergedAt == nil && run.divergedAt == nil && end == steps)
    case .running: Issue.record("a run that is over counts as running")
    }
  }

  @Test("Without a track the end is the same, also where it lies inside a block of steps")
  func withoutTrack() throws {
    let rates = [0.001, 0.02, 0.05, 10]
    var ends: Set<String> = []
    for rate in rates {
      func found(_ keepsTrack: Bool) throws -> Minimization {
        try minimize(
          Bowl(), from: Self.start, using: GradientDescent.self, with: ["lr": rate], steps: 900,
          keepsTrack: keepsTrack)
      }
      let (short, long) = (try found(false), try found(true))
      #expect(short.track == nil)
      #expect(long.track?.count == long.steps + 1)
      #expect(short.position == long.position && short.steps == long.steps)
      #expect(short.outcome == long.outcome && short.evaluations == long.evaluations)
      switch short.outcome {
      case .converged(let at):
        // In a bowl whose minimum is 0, the loss is what a Newton step promises.
        let height = Bowl().value(at: Self.start)
        #expect(at == short.steps && short.loss <= 1e-12 * (height - short.loss))
      case .diverged(let at): #expect(at == short.steps && short.position.length > 1000)
      default: #expect(short.steps == 900)
      }
      ends.insert("\(short.outcome)".prefix(while: \.isLetter).description)
    }
    #expect(ends == ["converged", "diverged", "budgetSpent"])
  }

  @Test("A tolerance of 0 makes all steps, and none are made from a start that is not a number")
  func limits() {
    var limits = Limits(for: Bowl().domain)
    limits.tolerance = 0
    let whole = minimize(
      Bowl(), from: Point(1, 1), using: Momentum.self, steps: 3000, limits: limits)
    #expect(whole.steps == 3000 && whole.outcome == .budgetSpent)
    let lost = minimize({ x, y in x * y }, from: Point(.nan, 1), using: Adam.self, steps: 10)
    #expect(lost.steps == 0 && lost.outcome == .diverged(at: 0))
    let none = minimize(Bowl(), from: Point(1, 1), using: Adam.self, steps: 0, keepsTrack: true)
    #expect(none.steps == 0 && none.position == Point(1, 1) && none.track?.count == 1)
  }

  @Test("A closure gives the surface's bits: value, gradient, second derivatives, rows and packs")
  func closureBits() throws {
    let pairs: [(any Objective, ClosureObjective)] = [
      (Rosenbrock(), closure(of: Rosenbrock())), (Ackley(), closure(of: Ackley())),
      (Himmelblau(), closure(of: Himmelblau())), (Eggholder(), closure(of: Eggholder())),
      (DropWave(), closure(of: DropWave())), (Levy(), closure(of: Levy())),
    ]
    let numbers = RandomNumbers(seed: 5, stream: 3)
    for (surface, own) in pairs {
      let points = (0..<200).map { index -> Point<Double> in
        surface.domain.place(
          at: Point(numbers.uniform(UInt64(2 * index)), numbers.uniform(UInt64(2 * index + 1))))
      }
      for point in points + [Point(0, 0)] {
        let (theirs, mine) = (surface.valueAndGradient(at: point), own.valueAndGradient(at: point))
        #expect(bits(theirs.value) == bits(mine.value))
        #expect(bits(theirs.gradient.x) == bits(mine.gradient.x))
        #expect(bits(theirs.gradient.y) == bits(mine.gradient.y))
        #expect(bits(surface.value(at: point)) == bits(own.value(at: point)))
        let (hessian, second) = (surface.hessian(at: point), own.hessian(at: point))
        #expect(bits(hessian.xx) == bits(second.xx) && bits(hessian.xy) == bits(second.xy))
        #expect(bits(hessian.yy) == bits(second.yy))
      }
      let pack = Point(lanes: { points[$0] })
      let (value, gradient) = own.valueAndGradient(at: pack)
      for lane in 0..<Lanes.count {
        let one = own.valueAndGradient(at: points[lane])
        #expect(bits(value.lane(lane)) == bits(one.value))
        #expect(gradient.lane(lane) == one.gradient)
      }
      let grid = SampledGrid(domain: surface.domain, columns: 9, rows: 7) { own.fillRow($0, $1, $2) }
      let same = SampledGrid(domain: surface.domain, columns: 9, rows: 7) { surface.fillRow($0, $1, $2) }
      #expect(grid.values.map(bits) == same.values.map(bits))
    }
  }

  @Test("A run on a closure is the run on the surface, second-order methods included")
  func closureRuns() {
    for entry in OptimizerCatalog.standard.entries {
      let choice = OptimizerChoice(entry)
      let limits = Limits(for: Rosenbrock().domain)
      let surface = minimize(
        Rosenbrock(), from: Self.start, using: choice, steps: 100, limits: limits)
      let own = minimize(
        { x, y in (1 - x).squared() + 100 * (y - x.squared()).squared() },
        from: Self.start, using: choice, steps: 100, limits: limits)
      #expect(surface.position == own.position, "\(entry.id)")
      #expect(surface.outcome == own.outcome && surface.evaluations == own.evaluations)
    }
  }

  @Test("Wrong settings are thrown, not trapped")
  func wrongSettings() throws {
    let keys = Adam<Point<Double>>.settings.map(\.key)
    #expect(throws: SettingError.unknownKey("rate", known: keys)) {
      try minimize(Bowl(), from: Self.start, using: Adam.self, with: ["rate": 0.1], steps: 1)
    }
    #expect(throws: SettingError.self) {
      try minimize({ x, y in x * y }, from: Self.start, using: Adam.self, with: ["beta1": 1.5], steps: 1)
    }
    #expect(throws: SettingError.self) { try OptimizerChoice(Adam.self, ["lr": .nan]) }
    #expect(throws: SettingError.self) { try WrapperChoice(ClipNorm.self, ["most": 1]) }
    #expect(throws: SettingError.self) { try ScheduleChoice(Halving.self, ["total": -1]) }
    // Of two values for a key the last one holds.
    #expect(try OptimizerChoice(Adam.self, ["lr": 0.2, "lr": 0.3]).settings["lr"] == 0.3)
    let values = SettingValues(defaultsOf: Adam<Point<Double>>.settings)
    #expect(values["rate"] == nil && values.setting("rate") == nil && values.word("rate") == nil)
    #expect(values["lr"] == values[declared: "lr"])
    #expect(values.word("convention") == "pytorch" && values.setting("lr")?.symbol == "α")
  }

  @Test("An optimizer, a surface, a schedule and a wrapper of one's own race")
  func ownTypes() throws {
    let surface = SurfaceEntry(Trough.self)
    let objective = surface.surface(try surface.defaults.setting("k", to: 4))
    let choices = [
      OptimizerChoice(Normalized.self),
      OptimizerChoice(
        Normalized.self, wrappers: [try WrapperChoice(HalfStep.self)],
        schedule: try ScheduleChoice(Halving.self)),
    ]
    var race = Race(
      choices, on: objective, from: objective.start, budget: 40, limits: Limits(for: objective.domain))
    race.extend(to: 40)
    let (plain, attached) = (race.timelines[0].track, race.timelines[1].track)
    // Every step is as long as the rate, and half as long under the wrapper; the schedule halves it to the end.
    func length(_ track: Track, _ step: Int) -> Double {
      (track.points[step + 1].position - track.points[step].position).length
    }
    for step in 0..<40 {
      #expect(abs(length(plain, step) - 0.1) < 1e-9)
      #expect(abs(length(attached, step) - 0.05 * (1 - 0.5 * Double(step) / 40)) < 1e-9)
    }
    #expect(attached.rates.first == 0.1 && attached.rates.last == 0.05)
    let explained = race.timelines[0].explanation(of: 7)
    #expect(explained?["W"] == .vector(plain.points[7].position))

    var pack = RunPack(
      (0..<9).map { _ in choices[0] }, on: objective, from: (0..<9).map { Point(Double($0) / 4, 1) },
      RunConditions(limits: Limits(for: objective.domain)))
    #expect(pack.isSideBySide)
    pack.advance(20)
    for index in 0..<9 {
      var limits = Limits(for: objective.domain)
      limits.tolerance = 0
      let alone = minimize(
        objective, from: Point(Double(index) / 4, 1), using: choices[0], steps: 20, limits: limits)
      #expect(pack.positions[index] == alone.position)
    }
  }

  @Test("An objective of one's own says no more than its gradient and its second derivatives")
  func ownObjective() {
    let target = Point(1.25, -2)
    let found = minimize(
      SquaredDistance(target: target), from: Point(-4, 1), using: Newton.self, steps: 20)
    #expect(found.position == target)
    if case .converged = found.outcome {} else { Issue.record("\(found.outcome)") }
  }

  private func bits(_ number: Double) -> UInt64 { number.isNaN ? Double.nan.bitPattern : number.bitPattern }

  private func closure<S: Surface>(of surface: S) -> ClosureObjective {
    ClosureObjective(domain: surface.domain, start: surface.start) { x, y in surface.height(x, y) }
  }
}
