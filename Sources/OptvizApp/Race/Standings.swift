import Experiments
import Optimization

/// The order of the race table at the step whose numbers are shown: the lowest loss first, diverged runs last, and forks
/// below the run that they leave.
struct Standings {
  /// A row of the table.
  struct Row: Equatable {
    let run: Int
    /// How many forks lie between it and a run of its own; 0 for such a run.
    let depth: Int
  }

  /// The rows, from top to bottom.
  let rows: [Row]
  /// The runs, in the order of the rows.
  var order: [Int] { rows.map(\.run) }

  init(_ model: Model) {
    let keys = model.derived.race.timelines.indices.map { run -> (Int, Double, Int) in
      let loss = model.derived.race.point(of: run, at: model.readableStep(of: run)).loss
      let isLost = if case .diverged = model.readableOutcome(of: run) { true } else { !loss.isFinite }
      return (isLost ? 1 : 0, isLost ? 0 : loss, run)
    }
    let sorted = keys.sorted { $0 < $1 }.map(\.2)
    let choices = model.document.experiment.optimizers
    guard choices.contains(where: { $0.fork != nil }) else {
      rows = sorted.map { Row(run: $0, depth: 0) }
      return
    }
    func tree(_ run: Int, _ depth: Int) -> [Row] {
      [Row(run: run, depth: depth)]
        + sorted.filter { choices[$0].fork?.parent == run }.flatMap { tree($0, depth + 1) }
    }
    rows = sorted.filter { choices[$0].fork == nil }.flatMap { tree($0, 0) }
  }
}
