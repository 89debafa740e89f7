extension Theme {
  /// The colour that the ground under a path is drawn towards, so that the path is set off: near black on a dark ground,
  /// white on a light one; `nil` without a map of colours.
  public var casing: Color? {
    guard !heat.isEmpty, let ground else { return nil }
    return Color(ground.luminance < 0.18 ? 0x080A10 : 0xFFFFFF)
  }
}
