/// How the moment on display moves by itself: what plays, and where between two ticks of the clock it is.
public struct Playback: Hashable, Sendable {
  /// Whether the moment on display advances by itself.
  public internal(set) var isPlaying = false
  /// Where between two steps the playback is, and when that was.
  var playhead = 0.0
  var lastTick: Double?
}

extension Model {
  /// Whether there is more of the race to compute.
  public var isComputing: Bool { derived.race.computed < derived.race.budget }

  /// When the model wants to be told the time next, on the clock of `tick`; `nil` while nothing moves.
  ///
  /// Counted from the last tick, not from now, so that drawing takes nothing from the speed.
  public func nextTick(now: Double) -> Double? {
    if isComputing || isExplaining || !missingThumbnails.isEmpty { return now }
    guard playback.isPlaying else { return nil }
    guard let lastTick = playback.lastTick else { return now }
    let toNextStep = (playback.playhead.rounded(.down) + 1 - playback.playhead) / document.speed
    return lastTick + min(Model.longestFrame, max(Model.frameInterval, toNextStep))
  }

  /// After a suspension or a slow frame the race goes on from where it is rather than leaping: no frame counts longer.
  static let longestFrame = 0.25

  /// Thirty frames a second: smooth to the eye, and cheap.
  public static let frameInterval = 1.0 / 30
}
