import Experiments
import Optimization

/// A run as a script makes it: one leg, or for a fork those of its ancestors up to where it leaves them.
struct ScriptRun {
  /// Steps that one choice makes.
  struct Leg {
    let choice: OptimizerChoice
    let start, end: Int
    /// The size of its batches; `nil` where every step sees the whole.
    let batchSize: Int?
    /// The rate of its steps; `nil` where it stays.
    let schedule: ScriptSchedule?
    /// Whether the schedule is that of the leg before it, which goes on.
    let keepsSchedule: Bool
    /// Whether the optimizer is that of the leg before it, and keeps its memory.
    let keepsMemory: Bool
    /// For each wrapper whether it is that of the leg before it, and keeps its memory.
    let keepsWrapper: [Bool]
    /// For each wrapper that draws numbers the lines of its table.
    let noise: [Int: [String]]
  }

  /// What it is called, and the function's name.
  let label, function: String
  /// Its optimizer in the command line's words.
  let text: String
  let legs: [Leg]
  /// The batches of each leg and the step at which it ends; empty without examples.
  let dealing: [(batches: Batches, end: Int)]

  /// The most steps whose noise is written out.
  static let mostNoise = 10_000

  init(
    _ number: Int, of race: Race, _ experiment: Experiment, label: String, function: String, text: String
  ) throws(ScriptRefusal) {
    (self.label, self.function, self.text) = (label, function, text)
    let total = race.step(of: number, at: experiment.steps)
    let plan = race.legs(of: number).filter { $0.start < total || $0.start == 0 }
    var legs: [Leg] = []
    var dealing: [(batches: Batches, end: Int)] = []
    var begin = 0
    for (index, leg) in plan.enumerated() {
      let choice = leg.choice
      let end = index + 1 < plan.count ? plan[index + 1].start : total
      let former = index > 0 ? plan[index - 1].choice : nil
      let batches = RunConditions.batches(of: choice, on: race.objective)
      if let batches { dealing.append((batches, end)) }
      let keepsSchedule = former != nil && former?.schedule == choice.schedule
      if !keepsSchedule { begin = leg.start }
      let schedule: ScriptSchedule? =
        if let scheduled = choice.schedule {
          try ScriptSchedule(scheduled, rate: choice.rate, from: begin, steps: total - begin)
        } else {
          nil
        }
      if keepsSchedule, schedule?.watchesLoss == true, former?.rate != choice.rate {
        throw ScriptRefusal("its rate falls on plateaus that were seen with another rate before the fork")
      }
      let keepsMemory = former?.entry.card.id == choice.entry.card.id
      if keepsMemory, let former { try Self.checkMemory(former, choice) }
      legs.append(
        Leg(
          choice: choice, start: leg.start, end: end,
          batchSize: batches.flatMap { $0.isWhole ? nil : $0.size }, schedule: schedule,
          keepsSchedule: keepsSchedule && schedule != nil, keepsMemory: keepsMemory,
          keepsWrapper: choice.wrappers.indices.map { place in
            former.map { place < $0.wrappers.count && $0.wrappers[place] == choice.wrappers[place] } ?? false
          },
          noise: try Self.noise(choice, leg.start..<end, from: experiment)))
    }
    self.legs = legs
    self.dealing = dealing
  }

  /// Refuses a change after which a library's memory is another one.
  private static func checkMemory(_ former: OptimizerChoice, _ own: OptimizerChoice) throws(ScriptRefusal) {
    let (before, now) = (former.settings.values, own.settings.values)
    for (setting, (before, now)) in zip(own.settings.settings, zip(before, now)) where before != now {
      // A library has no velocity without momentum, and the average of gradients is a share of it that β decides.
      let isWhetherThere =
        setting.key == "momentum" && (before == 0) != (now == 0)
        || setting.key == "beta" && own.entry.card.id == "momentum"
      guard case .number = setting.kind, !isWhetherThere else {
        throw ScriptRefusal(
          "the fork changes \(setting.key), with which the library's memory is another one; fork to a new "
            + "optimizer with 'to'")
      }
    }
  }

  /// The random numbers that a choice's wrappers add to the gradient in each step.
  private static func noise(_ choice: OptimizerChoice, _ steps: Range<Int>, from experiment: Experiment)
    throws(ScriptRefusal) -> [Int: [String]]
  {
    var tables: [Int: [String]] = [:]
    for (place, wrapper) in choice.wrappers.enumerated() where wrapper.entry.card.id == "noise" {
      guard steps.count <= mostNoise else {
        throw ScriptRefusal("its noise would be a table of more than \(mostNoise) steps")
      }
      let noise = GradientNoise<Point<Double>>(
        wrapper.settings, at: experiment.start, seed: experiment.seed)
      let rows = steps.map { step in
        var level = LevelOracle()
        let drawn = noise.valueAndGradient(at: Point(0, 0), step: step, from: &level).gradient
        return "(\(PythonText.float(drawn.x)), \(PythonText.float(drawn.y)))"
      }
      tables[place] = PythonText.list(rows, indent: "    ")
    }
    return tables
  }
}

/// A level plane: what a wrapper adds to its gradient is all that there is.
private struct LevelOracle: Oracle {
  var evaluations: Int { 0 }
  func value(at position: Point<Double>) -> Double { 0 }
  func gradient(at position: Point<Double>) -> Point<Double> { Point(0, 0) }
  func valueAndGradient(at position: Point<Double>) -> (value: Double, gradient: Point<Double>) {
    (0, Point(0, 0))
  }
  func hessianDiagonal(at position: Point<Double>) -> Point<Double> { Point(0, 0) }
  func hessianProduct(at position: Point<Double>, _ direction: Point<Double>) -> Point<Double> { Point(0, 0) }
  func observedLoss(at position: Point<Double>) -> Double { 0 }
}
