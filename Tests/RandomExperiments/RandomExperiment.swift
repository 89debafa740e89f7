import Experiments
import Optimization

extension Experiment {
  /// An experiment with a surface, settings, attachments and forks of any kind.
  public static func random(_ dice: inout Dice, in catalog: ExperimentCatalog) -> Experiment {
    let surface = SurfaceChoice.random(&dice)
    let hasData = surface.dataChoice != nil
    let (x, y) = (interval(&dice), interval(&dice))
    var experiment = Experiment(
      surface: surface, domain: Domain(x: x, y: y), start: Point(dice.number(), dice.number()),
      optimizers: [],
      steps: dice.pick([0, 1, 80, 200, 10_000_000, dice.below(1000)]),
      seed: dice.pick([0, 1, .max, UInt64(Int64.max), UInt64(Int64.max) + 1, dice.next()]))
    if hasData, dice.oneIn(3) { experiment.pace = .examples }
    var labels: Set<String> = []
    for _ in 0...dice.below(5) {
      var choice = OptimizerChoice.random(&dice, in: catalog, hasData: hasData)
      if dice.oneIn(4), experiment.steps > 0, experiment.pace == .steps, !experiment.optimizers.isEmpty {
        choice = fork(&dice, of: experiment, or: choice, in: catalog)
      }
      choice.label = nil
      if dice.oneIn(3) {
        let label = dice.pick(["a", "plain", "adam", "adam2", "gd", "x-1", "B_2", "momentum3"])
        if labels.insert(label).inserted { choice.label = label }
      }
      experiment.optimizers.append(choice)
    }
    return experiment
  }

  private static func interval(_ dice: inout Dice) -> ClosedRange<Double> {
    let low = (dice.number() * 16).rounded() / 16
    return low...(low + max(1, abs(low) / 2) * Double(1 + dice.below(5)))
  }

  /// A fork with some settings of its own, or with another optimizer.
  private static func fork(
    _ dice: inout Dice, of experiment: Experiment, or other: OptimizerChoice, in catalog: ExperimentCatalog
  ) -> OptimizerChoice {
    let parent = dice.below(experiment.optimizers.count)
    var choice = experiment.optimizers[parent]
    if dice.oneIn(3) {
      choice = other
    } else {
      choice.settings = SettingValues.random(&dice, from: choice.settings)
      if dice.oneIn(3) { choice.wrappers = [] }
      if dice.oneIn(3) { choice.schedule = nil }
      if !OptimizerChoice.isAccepted(choice, in: catalog) { choice = experiment.optimizers[parent] }
    }
    choice.fork = .init(of: parent, at: 1 + dice.below(min(experiment.steps, 1000)))
    return choice
  }
}

extension SurfaceChoice {
  /// A surface of the catalog, a formula, or a model on bundled data.
  static func random(_ dice: inout Dice) -> SurfaceChoice {
    do {
      switch dice.below(4) {
      case 0:
        return try Specification.expression(
          dice.pick([
            "x^2 + 10*y^2", "a*x^2 + b*y^2; a=3, b=0.5", "abs(x) + y^2 - 0.1*cos(3*x)",
            "(x - c)^2 + y^4; c=-1e-3",
          ]))
      case 1: return try data(&dice).surface(.none)
      default:
        let entry = dice.pick(SurfaceCatalog.all)
        return SurfaceChoice(entry, SettingValues.random(&dice, from: entry.defaults))
      }
    } catch {
      preconditionFailure("\(error)")
    }
  }

  private static func data(_ dice: inout Dice) -> DataRequest {
    var request = DataRequest(
      source: dice.pick(["hubble", "line", "challenger", "two_classes", "mauna_loa"]))
    if request.source == "challenger", dice.oneIn(2) { request.model = "linear" }
    let isLogistic = request.model == nil && ["challenger", "two_classes"].contains(request.source)
    if dice.oneIn(2) { request.scale = dice.pick(["standard", "none"]) }
    if dice.oneIn(2) { request.batchSize = dice.pick(["1", "4", "8", "all"]) }
    if dice.oneIn(4) { request.withReplacement = true }
    if !isLogistic, dice.oneIn(3) {
      request.objective = dice.pick(["mae", "huber", "mse"])
      if request.objective == "huber" { request.delta = dice.pick(["2", "0.5", "1e-3"]) }
    }
    if dice.oneIn(4) { (request.x, request.y) = ("1", "2") }
    if dice.oneIn(5) { request.table.header = "yes" }
    if dice.oneIn(5) { request.table.missing = "drop" }
    return request
  }
}

extension OptimizerChoice {
  static func random(_ dice: inout Dice, in catalog: ExperimentCatalog, hasData: Bool) -> OptimizerChoice {
    let entry = dice.pick(catalog.optimizers.entries)
    var choice = OptimizerChoice(entry, SettingValues.random(&dice, from: entry.defaults))
    if !isAccepted(choice, in: catalog) { choice = OptimizerChoice(entry) }
    var dressed = choice
    for _ in 0..<dice.below(3) {
      let wrapper = dice.pick(WrapperCatalog.all)
      dressed.wrappers.append(WrapperChoice(wrapper, SettingValues.random(&dice, from: wrapper.defaults)))
    }
    if dice.oneIn(3) {
      let schedule = dice.pick(ScheduleCatalog.all)
      dressed.schedule = ScheduleChoice(schedule, SettingValues.random(&dice, from: schedule.defaults))
    }
    if isAccepted(dressed, in: catalog) { choice = dressed }
    if hasData, dice.oneIn(3) { choice.batchSize = dice.pick([0, 1, 8, 1000]) }
    return choice
  }

  /// Whether the command line takes it.
  static func isAccepted(_ choice: OptimizerChoice, in catalog: ExperimentCatalog) -> Bool {
    (try? catalog.specification.optimizer(choice.text)) != nil
  }
}

extension SettingValues {
  /// Some settings at other values that they accept.
  static func random(_ dice: inout Dice, from values: SettingValues) -> SettingValues {
    var values = values
    for setting in values.settings where dice.oneIn(2) {
      let number =
        switch setting.kind {
        case .flag: Double(dice.below(2))
        case .choice(let words): Double(dice.below(words.count))
        case .number: dice.number(from: setting.slider.lowerBound, to: setting.slider.upperBound)
        }
      // The command line has no sign of a zero.
      do { try values.set(setting.key, to: number == 0 ? 0 : number) } catch { continue }
    }
    return values
  }
}
