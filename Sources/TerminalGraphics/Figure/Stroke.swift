/// How a line is drawn: its colour, its width, and the sign that tells it apart without either.
public struct Stroke: Hashable, Sendable {
  /// How wide it is, from the quietest to what is looked at.
  public enum Width: Hashable, Sendable {
    /// A hairline, such as a contour.
    case hair
    /// A curve in a chart.
    case curve
    /// A path: solid, and set off from what lies below by a casing, the field's own colour for it.
    case path
  }

  /// Dashes and the gaps between them, in units of the width of a hairline.
  public struct Dash: Hashable, Sendable {
    /// The length of a dash.
    public let on: Int
    /// The length of a gap.
    public let off: Int

    /// Dashes and gaps.
    public init(on: Int, off: Int) { (self.on, self.off) = (max(1, on), max(0, off)) }
  }

  /// The full colour.
  public var color: Color
  /// 0 is the ground's own colour, 1 the full one.
  public var strength: Double
  /// Where its colour comes from on a field.
  public var tint: MapColors.Tint
  /// How wide it is.
  public var width: Width
  /// How it is dashed; `nil` for a solid line.
  public var dash: Dash?
  /// What it is drawn with where neither fine lines nor colours tell it apart.
  public var sign: Unicode.Scalar?

  /// A stroke.
  public init(
    _ color: Color, _ width: Width = .hair, strength: Double = 1, dash: Dash? = nil,
    sign: Unicode.Scalar? = nil, tint: MapColors.Tint = .own
  ) {
    self.tint = tint
    (self.color, self.width, self.strength, self.dash, self.sign) = (color, width, strength, dash, sign)
  }
}
