import Experiments
import Optimization

extension Model {
  /// What the batch on the map is computed from; `nil` if none is shown: while the race plays, for a hidden run, and
  /// if every step sees the whole.
  var batchSceneKey: BatchScene.Key? {
    guard document.showsBatches, !playback.isPlaying, let chosen,
      derived.race.timelines.indices.contains(document.chosenRun),
      !document.hiddenRuns.contains(document.chosenRun),
      let batches = derived.race.batches(of: document.chosenRun), !batches.isWhole,
      !derived.map.rect.isEmpty
    else { return nil }
    let step = step(of: document.chosenRun)
    let position = derived.race.point(of: document.chosenRun, at: step).position
    guard position.isFinite else { return nil }
    return BatchScene.Key(
      surface: document.experiment.surface, batchSize: chosen.batchSize, seed: derived.race.conditions.seed,
      step: step,
      position: position, view: document.map.view, columns: derived.map.rect.width,
      rows: derived.map.rect.height)
  }

  /// Computes the batch on the map if it has changed.
  mutating func refreshBatchScene() {
    guard let key = batchSceneKey, key != derived.batchScene?.key else { return }
    derived.batchScene = BatchScene(key, of: derived.race.objective)
  }

  mutating func toggleBatches() {
    document.showsBatches.toggle()
    if document.showsBatches, playback.isPlaying {
      notice = "the batch is shown on the map while the race is paused"
    }
  }

  /// How many examples there are; `nil` without any.
  var exampleCount: Int? { derived.race.objective.batches?.exampleCount }

  /// The next smaller batch for every run: sets the data's own size, and runs with their own size take it too.
  mutating func setSmallerBatches() {
    guard let batches = derived.race.objective.batches else { return }
    let size = BatchSizes.smaller(than: batches.size, of: batches.exampleCount)
    setBatchSizeOfAll(size)
    for run in document.experiment.optimizers.indices where document.experiment.surface.batchSize != nil {
      document.experiment.optimizers[run].batchSize = nil
    }
    rebuildWithBatches()
    if let batches = derived.race.objective.batches {
      notice = "every step of every run sees \(batches.sentence)"
    }
  }

  /// The next smaller batch for the chosen run alone.
  mutating func setSmallerBatch() {
    guard derived.race.timelines.indices.contains(document.chosenRun),
      let batches = derived.race.batches(of: document.chosenRun)
    else {
      return
    }
    setOwnBatchSize(BatchSizes.smaller(than: batches.size, of: batches.exampleCount))
    noticeOwnBatches()
  }

  /// Gives the chosen run its own batch size; with `nil`, that of the data.
  mutating func setOwnBatchSize(_ size: Int?) {
    guard document.experiment.optimizers.indices.contains(document.chosenRun) else { return }
    document.experiment.optimizers[document.chosenRun].batchSize = size
    if document.experiment.pace == .steps {
      replaceRun(document.chosenRun)
    } else {
      rebuildWithBatches()
    }
  }

  /// Reports what the chosen run's steps see now.
  mutating func noticeOwnBatches() {
    guard let chosen, let batches = derived.race.batches(of: document.chosenRun) else { return }
    notice = "every step of \(chosen.entry.card.name) sees \(batches.sentence)"
  }

  private mutating func setBatchSizeOfAll(_ size: Int) {
    if document.experiment.surface.batchSize == nil {
      for run in document.experiment.optimizers.indices {
        document.experiment.optimizers[run].batchSize = size
      }
    } else {
      // The setting accepts every size between 0 and 512.
      try? document.experiment.surface.settings.set(SurfaceChoice.batchSizeKey, to: Double(size))
    }
  }

  /// Computes the race anew after batches changed.
  ///
  /// At equal examples the clock's unit is the smallest batch: length, moment and speed stay the same in examples.
  mutating func rebuildWithBatches() {
    let before = document.experiment.pace == .examples ? clockBatches : nil
    let (wasAtEnd, examples) = (
      document.moment >= derived.race.budget, before?.examples(after: document.moment) ?? 0
    )
    let whole = before?.examples(after: document.experiment.steps) ?? 0
    rebuildRace()
    guard before != nil, let after = clockBatches else { return }
    let former = document.experiment.steps
    document.experiment.steps = min(Model.mostSteps, after.steps(within: whole))
    if memory.equalExamples?.length == former { memory.equalExamples?.length = document.experiment.steps }
    stand(at: wasAtEnd ? document.experiment.steps : after.steps(within: examples), speedTimes: former)
  }

  /// The longest race that a change of pace or batches makes.
  static let mostSteps = 100_000

  /// Rebuilds a race whose length has changed from `former`, at a moment; playing takes as long as before.
  private mutating func stand(at time: Int, speedTimes former: Int) {
    if former > 0, document.experiment.steps > 0 {
      document.speed *= Double(document.experiment.steps) / Double(former)
    }
    document.moment = max(0, min(document.experiment.steps, time))
    playback.playhead = Double(document.moment)
    rebuildRace()
  }

  /// Compares runs after equal numbers of examples, or of steps again.
  mutating func togglePace() {
    guard let clock = clockBatches else { return }
    let sizes = derived.race.timelines.indices.compactMap { derived.race.batches(of: $0) }
    guard let largest = sizes.max(by: { $0.size < $1.size }) else { return }
    let (former, run) = (document.experiment.steps, document.chosenRun)
    let (wasAtEnd, ownStep) = (
      document.moment >= derived.race.budget, derived.race.step(of: run, at: document.moment)
    )
    if document.experiment.pace == .steps {
      let steps = min(Model.mostSteps, clock.steps(within: largest.examples(after: former)))
      memory.equalExamples = RaceMemory.FormerPace(steps: former, speed: document.speed, length: steps)
      document.experiment.pace = .examples
      document.experiment.steps = steps
    } else {
      document.experiment.pace = .steps
      let known = memory.equalExamples.flatMap { $0.length == former ? $0 : nil }
      document.experiment.steps =
        known?.steps ?? min(former, largest.steps(within: clock.examples(after: former)))
    }
    let speed = memory.equalExamples.flatMap {
      document.experiment.pace == .steps && $0.length == former ? $0.speed : nil
    }
    // Where a moment lies on the new clock is known only to the new race.
    let other = document.experiment.race()
    let time = document.experiment.pace == .steps ? ownStep : other.time(ofStep: ownStep, of: run)
    stand(at: wasAtEnd ? document.experiment.steps : time, speedTimes: former)
    if let speed { document.speed = speed }
    if document.experiment.pace == .steps { memory.equalExamples = nil }
    notice = paceNotice
  }

  private var paceNotice: String {
    guard document.experiment.pace == .examples else {
      return "equal steps: every run makes \(document.experiment.steps.grouped)"
    }
    return
      "equal examples: every run sees \(counted(document.experiment.steps).grouped), small batches in more steps"
  }
}

extension SurfaceChoice {
  /// The setting that says how many examples a step sees.
  static let batchSizeKey = "batch_size"

  /// How many examples a step sees; `nil` for a surface without that setting.
  var batchSize: Double? { settings.index(of: SurfaceChoice.batchSizeKey).map { settings.values[$0] } }
}
