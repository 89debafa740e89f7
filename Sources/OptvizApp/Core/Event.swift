/// What the machine tells the model: the time, what the terminal reports, what work that was asked for has found.
public enum Event: Sendable {
  // The clock and the terminal.
  /// The time is now, in seconds of a monotonic clock.
  case tick(now: Double)
  /// The screen has this size now.
  case resize(width: Int, height: Int)
  /// A key that no binding took, while text is being typed.
  case type(Character)
  /// Text was pasted; it is typed where something is being typed, and otherwise ignored.
  case paste(String)
  /// The pointer did something, on the part of the screen that it hit; `nil` where nothing is.
  case pointer(Pointer, on: HitRegion?)
  /// The pointer is on the screen no more.
  case pointerLeft

  // Results of effects.
  /// A map was computed.
  case mapComputed(MapScene)
  /// So much of a map is computed.
  case mapProgress(MapRequest, Double)
  /// A surface was computed for the view in three dimensions.
  case solidComputed(SolidScene)
  /// So much of one is computed.
  case solidProgress(SolidRequest, Double)
  /// Small maps were computed.
  case thumbnailsComputed([Thumbnail])
  /// Something asked for outside the model is done; the sentence, where there is one, is for the person.
  case done(String?)
}
