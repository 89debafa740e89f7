import Experiments
import Optimization

/// How closely another program can repeat a run, found by making the run several times with tiny disturbances.
///
/// No program repeats a run bit for bit: sums in another order round otherwise, and a method may amplify that. So the run is
/// made again from a start, and with losses and gradients, that are off by about 1e-13 of their size, which is some hundred
/// roundings. As far as that leads, a script may be away: more than a library's own order of operations leads, and far less
/// than a misplaced term.
struct ScriptTolerance: Sendable {
  /// Where a run is last compared.
  struct Arrival: Sendable, Hashable {
    /// The step, the point and the loss there.
    let step: Int
    let position: Point<Double>
    let loss: Double
    /// The largest difference that rounding makes until then, as a share of a number or absolute below 1.
    let tolerance: Double
    /// How many steps the run makes in all.
    let steps: Int
    /// Whether the run is compared to its end.
    let isEnd: Bool
  }

  /// The size of the disturbances.
  static let disturbance = 1e-13
  /// A run whose disturbed twins are further away than this is decided by rounding from there on.
  static let most = 1e-8
  /// The least tolerance.
  static let least = 1e-12

  /// Where each run of an experiment is last compared.
  static func arrivals(of experiment: Experiment) -> [Arrival] {
    let race = experiment.race()
    let twins = (1...4).map { number in
      // The first begins elsewhere, the others see other losses too.
      let objective: any Objective =
        number == 1 ? experiment.objective : Disturbed(experiment.objective, seed: UInt64(number))
      return Race(
        experiment.optimizers, on: objective,
        from: Disturbed.moved(experiment.start, seed: UInt64(number)), budget: experiment.steps,
        limits: experiment.limits, seed: experiment.seed, pace: experiment.pace)
    }
    return experiment.optimizers.indices.map { run in
      arrival(
        race.start(of: run), twins.map { $0.start(of: run) }, steps: race.step(of: run, at: experiment.steps))
    }
  }

  /// Makes a run and its twins side by side, a thousand steps at a time.
  private static func arrival(_ run: Run, _ twins: [Run], steps: Int) -> Arrival {
    var (run, twins) = (run, twins)
    var tracks = [Track](repeating: Track(), count: twins.count + 1)
    run.record(into: &tracks[0])
    for index in twins.indices { twins[index].record(into: &tracks[index + 1]) }
    var (first, distance) = (0, 0.0)
    var reached = (step: 0, position: run.position, loss: run.loss)
    while true {
      let shared = tracks.map(\.count).min() ?? 0
      for index in 0..<shared {
        let (own, loss) = (tracks[0].points[index].position, tracks[0].points[index].loss)
        var apart = 0.0
        for twin in tracks.dropFirst() {
          let (other, otherLoss) = (twin.points[index].position, twin.points[index].loss)
          for (a, b) in [(own.x, other.x), (own.y, other.y), (loss, otherLoss)] {
            let difference = abs(a - b) / max(1, abs(a))
            apart = difference.isNaN ? .infinity : max(apart, difference)
          }
        }
        guard isOrdinary(own.x), isOrdinary(own.y), isOrdinary(loss), apart <= most else {
          return made(reached, distance, steps: steps, isEnd: false)
        }
        distance = max(distance, apart)
        reached = (first + index, own, loss)
      }
      // A twin that has no further point is as far away as can be.
      guard shared == tracks[0].count else { return made(reached, distance, steps: steps, isEnd: false) }
      if run.step >= steps || run.isStuck { return made(reached, distance, steps: steps, isEnd: true) }
      first = run.step + 1
      let count = min(1024, steps - run.step)
      for index in tracks.indices { tracks[index].removeAll() }
      run.advance(count, into: &tracks[0])
      for index in twins.indices { twins[index].advance(count, into: &tracks[index + 1]) }
    }
  }

  /// Whether squares and sums of a number are far from overflow, whatever their order.
  private static func isOrdinary(_ number: Double) -> Bool { abs(number) < 1e100 }

  private static func made(
    _ reached: (step: Int, position: Point<Double>, loss: Double), _ distance: Double, steps: Int, isEnd: Bool
  ) -> Arrival {
    // Two digits are enough, and upwards is safe.
    return Arrival(
      step: reached.step, position: reached.position, loss: reached.loss,
      tolerance: max(least, distance).roundedUp,
      steps: steps, isEnd: isEnd)
  }
}

/// An objective whose every answer is off by about 1e-13 of its size, as is the place where it is given.
private struct Disturbed: Objective {
  private let base: any Objective
  private let seed: UInt64

  init(_ base: any Objective, seed: UInt64) { (self.base, self.seed) = (base, seed) }

  var formula: String { base.formula }
  var domain: Domain { base.domain }
  var start: Point<Double> { base.start }
  var minima: [Minimum] { base.minima }
  var spacing: LevelSpacing { base.spacing }
  var batches: Batches? { base.batches }
  var examplesRead: Int { base.examplesRead }
  var cost: Int { base.cost }

  func valueAndGradient(at point: Point<Double>) -> (value: Double, gradient: Point<Double>) {
    let numbers = RandomNumbers(seed: seed, stream: point.x.bitPattern)
    func off(_ index: UInt64) -> Double {
      1 + ScriptTolerance.disturbance * (2 * numbers.uniform(point.y.bitPattern &+ index) - 1)
    }
    let (value, gradient) = base.valueAndGradient(at: Point(point.x * off(0), point.y * off(1)))
    return (value * off(2), Point(gradient.x * off(3), gradient.y * off(4)))
  }
  func hessian(at point: Point<Double>) -> Hessian { base.hessian(at: point) }
  func batch(ofStep step: Int, seed: UInt64) -> any Objective {
    Disturbed(base.batch(ofStep: step, seed: seed), seed: self.seed &+ UInt64(step) << 8)
  }
  func taking(batchSize size: Int) -> any Objective { Disturbed(base.taking(batchSize: size), seed: seed) }

  /// A start that is off as well.
  static func moved(_ start: Point<Double>, seed: UInt64) -> Point<Double> {
    let numbers = RandomNumbers(seed: seed, stream: 0)
    let size = ScriptTolerance.disturbance
    return Point(
      start.x * (1 + size * (2 * numbers.uniform(0) - 1)), start.y * (1 + size * (2 * numbers.uniform(1) - 1))
    )
  }
}

extension Double {
  /// A positive number with two digits that is not less.
  fileprivate var roundedUp: Double {
    var (unit, exponent) = (1.0, 0)
    while unit > self { (unit, exponent) = (unit / 10, exponent - 1) }
    while unit * 10 <= self { (unit, exponent) = (unit * 10, exponent + 1) }
    return Double("\(Int((self / unit * 10 - 1e-6).rounded(.up)))e\(exponent - 1)") ?? self
  }
}
