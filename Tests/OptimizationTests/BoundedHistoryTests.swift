import Optimization
import Optimizers
import Testing

@Suite("A history takes no more than its share of memory")
struct BoundedHistoryTests {
  private func run(_ choice: OptimizerChoice, steps: Int) throws -> Run {
    let surface = try #require(try referenceSurface("rosenbrock"))
    return Run(
      choice, on: surface, from: surface.start,
      RunConditions(limits: Limits(for: surface.domain), steps: steps, seed: 5))
  }

  private func choices() throws -> [OptimizerChoice] {
    var cosine = try choice("adam", ["lr": 0.01], wrapper: ("mechanize", [:]))
    cosine.schedule = ScheduleCatalog.entry("cosine").map { ScheduleChoice($0) }
    return [
      try choice("adam", ["lr": 0.003]), cosine,
      try choice("gd", ["lr": 0.0005], wrapper: ("noise", ["std": 2])),
      try choice("gd", ["lr": 0.0005], wrapper: ("ema", [:])),
    ]
  }

  @Test(
    "Every step stays exact, the bytes stay below the share, and the picture keeps the extremes",
    arguments: 0..<4)
  func bounded(number: Int) throws {
    let steps = 60_000
    let memory = 256 * 1024
    let choice = try choices()[number]
    var short = Timeline(try run(choice, steps: steps), budget: steps, memory: memory)
    for target in stride(from: 7000, through: steps, by: 7000) + [steps] {
      short.extend(to: target)
      #expect(short.bytes <= memory, "\(short.bytes) at \(target)")
    }
    var long = Timeline(try run(choice, steps: steps), budget: steps)
    long.extend(to: steps)
    #expect(long.track.isWhole && !short.track.isWhole && short.last == steps)
    #expect(short.convergedAt == long.convergedAt && short.evaluations == long.evaluations)

    for step in [0, 1, 31, 32, 33, 1023, 1024, 4096, 12_345, 12_346, 31_999, 59_999, 60_000, 12_345] {
      #expect(short.moment(at: step) == long.track.moment(at: step))
      #expect(short.run(at: step).position == long.track.points[step].position)
      #expect(short.outcome(at: step) == long.outcome(at: step))
    }

    let picture = short.track
    #expect(picture.step(at: 0) == 0 && picture.step(at: picture.count - 1) == steps)
    for index in 0..<picture.count {
      #expect(picture.points[index] == long.track.points[picture.step(at: index)])
      #expect(picture.count(upTo: picture.step(at: index)) == index + 1)
    }
    // Whatever part of the run is looked at, its heights and widths are there.
    for part in [0..<20_000, 20_000..<40_000, 40_000..<steps + 1, 0..<steps + 1] {
      let kept = (0..<picture.count).filter { part.contains(picture.step(at: $0)) }.map { picture.points[$0] }
      let all = long.track.points[part]
      for value: (Track.Point) -> Double in [
        { $0.loss }, { $0.position.x }, { $0.position.y }, { $0.gradientNorm },
      ] {
        if part.count > steps {
          #expect(
            kept.map(value).max() == all.map(value).max() && kept.map(value).min() == all.map(value).min())
        } else {
          // A bucket may reach over the border of a part.
          let (low, high) = (all.map(value).min() ?? 0, all.map(value).max() ?? 0)
          let inner = kept.map(value)
          #expect((inner.max() ?? 0) >= low && (inner.max() ?? 0) <= high)
        }
      }
    }
  }

  @Test("Thinning in stages gives the points that thinning at once gives")
  func stages() throws {
    let choice = try choices()[2]
    let memory = 128 * 1024
    var (stages, once) = (
      Timeline(try run(choice, steps: 30_000), budget: 30_000, memory: memory),
      Timeline(try run(choice, steps: 30_000), budget: 30_000, memory: memory)
    )
    once.extend(to: 30_000)
    for target in stride(from: 0, to: 30_000, by: 37) { stages.extend(to: target) }
    stages.extend(to: 30_000)
    // What is not thinned yet depends on the stage.
    func settled(_ timeline: Timeline) -> [Int] { timeline.track.steps.filter { $0 < 24_000 } }
    #expect(settled(once).count > 100 && settled(once) == settled(stages))
  }

  @Test("A race of many runs and L-BFGS's long memory stay below the bound of a race")
  func race() throws {
    let surface = try #require(try referenceSurface("rosenbrock"))
    let choices = try (0..<40).map {
      try choice(
        $0 % 4 == 0 ? "lbfgs" : "gd",
        $0 % 4 == 0 ? ["tolerance_change": 0, "tolerance_grad": 0] : ["lr": 1e-4])
    }
    var race = Race(
      choices, on: surface, from: surface.start, budget: 40_000, limits: Limits(for: surface.domain))
    race.extend(to: 40_000)
    #expect(race.bytes <= Race.mostMemory)
    #expect(race.timelines.contains { !$0.track.isWhole })
    for run in [0, 1] {
      #expect(race.timelines[run].point(at: 39_999).position == race.timelines[run].run(at: 39_999).position)
    }
  }

  @Test("A race is extended by work, at least by a step, and ends as it would at once")
  func byWork() throws {
    let surface = try #require(try referenceSurface("rosenbrock"))
    let choices = [try choice("gd", ["lr": 1e-3]), try choice("bfgs")]
    func race() -> Race {
      Race(choices, on: surface, from: surface.start, budget: 500, limits: Limits(for: surface.domain))
    }
    var (whole, pieces) = (race(), race())
    whole.extend(to: 500)
    pieces.extend(to: 500, within: 1)
    #expect(pieces.computed == 1)
    var calls = 0
    while pieces.computed < 500 {
      let before = pieces.timelines.reduce(0) { $0 + $1.evaluations + $1.last }
      pieces.extend(to: 500, within: 100)
      // The last stride may cost more than the ones before it, though not for plain methods.
      #expect(pieces.timelines.reduce(0) { $0 + $1.evaluations + $1.last } - before <= 300)
      calls += 1
    }
    #expect(calls > 5 && pieces.timelines.map(\.track) == whole.timelines.map(\.track))
  }
}
