import Optimization

extension Model {
  /// The step whose numbers tables and the chart show: the one on display, and while the race plays one of every two
  /// fifths of a second.
  ///
  /// Digits that change thirty times a second cannot be read, and they would be most of what an animation writes. What a
  /// table shows is always the numbers of one step, which it names.
  var numbersStep: Int {
    guard isPlaying, stepsPerSecond >= 10 else { return step }
    let pause = Int(min(1e9, stepsPerSecond * 2 / 5))
    return step / pause * pause
  }

  /// The last step that a run has made by the moment whose numbers are shown.
  func numbersStep(of run: Int) -> Int {
    min(race.step(of: run, at: numbersStep), race.timelines[run].last)
  }

  /// What has become of a run by then.
  func numbersOutcome(of run: Int) -> Outcome {
    race.timelines[run].outcome(at: race.step(of: run, at: numbersStep))
  }
}
