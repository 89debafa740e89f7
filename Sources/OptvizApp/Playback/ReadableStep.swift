import Optimization

extension Model {
  /// The step whose numbers tables and the chart show: the one on display, and during playback one of every two
  /// fifths of a second.
  ///
  /// Digits that change thirty times a second cannot be read, and they would be most of an animation's output. A
  /// table always shows the numbers of one step, which it names.
  var readableStep: Int {
    guard playback.isPlaying, document.speed >= 10 else { return step }
    let pause = Int(min(1e9, document.speed * 2 / 5))
    return step / pause * pause
  }

  /// The last step that a run has made by the moment whose numbers are shown.
  func readableStep(of run: Int) -> Int {
    min(derived.race.step(of: run, at: readableStep), derived.race.timelines[run].last)
  }

  /// The outcome of a run at that step.
  func readableOutcome(of run: Int) -> Outcome {
    derived.race.timelines[run].outcome(at: derived.race.step(of: run, at: readableStep))
  }
}
