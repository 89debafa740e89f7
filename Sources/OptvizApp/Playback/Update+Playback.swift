extension Model {
  /// Speeds in steps a second.
  private static let speeds: [Double] = [1, 2, 5, 10, 20, 30, 60, 120, 300, 1000, 3000, 10_000, 100_000]
  /// The speed unless a person asks for another one.
  static let usualSpeed = 30.0
  /// The slowest and the fastest speed that can be asked for.
  public static let speedRange = 1.0...100_000.0

  /// The clock says `now`: computes, and moves the step on display where it is playing.
  ///
  /// Where nothing but that step moves the revision stays.
  mutating func advance(to now: Double) {
    // Lists tell of the race as it is.
    if lists.overlay != nil { revision += 1 }
    if isComputing {
      revision += 1
      extendRace()
      if !isComputing && memory.fitsWhenComputed && !document.map.isChosen { fitView() }
    }
    defer { playback.lastTick = now }
    guard playback.isPlaying else { return }
    let elapsed = min(Model.longestFrame, max(0, now - (playback.lastTick ?? now)))
    // It waits where the race is not computed yet, and does not fall back where it is computed anew.
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

  /// The speed that can be played and is nearest to the one that is asked for.
  static func possibleSpeed(_ speed: Double) -> Double {
    min(max(speed, speedRange.lowerBound), speedRange.upperBound)
  }

  mutating func changeSpeed(by steps: Int) {
    let index = Model.speeds.lastIndex { $0 <= document.speed } ?? 0
    document.speed = Model.speeds[max(0, min(Model.speeds.count - 1, index + steps))]
  }
}
