import Arithmetic
import Experiments
import Optimization
import Wording

extension Model {
  mutating func toggleRun(_ run: Int) {
    guard derived.race.timelines.indices.contains(run) else { return }
    if document.hiddenRuns.remove(run) == nil { document.hiddenRuns.insert(run) }
  }

  mutating func chooseRun(_ run: Int) {
    guard document.experiment.optimizers.indices.contains(run) else { return }
    if run != document.chosenRun {
      document.chosenSetting = 0
      settings.typedValue = nil
    }
    document.chosenRun = run
  }

  /// Runs everything again from another start, up to the step on display.
  mutating func setStart(_ start: Point<Double>) {
    guard start.isFinite, start != document.experiment.start else { return }
    document.experiment.start = start
    rebuildRace()
  }

  /// The unit in which arrows and clicks place the start: a round number of about a hundredth of the view.
  var startGrid: (x: RoundNumber, y: RoundNumber) {
    let size = document.map.view.size
    return (RoundNumber(atMost: size.x / 80), RoundNumber(atMost: size.y / 80))
  }

  /// The start on that grid that is next to a point.
  func start(at point: Point<Double>) -> Point<Double> {
    let grid = startGrid
    return Point(grid.x.multiple(nearestTo: point.x), grid.y.multiple(nearestTo: point.y))
  }

  mutating func moveStart(_ dx: Int, _ dy: Int) {
    let grid = startGrid
    let start = document.experiment.start
    setStart(
      Point(
        dx == 0 ? start.x : grid.x.multiple(nearestTo: start.x + Double(dx) * grid.x.value),
        dy == 0 ? start.y : grid.y.multiple(nearestTo: start.y + Double(dy) * grid.y.value)))
  }

  /// A random start in the domain, the next one of the seed's sequence.
  mutating func setRandomStart() {
    let numbers = RandomNumbers(seed: document.experiment.seed, stream: 1)
    let domain = document.experiment.domain
    let grid = (x: RoundNumber(atMost: domain.size.x / 500), y: RoundNumber(atMost: domain.size.y / 500))
    let u = numbers.uniform(2 * memory.randomStarts)
    let v = numbers.uniform(2 * memory.randomStarts + 1)
    memory.randomStarts += 1
    setStart(
      Point(
        grid.x.multiple(nearestTo: domain.x.place(at: u)),
        grid.y.multiple(nearestTo: domain.y.place(at: v))))
    if !document.map.isChosen {
      extendRace()
      fitView()
    }
  }

  /// Takes another surface; optimizers and settings stay, except when changing to or from data.
  mutating func setSurface(_ surface: SurfaceChoice) {
    let optimizers = document.experiment.optimizers
    document.experiment.take(surface, in: environment.experiments)
    if document.experiment.optimizers != optimizers {
      setExperiment(document.experiment)
      return
    }
    document.chosenSetting = 0
    rebuildRace()
    extendRace()
    seek(0)
    fitView()
    play()
    notice = document.experiment.remarks.last
  }

  /// Takes the data with the feature on another scale, and runs from the matching start.
  mutating func rescale(_ surface: SurfaceChoice) {
    document.experiment.rescale(surface, in: environment.experiments)
    rebuildRace()
    extendRace()
    seek(0)
    fitView()
    play()
    notice = surface.conditioningNote
  }

  /// Takes another experiment.
  mutating func setExperiment(_ other: Experiment) {
    document.experiment = other
    document.looks = Array(other.optimizers.indices)
    document.hiddenRuns = []
    document.chosenRun = Model.firstChoice(of: other)
    document.chosenSetting = 0
    memory.setAside = [:]
    rebuildRace()
    extendRace()
    seek(0)
    fitView()
    play()
  }

  /// The first look that no run has.
  static func freeLook(beside looks: [Int]) -> Int {
    (0...looks.count).first { !looks.contains($0) } ?? 0
  }

  /// Computes the race again, up to its former extent and at most one call's worth; the rest follows.
  mutating func rebuildRace() {
    let computed = derived.race.computed
    derived.race = document.experiment.raceToWatch
    if !derived.race.isAbandonable {
      derived.race.extend(to: min(max(computed, document.moment), stepsAtOnce), within: evaluationsAtOnce)
    }
    document.chosenRun = max(0, min(document.chosenRun, document.experiment.optimizers.count - 1))
  }

  /// Replaces a run and replays it up to the step on display, as far as one call computes.
  mutating func replaceRun(_ run: Int) {
    derived.race.replace(
      run, with: document.experiment.optimizers[run],
      computedTo: derived.race.isAbandonable ? 0 : min(derived.race.computed, stepsAtOnce))
    if derived.race.isAbandonable != derived.race.mayTakeLong { rebuildRace() }
  }

  /// Steps of each run that one call computes: a few milliseconds, so that keys are still answered.
  ///
  /// If each loss is a sum over examples, at about two nanoseconds each, they are fewer.
  var stepsAtOnce: Int { derived.race.stepsAtOnce }

  /// Evaluations of all runs together that one call makes, those that observe a step included: as many as the steps of six
  /// plain runs take.
  ///
  /// A step with a line search or with wrappers takes many, and keys are answered between two steps.
  private var evaluationsAtOnce: Int { Race.usualEvaluations * stepsAtOnce }

  /// Computes more of the race; one whose steps may take long is computed beside the program.
  mutating func extendRace() {
    guard !derived.race.isAbandonable else { return }
    derived.race.extend(
      to: min(derived.race.budget, derived.race.computed + stepsAtOnce), within: evaluationsAtOnce)
  }

  /// Changes the number of steps of every run; the step on display is kept if possible.
  mutating func setSteps(_ steps: Int) {
    guard steps >= 0, steps != document.experiment.steps else { return }
    var shorter = document.experiment
    shorter.steps = steps
    do throws(InputError) { try shorter.checkForks() } catch { return notice = error.message }
    document.experiment.steps = steps
    document.moment = min(document.moment, steps)
    playback.playhead = min(playback.playhead, Double(steps))
    rebuildRace()
    if document.moment >= derived.race.budget { playback.isPlaying = false }
  }

  /// Runs everything again with other random numbers.
  mutating func setSeed(_ seed: UInt64) {
    guard seed != document.experiment.seed else { return }
    document.experiment.seed = seed
    memory.randomStarts = 0
    rebuildRace()
  }

  /// Adds a run and chooses it.
  mutating func add(_ choice: OptimizerChoice) {
    document.experiment.optimizers.append(choice)
    document.looks.append(Model.freeLook(beside: document.looks))
    rebuildRace()
    chooseRun(document.experiment.optimizers.count - 1)
  }

  /// The chosen run becomes another.
  mutating func changeChosenRun(to choice: OptimizerChoice) {
    guard document.experiment.optimizers.indices.contains(document.chosenRun) else { return }
    let former = document.experiment.optimizers[document.chosenRun]
    var choice = choice
    // It keeps its name and its place in the tree.
    (choice.label, choice.fork) = (former.label, former.fork)
    document.experiment.optimizers[document.chosenRun] = choice
    rebuildRace()
    document.chosenSetting = min(document.chosenSetting, max(0, settingRows.count - 1))
  }
}

extension Model {
  /// Names the chosen run.
  mutating func label(_ label: String) {
    guard document.experiment.optimizers.indices.contains(document.chosenRun) else { return }
    document.experiment.optimizers[document.chosenRun].label = label
    rebuildRace()
  }
}
