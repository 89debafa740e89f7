extension Model {
  /// Speeds in steps a second.
  private static let speeds: [Double] = [1, 2, 5, 10, 20, 30, 60, 120, 300, 1000, 3000, 10_000, 100_000]
  /// The default speed.
  public static let usualSpeed = 30.0
  /// The slowest and the fastest speed.
  public static let speedRange = 1.0...100_000.0

  /// Advances to `now`: computes, and moves the step on display during playback.
  ///
  /// The revision stays if only that step moves.
  mutating func advance(to now: Double) {
    // Lists show the race's current state.
    if lists.overlay != nil { revision += 1 }
    if isComputing && !derived.race.isAbandonable {
      revision += 1
      extendRace()
      fitViewWhenComputed()
    }
    defer { playback.lastTick = now }
    guard playback.isPlaying else { return }
    let elapsed = min(Model.longestFrame, max(0, now - (playback.lastTick ?? now)))
    // It waits for the race to be computed, and does not move back when it is computed again.
    playback.playhead = min(
      playback.playhead + elapsed * document.speed, max(playback.playhead, Double(derived.race.computed)))
    document.moment = Int(playback.playhead)
    if document.moment >= derived.race.budget {
      playback.isPlaying = false
      revision += 1
    }
  }

  mutating func togglePlay() {
    if playback.isPlaying {
      playback.isPlaying = false
    } else {
      if step >= derived.race.budget { seek(0) }
      play()
    }
  }

  mutating func play() {
    playback.isPlaying = derived.race.budget > 0
    playback.playhead = Double(step)
    playback.lastTick = nil
  }

  /// Shows a step and stays there.
  mutating func seek(_ step: Int) {
    document.moment = max(0, min(derived.race.budget, step))
    playback.isPlaying = false
    playback.playhead = Double(document.moment)
  }

  mutating func setSpeed(_ speed: Double) { document.speed = Model.possibleSpeed(speed) }

  /// The nearest speed that can be played.
  static func possibleSpeed(_ speed: Double) -> Double {
    min(max(speed, speedRange.lowerBound), speedRange.upperBound)
  }

  mutating func changeSpeed(by steps: Int) {
    let index = Model.speeds.lastIndex { $0 <= document.speed } ?? 0
    document.speed = Model.speeds[max(0, min(Model.speeds.count - 1, index + steps))]
  }
}
