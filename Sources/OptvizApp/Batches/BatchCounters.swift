import Optimization
import TerminalGraphics

/// How far the chosen run is through its data: step, epoch, examples seen; each text has a fixed width.
struct BatchCounters {
  /// Where the run is.
  let step: Int
  /// The pass that the next step belongs to, from 1.
  let epoch: Int
  /// How many examples the run has seen.
  let examples: Int
  private let batches: Batches
  private let budget: Int

  /// `nil` without examples or without a run.
  init?(_ model: Model) {
    guard model.derived.race.timelines.indices.contains(model.document.chosenRun),
      let batches = model.derived.race.batches(of: model.document.chosenRun)
    else { return nil }
    self.batches = batches
    budget = model.derived.race.timelines[model.document.chosenRun].budget
    step = model.readableStep(of: model.document.chosenRun)
    epoch = batches.epoch(of: step) + 1
    examples = batches.examples(after: step)
  }

  /// The epoch, as `epoch  3`.
  var epochText: String { "epoch \(padded(epoch, to: batches.epoch(of: budget) + 1))" }
  /// The examples seen, as `16,384 examples`.
  var examplesText: String { "\(padded(examples, to: batches.examples(after: budget))) examples" }
  /// The step, as `step  64`.
  var stepText: String { "step \(padded(step, to: budget))" }

  /// `batch 17 of 64`: the batch of the next step.
  var batchText: String {
    let count = batches.stepsPerEpoch
    return "batch \(padded(step % count + 1, to: count)) of \(count.grouped)"
  }

  private func padded(_ number: Int, to largest: Int) -> String { number.grouped(asWideAs: largest) }
}

extension Int {
  /// The number, grouped, padded with blanks to the width of a larger one.
  func grouped(asWideAs largest: Int) -> String {
    let text = grouped
    return String(repeating: " ", count: Swift.max(0, largest.grouped.count - text.count)) + text
  }
}

extension Model {
  /// The batches whose steps the race's clock counts: the smallest; `nil` without examples.
  var clockBatches: Batches? {
    derived.race.timelines.indices.compactMap { derived.race.batches(of: $0) }.min { $0.size < $1.size }
  }

  /// Whether the race's clock stands for examples seen.
  var countsExamples: Bool { document.experiment.pace == .examples && clockBatches != nil }

  /// A time on the race's clock in the unit that it counts: steps or examples.
  func counted(_ time: Int) -> Int {
    countsExamples ? clockBatches?.examples(after: time) ?? time : time
  }
}
