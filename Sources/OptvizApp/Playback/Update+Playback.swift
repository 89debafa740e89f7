extension Model {
  /// Speeds in steps a second.
  private static let speeds: [Double] = [1, 2, 5, 10, 20, 30, 60, 120, 300, 1000, 3000, 10_000, 100_000]
  /// The speed unless a person asks for another one.
  static let usualSpeed = 30.0
  /// The slowest and the fastest speed that can be asked for.
  public static let speedRange = 1.0...100_000.0

  /// The clock says `now`: computes, and moves the step on display where it is playing.
  ///
  /// Where nothing but that step moves the edition stays.
  mutating func advance(to now: Double) {
    // Lists tell of the race as it is.
    if overlay != nil { edition += 1 }
    if isComputing {
      edition += 1
      extendRace()
      if !isComputing && fitsWhenComputed && !viewIsChosen { fitView() }
    }
    defer { lastTick = now }
    guard isPlaying else { return }
    let elapsed = min(Model.longestFrame, max(0, now - (lastTick ?? now)))
    // It waits where the race is not computed yet, and does not fall back where it is computed anew.
    playhead = min(playhead + elapsed * stepsPerSecond, max(playhead, Double(race.computed)))
    target = Int(playhead)
    if target >= race.budget {
      isPlaying = false
      edition += 1
    }
  }

  mutating func togglePlay() {
    if isPlaying {
      isPlaying = false
    } else {
      if step >= race.budget { goTo(0) }
      play()
    }
  }

  mutating func play() {
    isPlaying = race.budget > 0
    playhead = Double(step)
    lastTick = nil
  }

  /// Shows a step and stays there.
  mutating func goTo(_ step: Int) {
    target = max(0, min(race.budget, step))
    isPlaying = false
    playhead = Double(target)
  }

  mutating func setSpeed(_ speed: Double) {
    stepsPerSecond = min(max(speed, Model.speedRange.lowerBound), Model.speedRange.upperBound)
  }

  mutating func changeSpeed(by steps: Int) {
    let index = Model.speeds.lastIndex { $0 <= stepsPerSecond } ?? 0
    stepsPerSecond = Model.speeds[max(0, min(Model.speeds.count - 1, index + steps))]
  }
}
