/// How the moment on display advances: what plays, and its place between two ticks of the clock.
public struct Playback: Hashable, Sendable {
  /// Whether the moment on display advances.
  public internal(set) var isPlaying = false
  /// The playback's place between two steps, and when it was there.
  var playhead = 0.0
  var lastTick: Double?
}

extension Model {
  /// Whether more of the race has to be computed.
  public var isComputing: Bool { derived.race.computed < derived.race.budget }

  /// When the model needs the next tick, on the clock of `tick`; `nil` while nothing moves.
  ///
  /// Counted from the last tick, not from now, so that drawing does not slow down playback.
  public func nextTick(now: Double) -> Double? {
    // What is computed beside the program reports by itself.
    if isComputing && !derived.race.isAbandonable || isExplaining || !missingThumbnails.isEmpty { return now }
    guard playback.isPlaying else { return nil }
    guard let lastTick = playback.lastTick else { return now }
    let toNextStep = (playback.playhead.rounded(.down) + 1 - playback.playhead) / document.speed
    return lastTick + min(Model.longestFrame, max(Model.frameInterval, toNextStep))
  }

  /// After a suspension or a slow frame the race continues where it is instead of jumping: no frame counts longer.
  static let longestFrame = 0.25

  /// Thirty frames a second: smooth to the eye, and cheap.
  public static let frameInterval = 1.0 / 30
}
