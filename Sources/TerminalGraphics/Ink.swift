/// The colour of dots: a colour, and how far the ground beneath is blended towards it.
public struct Ink: Hashable, Sendable {
  /// The full colour.
  public var color: Color
  /// 0 is the ground's own colour, 1 the full one.
  public var strength: Double
  /// What a cell with any dots shows instead of them: how lines are told apart where there are neither fine dots nor
  /// colours.
  public var symbol: Unicode.Scalar?
  /// How dots are set.
  public var attributes: Cell.Attributes

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
