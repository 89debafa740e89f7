import Experiments
import Optimization

extension Model {
  mutating func toggleRun(_ run: Int) {
    guard race.timelines.indices.contains(run) else { return }
    if hidden.remove(run) == nil { hidden.insert(run) }
  }

  mutating func chooseRun(_ run: Int) {
    guard experiment.optimizers.indices.contains(run) else { return }
    if run != chosenRun {
      chosenSetting = 0
      entry = nil
    }
    chosenRun = run
  }

  /// Runs everything anew from another start, to the step on display.
  mutating func setStart(_ start: Point<Double>) {
    guard start.isFinite, start != experiment.start else { return }
    experiment.start = start
    rebuildRace()
  }

  /// The unit in which arrows and clicks place the start: a round number of about a hundredth of the view.
  var startGrid: Point<Double> {
    Point(
      ViewFit.roundStep((view.x.upperBound - view.x.lowerBound) / 80),
      ViewFit.roundStep((view.y.upperBound - view.y.lowerBound) / 80))
  }

  mutating func moveStart(_ dx: Int, _ dy: Int) {
    let grid = startGrid
    let start = experiment.start
    setStart(
      Point(
        dx == 0 ? start.x : ViewFit.onGrid(start.x + Double(dx) * grid.x, grid.x),
        dy == 0 ? start.y : ViewFit.onGrid(start.y + Double(dy) * grid.y, grid.y)))
  }

  /// A start anywhere in the domain, the next one of the seed's sequence.
  mutating func takeRandomStart() {
    let numbers = RandomNumbers(seed: experiment.seed, stream: 1)
    let domain = experiment.domain
    let grid = Point(
      ViewFit.roundStep((domain.x.upperBound - domain.x.lowerBound) / 500),
      ViewFit.roundStep((domain.y.upperBound - domain.y.lowerBound) / 500))
    let u = numbers.uniform(2 * randomStarts)
    let v = numbers.uniform(2 * randomStarts + 1)
    randomStarts += 1
    setStart(
      Point(
        ViewFit.onGrid(domain.x.lowerBound + u * (domain.x.upperBound - domain.x.lowerBound), grid.x),
        ViewFit.onGrid(domain.y.lowerBound + v * (domain.y.upperBound - domain.y.lowerBound), grid.y)))
    if !viewIsChosen {
      extendRace()
      fitView()
    }
  }

  /// Takes another surface; optimizers and settings stay, except to data and from data.
  mutating func take(_ surface: SurfaceChoice) {
    let optimizers = experiment.optimizers
    experiment.take(surface)
    if experiment.optimizers != optimizers {
      take(experiment)
      return
    }
    chosenSetting = 0
    rebuildRace()
    extendRace()
    goTo(0)
    fitView()
    play()
  }

  /// Takes the data with the feature on another scale, and runs from the start that suits it.
  mutating func rescale(_ surface: SurfaceChoice) {
    experiment.rescale(surface)
    rebuildRace()
    extendRace()
    goTo(0)
    fitView()
    play()
    notice = surface.conditioningNote
  }

  /// Takes another experiment.
  mutating func take(_ other: Experiment) {
    experiment = other
    looks = Array(other.optimizers.indices)
    hidden = []
    chosenRun = Model.firstChoice(of: other)
    chosenSetting = 0
    setAside = [:]
    rebuildRace()
    extendRace()
    goTo(0)
    fitView()
    play()
  }

  /// Puts an optimizer into the race, with the settings it had when it left, or takes it out.
  mutating func toggleOptimizer(_ id: String) {
    guard let entry = OptimizerCatalog.entry(id) else { return }
    let present = experiment.optimizers.indices.filter { experiment.optimizers[$0].entry.card.id == id }
    if present.isEmpty {
      for (choice, look, place) in setAside[id] ?? [(OptimizerChoice(entry), looks.count, looks.count)] {
        let place = min(place, looks.count)
        experiment.optimizers.insert(choice, at: place)
        looks.insert(looks.contains(look) ? Model.freeLook(beside: looks) : look, at: place)
        hidden = Set(hidden.map { $0 >= place ? $0 + 1 : $0 })
        if chosenRun >= place && looks.count > 1 { chosenRun += 1 }
      }
    } else {
      guard present.count < experiment.optimizers.count else {
        notice = "a race needs an optimizer: put another one on first"
        return
      }
      setAside[id] = present.map { (experiment.optimizers[$0], looks[$0], $0) }
      // The hidden runs keep their optimizers, whose numbers change.
      let kept = experiment.optimizers.indices.filter { !present.contains($0) }
      hidden = Set(kept.indices.filter { hidden.contains(kept[$0]) })
      if present.contains(chosenRun) { chosenSetting = 0 }
      chosenRun = kept.firstIndex(of: chosenRun) ?? 0
      experiment.optimizers = kept.map { experiment.optimizers[$0] }
      looks = kept.map { looks[$0] }
    }
    rebuildRace()
  }

  /// The first look that no run has.
  static func freeLook(beside looks: [Int]) -> Int {
    (0...looks.count).first { !looks.contains($0) } ?? 0
  }

  /// Computes the race anew, as far as it was computed, up to one call's worth; the rest follows.
  mutating func rebuildRace() {
    let computed = race.computed
    race = experiment.race()
    race.extend(to: min(max(computed, target), stepsAtOnce))
    chosenRun = max(0, min(chosenRun, experiment.optimizers.count - 1))
  }
}
