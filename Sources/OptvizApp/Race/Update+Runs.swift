import Experiments
import Optimization

/// Runs that come, go, and are shown.
extension Model {
  /// Chooses a run, and shows it if it is hidden; hides the one that is chosen already.
  mutating func callRun(_ run: Int) {
    guard derived.race.timelines.indices.contains(run) else { return }
    if run == document.chosenRun, !document.hiddenRuns.contains(run) {
      document.hiddenRuns.insert(run)
      notice = "\(name(of: run)) is hidden; \(run < 9 ? "\(run + 1)" : "0") shows it again"
    } else {
      document.hiddenRuns.remove(run)
      chooseRun(run)
    }
  }

  /// Removes the chosen run with its forks; the one that took its place in the table is chosen then.
  mutating func removeRun() {
    let run = document.chosenRun
    guard document.experiment.optimizers.indices.contains(run) else {
      return notice = "there is no run to remove; o adds one"
    }
    let name = name(of: run)
    let order = Standings(self).order
    let place = order.firstIndex(of: run) ?? 0
    let (_, places) = document.experiment.optimizers.removing([run])
    let next = order[place...].first(where: places.contains) ?? order[..<place].last(where: places.contains)
    guard remove([run]) else { return }
    if let next, let new = places.firstIndex(of: next) { chooseRun(new) }
    notice = (["\(name) is removed"] + (notice.map { [$0] } ?? []) + ["u brings it back"]).joined(
      separator: "; ")
  }

  /// Removes runs and what was forked from them, unless none would be left; their settings are remembered for when they are
  /// added again.
  ///
  /// - Returns: Whether they were removed.
  @discardableResult
  mutating func remove(_ runs: Set<Int>) -> Bool {
    let former = document.experiment.optimizers
    let (kept, places) = former.removing(runs)
    guard !kept.isEmpty else {
      notice = "a race needs an optimizer: turn another one on first"
      return false
    }
    var absent: [String: [RaceMemory.Absent]] = [:]
    for run in runs.sorted() where former[run].fork == nil {
      absent[former[run].entry.card.id, default: []].append(
        RaceMemory.Absent(choice: former[run], look: document.looks[run], place: run))
    }
    for (id, group) in absent { memory.setAside[id, default: []].append(group) }
    // The hidden runs keep their optimizers, but their numbers change.
    document.hiddenRuns = Set(places.indices.filter { document.hiddenRuns.contains(places[$0]) })
    if !places.contains(document.chosenRun) { document.chosenSetting = 0 }
    document.chosenRun =
      places.firstIndex(of: document.chosenRun) ?? places.lastIndex { $0 < document.chosenRun } ?? 0
    document.experiment.optimizers = kept
    document.looks = places.map { document.looks[$0] }
    let forks = former.count - kept.count - runs.count
    if forks > 0 { notice = forks == 1 ? "its fork is removed too" : "its \(forks) forks are removed too" }
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
      document.experiment.optimizers = document.experiment.optimizers.inserting(absent.choice, at: place)
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
    if present.isEmpty { addOptimizer(id) } else { remove(Set(present)) }
  }
}
