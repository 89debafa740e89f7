import Optimization
import Optimizers
import Testing

@Suite("Steps that are recorded")
struct RecordedStepsTests {
  private let objective = Beale()

  /// An optimizer alone, and with each wrapper around it and a schedule.
  private func choices(_ entry: OptimizerEntry) throws -> [OptimizerChoice] {
    let schedule = try #require(ScheduleCatalog.entry("cosine"))
    return [OptimizerChoice(entry)]
      + WrapperCatalog.all.map {
        OptimizerChoice(entry, wrappers: [WrapperChoice($0)], schedule: ScheduleChoice(schedule))
      }
  }

  @Test(
    "They have the bits of steps that are not, and of each the record that it has alone",
    arguments: OptimizerCatalog.standard.entries.map(\.card.id))
  func sameBits(id: String) throws {
    let entry = try #require(OptimizerCatalog.standard.entry(id))
    for choice in try choices(entry) {
      let conditions = RunConditions(limits: Limits(for: objective.domain), steps: 60)
      var alone = Run(choice, on: objective, from: objective.start, conditions)
      var recorded = alone
      var (track, other) = (Track(), Track())
      for count in [1, 7, 52] {
        let before = track.count
        let records = recorded.advanceRecording(count, into: &track)
        #expect(records.count == track.count - before)
        for step in 0..<records.count {
          let explained = alone.explainNextStep().entries
          #expect("\(Array(records[step]))" == "\(explained)", "\(id), step \(alone.step)")
          alone.advance(1, into: &other)
        }
      }
      #expect("\(track)" == "\(other)", "\(id)")
      #expect(recorded.evaluations == alone.evaluations && recorded.convergedAt == alone.convergedAt)
    }
  }
}
