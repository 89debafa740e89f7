/// What a figure is made of.
///
/// A new shape is a case here and a drawing in each renderer; the compiler names the renderers that lack it.
public enum Shape: Sendable {
  /// Heights as colours.
  case field(Field)
  /// Lines of equal height, with their numbers.
  case contours(ContourLines)
  /// Short arrows of one length that show a direction at each place.
  case needles([Needle])
  /// Lines that grow, drawn together: where they coincide, each stays visible.
  case trails([Trail])
  /// A line through points.
  case line(Line)
  /// The ground between a line and the lower edge.
  case area(Line)
  /// A dot at each of many places.
  case dots(Dots)
  /// An arrow.
  case arrow(Arrow)
  /// A sign at a place.
  case mark(Mark)
  /// A word or a number, which gives way to lines and signs above it.
  case label(Label)
  /// Signs that keep out of each other's way, the most important first.
  case heads([Mark], keepingFree: [SIMD2<Double>])
}

/// Heights over the whole figure as colours.
public struct Field: Hashable, Sendable {
  /// Samples from left to right.
  public let columns: Int
  /// Samples from top to bottom.
  public let rows: Int
  /// A place on the ramp for each sample, row by row from the top left; `noLevel` where there is no height.
  public let levels: [UInt8]
  /// The colour of each level, and of what is drawn upon it; without any, the lowest bands have signs.
  public let colors: MapColors
  /// The signs of the lowest bands where there are too few colours, the valley's first.
  public let signs: [Unicode.Scalar]
  /// The colour of those signs.
  public let signColor: Color?

  /// The level of a place without a height.
  public static let noLevel: UInt8 = .max

  /// Into how many bands heights are divided where the lowest have signs.
  public static let signedBands = 6

  /// A field; `levels` has `columns * rows` entries.
  public init(
    columns: Int, rows: Int, levels: [UInt8], _ colors: MapColors, signs: [Unicode.Scalar] = [],
    signColor: Color? = nil
  ) {
    precondition(levels.count == columns * rows)
    (self.columns, self.rows, self.levels, self.colors) = (columns, rows, levels, colors)
    (self.signs, self.signColor) = (signs, signColor)
  }
}

/// Lines of equal height.
public struct ContourLines: Hashable, Sendable {
  /// The lines of one height.
  public struct Level: Hashable, Sendable {
    /// The number that stands in the lines.
    public let label: String
    /// The lines; a closed one ends where it begins.
    public let lines: [[SIMD2<Double>]]

    /// The lines of one height.
    public init(label: String, lines: [[SIMD2<Double>]]) { (self.label, self.lines) = (label, lines) }
  }

  /// The heights, the lowest first.
  public let levels: [Level]
  /// How lines are drawn.
  public let stroke: Stroke
  /// How numbers are drawn; `nil` for none.
  public let numbers: Stroke?
  /// Places that numbers keep away from.
  public let avoided: [SIMD2<Double>]

  /// Contour lines.
  public init(
    _ levels: [Level], _ stroke: Stroke, numbers: Stroke? = nil, avoiding avoided: [SIMD2<Double>] = []
  ) {
    (self.levels, self.stroke, self.numbers, self.avoided) = (levels, stroke, numbers, avoided)
  }
}

/// A direction at a place.
public struct Needle: Hashable, Sendable {
  /// The middle.
  public let place: SIMD2<Double>
  /// The direction to the eye, to the right and up, of length one; zero where there is none.
  public let direction: SIMD2<Double>
  /// How it is drawn.
  public let stroke: Stroke

  /// A needle.
  public init(at place: SIMD2<Double>, direction: SIMD2<Double>, _ stroke: Stroke) {
    (self.place, self.direction, self.stroke) = (place, direction, stroke)
  }
}

/// A line through points.
public struct Line: Hashable, Sendable {
  /// The points; one that is not finite breaks the line.
  public let points: [SIMD2<Double>]
  /// How it is drawn.
  public let stroke: Stroke

  /// A line.
  public init(_ points: [SIMD2<Double>], _ stroke: Stroke) { (self.points, self.stroke) = (points, stroke) }
}

/// A dot at each of many places.
public struct Dots: Hashable, Sendable {
  /// The places.
  public let places: [SIMD2<Double>]
  /// How they are drawn.
  public let stroke: Stroke
  /// A sign for each place instead of a dot, where there are few; `nil` for dots.
  public let sign: Unicode.Scalar?

  /// Dots.
  public init(_ places: [SIMD2<Double>], _ stroke: Stroke, sign: Unicode.Scalar? = nil) {
    (self.places, self.stroke, self.sign) = (places, stroke, sign)
  }
}

/// An arrow.
public struct Arrow: Hashable, Sendable {
  /// Where it begins.
  public let tail: SIMD2<Double>
  /// Where it points to.
  public let tip: SIMD2<Double>
  /// How it is drawn.
  public let stroke: Stroke
  /// A word beyond its tip; empty for none.
  public let label: String

  /// An arrow.
  public init(from tail: SIMD2<Double>, to tip: SIMD2<Double>, _ stroke: Stroke, label: String = "") {
    (self.tail, self.tip, self.stroke, self.label) = (tail, tip, stroke, label)
  }
}

/// A sign at a place.
public struct Mark: Hashable, Sendable {
  /// The sign.
  public let sign: Unicode.Scalar
  /// Where it stands.
  public let place: SIMD2<Double>
  /// Its colour; `nil` is that of the page or the terminal.
  public let color: Color?
  /// Where its colour comes from on a field.
  public let tint: MapColors.Tint
  /// Whether it is bold.
  public let isBold: Bool
  /// Whether an arrow at the edge points to it where it lies outside.
  public let showsWay: Bool

  /// A mark.
  public init(
    _ sign: Unicode.Scalar, at place: SIMD2<Double>, _ color: Color?, tint: MapColors.Tint = .own,
    isBold: Bool = false, showsWay: Bool = false
  ) {
    self.tint = tint
    (self.sign, self.place, self.color) = (sign, place, color)
    (self.isBold, self.showsWay) = (isBold, showsWay)
  }
}

/// A word or a number in a figure.
public struct Label: Hashable, Sendable {
  /// The text.
  public let text: String
  /// Where it stands.
  public let corner: Corner
  /// How it is drawn.
  public let stroke: Stroke

  /// A label.
  public init(_ text: String, in corner: Corner, _ stroke: Stroke) {
    (self.text, self.corner, self.stroke) = (text, corner, stroke)
  }
}
