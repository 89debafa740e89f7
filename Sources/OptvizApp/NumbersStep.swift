import Optimization

extension Model {
  /// The step whose numbers tables show: the one on display, and while the race plays one of every fifth of a second.
  ///
  /// Digits that change thirty times a second cannot be read, and they would be most of what an animation writes. What a
  /// table shows is always the numbers of one step, which it names.
  var numbersStep: Int {
    guard isPlaying else { return step }
    let pause = max(1, Int(min(1e9, stepsPerSecond / 5)))
    return step / pause * pause
  }

  /// The step that the chart has come to: one of every other fifth of a second, for the same reasons.
  var chartStep: Int {
    guard isPlaying else { return step }
    let pause = max(1, Int(min(1e9, stepsPerSecond / 5))) * 2
    return stepsPerSecond < 10 ? step : step / pause * pause
  }

  /// The last step that a run has made by the moment that the chart has come to.
  func chartStep(of run: Int) -> Int { min(race.step(of: run, at: chartStep), race.timelines[run].last) }

  /// The last step that a run has made by the moment whose numbers are shown.
  func numbersStep(of run: Int) -> Int {
    min(race.step(of: run, at: numbersStep), race.timelines[run].last)
  }

  /// What has become of a run by then.
  func numbersOutcome(of run: Int) -> Outcome {
    race.timelines[run].outcome(at: race.step(of: run, at: numbersStep))
  }
}
