import Experiments
import Optimization

extension Model {
  /// Copies the chosen run at the step on display: the copy is the same run up to there, and takes its own settings from
  /// there on.
  mutating func forkHere() {
    let run = document.chosenRun
    fork(run, at: derived.race.timelines.indices.contains(run) ? step(of: run) : 0)
  }

  /// Copies the chosen run from its start: two settings of one optimizer, side by side.
  mutating func forkFromStart() { fork(document.chosenRun, at: 0) }

  /// Forks a run at a step of its own.
  mutating func fork(_ run: Int, at step: Int) {
    guard document.experiment.optimizers.indices.contains(run) else {
      return notice = "there is no run to fork: o adds one"
    }
    let name = name(of: run)
    let start = document.experiment.optimizers[run].fork?.step
    let timeline = derived.race.timelines[run]
    guard step < timeline.budget || step == 0 else {
      return notice = "\(name) ends at step \(timeline.budget): go back to fork it"
    }
    guard timeline.point(at: step).position.isFinite else {
      return notice = "\(name) has no position at step \(step): go back to fork it"
    }
    var copy = document.experiment.optimizers[run]
    copy.label = nil
    // A copy from the start is a run of its own, unless it lies before the step at which the run itself was forked.
    if step > 0 { copy.fork = OptimizerChoice.Fork(of: run, at: step) }
    let number = document.experiment.optimizers.count + 1
    add(copy)
    notice =
      step > 0
      ? "forked at step \(step): run \(number) gets what you change from here on"
      : "run \(number) is a copy of \(name)" + (start.map { " from step \($0) on" } ?? "")
        + "; change its settings"
  }

  /// Keeps the moment on display beside later ones, or lets it go.
  mutating func togglePin() {
    document.pin = document.pin == step ? nil : step
    notice =
      document.pin.map { "pinned step \($0): the table shows what changed since" } ?? "the pin is removed"
  }
}
