import Experiments
import Optimization

/// Runs that come, go, and are shown.
extension Model {
  /// Chooses a run, and shows it if it is hidden; hides the one that is chosen already.
  mutating func callRun(_ run: Int) {
    guard derived.race.timelines.indices.contains(run) else { return }
    if run == document.chosenRun, !document.hiddenRuns.contains(run) {
      document.hiddenRuns.insert(run)
    } else {
      document.hiddenRuns.remove(run)
      chooseRun(run)
    }
  }

  /// Removes the chosen run; the one that took its place in the table is chosen then.
  mutating func removeRun() {
    let run = document.chosenRun
    guard document.experiment.optimizers.indices.contains(run) else {
      return notice = "there is no run to remove; o adds one"
    }
    let name = RunLook(run, in: self).label
    let order = Standings(self).order
    let place = order.firstIndex(of: run) ?? 0
    let next = order[place + 1 < order.count ? place + 1 : max(0, place - 1)]
    guard remove([run]) else { return }
    chooseRun(next > run ? next - 1 : next)
    notice = "\(name) is removed; u brings it back"
  }

  /// Removes runs, unless none would be left; they are kept for when their optimizer is added again.
  ///
  /// - Returns: Whether they were removed.
  mutating func remove(_ runs: [Int]) -> Bool {
    guard runs.count < document.experiment.optimizers.count else {
      notice = "a race needs an optimizer: put another one on first"
      return false
    }
    for id in Set(runs.map { document.experiment.optimizers[$0].entry.card.id }) {
      let own = runs.filter { document.experiment.optimizers[$0].entry.card.id == id }
      memory.setAside[id, default: []].append(
        own.map {
          RaceMemory.Absent(
            choice: document.experiment.optimizers[$0], look: document.looks[$0], place: $0)
        })
    }
    // The hidden runs keep their optimizers, but their numbers change.
    let kept = document.experiment.optimizers.indices.filter { !runs.contains($0) }
    document.hiddenRuns = Set(kept.indices.filter { document.hiddenRuns.contains(kept[$0]) })
    if runs.contains(document.chosenRun) { document.chosenSetting = 0 }
    document.chosenRun = kept.firstIndex(of: document.chosenRun) ?? 0
    document.experiment.optimizers = kept.map { document.experiment.optimizers[$0] }
    document.looks = kept.map { document.looks[$0] }
    rebuildRace()
    return true
  }

  /// Adds a run of an optimizer and chooses it: with the settings and the place it had when it was removed last, or with
  /// the usual ones at the end.
  mutating func addOptimizer(_ id: String) {
    guard let entry = environment.experiments.optimizers.entry(id) else { return }
    let absents = memory.setAside[id]?.popLast() ?? []
    guard !absents.isEmpty else { return add(OptimizerChoice(entry)) }
    for absent in absents {
      let (look, place) = (absent.look, min(absent.place, document.looks.count))
      document.experiment.optimizers.insert(absent.choice, at: place)
      document.looks.insert(
        document.looks.contains(look) ? Model.freeLook(beside: document.looks) : look, at: place)
      document.hiddenRuns = Set(document.hiddenRuns.map { $0 >= place ? $0 + 1 : $0 })
      document.chosenRun = place
    }
    document.chosenSetting = 0
    rebuildRace()
  }

  /// Adds an optimizer to the race, or removes all its runs.
  mutating func toggleOptimizer(_ id: String) {
    let present = document.experiment.optimizers.indices.filter {
      document.experiment.optimizers[$0].entry.card.id == id
    }
    if present.isEmpty { addOptimizer(id) } else { _ = remove(present) }
  }
}
