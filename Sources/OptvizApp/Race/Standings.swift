import Optimization

/// The order of the race table at the step whose numbers are shown: the lowest loss first, diverged runs last.
struct Standings {
  /// The runs, best first.
  let order: [Int]

  init(_ model: Model) {
    let keys = model.derived.race.timelines.indices.map { run -> (Int, Double, Int) in
      let loss = model.derived.race.point(of: run, at: model.readableStep(of: run)).loss
      let isLost = if case .diverged = model.readableOutcome(of: run) { true } else { !loss.isFinite }
      return (isLost ? 1 : 0, isLost ? 0 : loss, run)
    }
    order = keys.sorted { $0 < $1 }.map(\.2)
  }
}
