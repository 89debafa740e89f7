import Experiments
import Optimization

extension Model {
  /// What the batch on the map is computed from; `nil` where none is shown: while the race plays, for a hidden run, and
  /// where every step sees the whole.
  var batchSceneKey: BatchScene.Key? {
    guard showsBatches, !isPlaying, let chosen, race.timelines.indices.contains(chosenRun),
      !hidden.contains(chosenRun), let batches = race.batches(of: chosenRun), !batches.isWhole,
      !mapRect.isEmpty
    else { return nil }
    let step = step(of: chosenRun)
    let position = race.timelines[chosenRun].track.points[step].position
    guard position.isFinite else { return nil }
    return BatchScene.Key(
      surface: experiment.surface, batchSize: chosen.batchSize, seed: race.conditions.seed, step: step,
      position: position, view: view, columns: mapRect.width, rows: mapRect.height)
  }

  /// Computes the batch on the map where it is another than the one there is.
  mutating func refreshBatchScene() {
    guard let key = batchSceneKey, key != batchScene?.key else { return }
    batchScene = BatchScene(key, of: race.objective)
  }

  mutating func toggleBatchView() {
    showsBatches.toggle()
    if showsBatches, isPlaying { notice = "the batch is shown on the map while the race stands still" }
  }

  /// How many examples there are; `nil` where there are none.
  var exampleCount: Int? { race.objective.batches?.exampleCount }

  /// The next smaller batch for every run: the data's own size, which runs with one of their own take too.
  mutating func takeSmallerBatches() {
    guard let batches = race.objective.batches else { return }
    let size = BatchSizes.smaller(than: batches.size, of: batches.exampleCount)
    setBatchSizeOfAll(size)
    for run in experiment.optimizers.indices where experiment.surface.batchSize != nil {
      experiment.optimizers[run].batchSize = nil
    }
    rebuildWithBatches()
    if let batches = race.objective.batches { notice = "every step of every run sees \(batches.sentence)" }
  }

  /// The next smaller batch for the chosen run alone.
  mutating func takeSmallerBatch() {
    guard race.timelines.indices.contains(chosenRun), let batches = race.batches(of: chosenRun) else {
      return
    }
    setOwnBatchSize(BatchSizes.smaller(than: batches.size, of: batches.exampleCount))
    noticeOwnBatches()
  }

  /// Gives the chosen run batches of its own, or with `nil` those of the data.
  mutating func setOwnBatchSize(_ size: Int?) {
    guard experiment.optimizers.indices.contains(chosenRun) else { return }
    experiment.optimizers[chosenRun].batchSize = size
    if experiment.pace == .steps {
      race.replace(
        chosenRun, with: experiment.optimizers[chosenRun], computedTo: min(race.computed, stepsAtOnce))
    } else {
      rebuildWithBatches()
    }
  }

  /// Says what the chosen run's steps see now.
  mutating func noticeOwnBatches() {
    guard let chosen, let batches = race.batches(of: chosenRun) else { return }
    notice = "every step of \(chosen.entry.card.name) sees \(batches.sentence)"
  }

  private mutating func setBatchSizeOfAll(_ size: Int) {
    if experiment.surface.batchSize == nil {
      for run in experiment.optimizers.indices { experiment.optimizers[run].batchSize = size }
    } else {
      // A size between 0 and 512 is what the setting is for.
      try? experiment.surface.settings.set(SurfaceChoice.batchSizeKey, to: Double(size))
    }
  }

  /// Computes the race anew after batches changed.
  ///
  /// At equal examples the clock's unit is the smallest batch: length, moment and speed stay the same in examples.
  mutating func rebuildWithBatches() {
    let before = experiment.pace == .examples ? clockBatches : nil
    let (wasAtEnd, examples) = (target >= race.budget, before?.examples(after: target) ?? 0)
    let whole = before?.examples(after: experiment.steps) ?? 0
    rebuildRace()
    guard before != nil, let after = clockBatches else { return }
    let former = experiment.steps
    experiment.steps = min(Model.mostSteps, after.steps(within: whole))
    if equalExamples?.length == former { equalExamples?.length = experiment.steps }
    stand(at: wasAtEnd ? experiment.steps : after.steps(within: examples), speedTimes: former)
  }

  /// The longest race that a change of pace or batches makes.
  static let mostSteps = 100_000

  /// Rebuilds a race whose length has changed from `former`, at a moment; playing takes as long as before.
  private mutating func stand(at time: Int, speedTimes former: Int) {
    if former > 0, experiment.steps > 0 { stepsPerSecond *= Double(experiment.steps) / Double(former) }
    target = max(0, min(experiment.steps, time))
    playhead = Double(target)
    rebuildRace()
  }

  /// Compares runs after as many examples, or after as many steps again.
  mutating func togglePace() {
    guard let clock = clockBatches else { return }
    let sizes = race.timelines.indices.compactMap { race.batches(of: $0) }
    guard let largest = sizes.max(by: { $0.size < $1.size }) else { return }
    let (former, run) = (experiment.steps, chosenRun)
    let (wasAtEnd, ownStep) = (target >= race.budget, race.step(of: run, at: target))
    if experiment.pace == .steps {
      let steps = min(Model.mostSteps, clock.steps(within: largest.examples(after: former)))
      equalExamples = FormerPace(steps: former, speed: stepsPerSecond, length: steps)
      experiment.pace = .examples
      experiment.steps = steps
    } else {
      experiment.pace = .steps
      let known = equalExamples.flatMap { $0.length == former ? $0 : nil }
      experiment.steps = known?.steps ?? min(former, largest.steps(within: clock.examples(after: former)))
    }
    let speed = equalExamples.flatMap { experiment.pace == .steps && $0.length == former ? $0.speed : nil }
    // Where a moment lies on the new clock only the new race can tell.
    let other = experiment.race()
    let time = experiment.pace == .steps ? ownStep : other.time(ofStep: ownStep, of: run)
    stand(at: wasAtEnd ? experiment.steps : time, speedTimes: former)
    if let speed { stepsPerSecond = speed }
    if experiment.pace == .steps { equalExamples = nil }
    notice = paceNotice
  }

  private var paceNotice: String {
    guard experiment.pace == .examples else {
      return "equal steps: every run makes \(experiment.steps.grouped)"
    }
    return "equal examples: every run sees \(counted(experiment.steps).grouped), small batches in more steps"
  }

  /// The race's length and speed before it was compared at equal examples.
  struct FormerPace: Sendable {
    let steps: Int
    let speed: Double
    /// The length that the race was given instead.
    var length: Int
  }
}

extension SurfaceChoice {
  /// The setting that says how many examples a step sees.
  static let batchSizeKey = "batch_size"

  /// How many examples a step sees; `nil` for a surface without that setting.
  var batchSize: Double? { settings.index(of: SurfaceChoice.batchSizeKey).map { settings.values[$0] } }
}
