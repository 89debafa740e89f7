import TerminalGraphics

/// What is drawn at one height above the ground: a line with its casing, or the ground below a line.
struct PixelLayer: Sendable {
  /// How a layer becomes colours.
  struct Paint: Hashable, Sendable {
    /// The colour, and that of older parts.
    var color: Color
    var oldColor: Color
    /// Where its colour comes from on a field.
    var tint: MapColors.Tint
    /// 0 leaves what is below, 1 covers it.
    var strength: Double
    /// How far the casing reaches beyond the line, its colour and its strength; zero for none.
    var casing: Double
    var casingColor: Color
    var casingStrength: Double

    init(_ stroke: Stroke, oldColor: Color? = nil, casing: Casing? = nil) {
      (color, tint, strength) = (stroke.color, stroke.tint, max(0, min(1, stroke.strength)))
      self.oldColor = oldColor ?? stroke.color
      (self.casing, casingColor, casingStrength) = (
        casing?.width ?? 0, casing?.color ?? Color(0), casing?.strength ?? 0
      )
    }
  }

  /// What sets paths off from what is below.
  struct Casing: Hashable, Sendable {
    let width: Double
    let color: Color
    let strength: Double
  }

  let key: Key
  var paint: Paint
  /// The older part of a line, and the newer one; one of them for a line of one age.
  var strands: [StrokeTrace] = []
  /// The upper border of filled ground in each column of pixels; empty for a line.
  var tops: [Float] = []
  /// Lines with the same number take turns where they coincide.
  var group: Int?

  /// Which layer it is.
  enum Key: Hashable, Sendable {
    case trail(Identity)
    /// A layer that does not grow, by its place among these.
    case other(Int)
  }
}
