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
  public var tint: MapColors.Tint

  /// An ink.
  public init(
    _ color: Color, strength: Double = 1, symbol: Unicode.Scalar? = nil, attributes: Cell.Attributes = [],
    tint: MapColors.Tint = .own
  ) {
    self.color = color
    self.strength = strength
    self.symbol = symbol
    self.attributes = attributes
    self.tint = tint
  }

  /// The colour that the ink has on a ground.
  public func color(on ground: Color?) -> Color {
    guard strength < 1, let ground else { return color }
    return ground.blended(towards: color, strength)
  }
}
