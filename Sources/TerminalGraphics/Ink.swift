/// The colour of dots: a colour, and how far the ground beneath is blended towards it.
public struct Ink: Hashable, Sendable {
  /// The full colour.
  public var color: Color
  /// 0 is the ground's own colour, 1 the full one.
  public var strength: Double

  /// An ink.
  public init(_ color: Color, strength: Double = 1) {
    self.color = color
    self.strength = strength
  }

  /// The colour that the ink has on a ground.
  public func color(on ground: Color?) -> Color {
    guard strength < 1, let ground else { return color }
    return ground.blended(towards: color, strength)
  }
}
