/// The colour of dots: a colour, and how far the ground beneath is blended towards it.
public struct Ink: Hashable, Sendable {
  /// The full colour.
  public var color: Color
  /// 0 is the ground's own colour, 1 the full one.
  public var strength: Double
  /// A symbol for cells with any dots: it tells lines apart without fine dots and without
  /// colours.
  public var symbol: Unicode.Scalar?
  /// How dots are drawn.
  public var attributes: Cell.Attributes
  /// Which colour it has on a map.
  public var source = Source.own

  /// Where the full colour comes from on a map; elsewhere it is always `color`.
  public enum Source: Hashable, Sendable {
    /// `color`, whatever is below.
    case own
    /// The level's own colour for contour lines.
    case contour
    /// The level's own colour for numbers and words.
    case label
  }

  /// An ink.
  public init(
    _ color: Color, strength: Double = 1, symbol: Unicode.Scalar? = nil, attributes: Cell.Attributes = []
  ) {
    self.color = color
    self.strength = strength
    self.symbol = symbol
    self.attributes = attributes
  }

  /// The colour that the ink has on a ground.
  public func color(on ground: Color?) -> Color {
    guard strength < 1, let ground else { return color }
    return ground.blended(towards: color, strength)
  }
}
