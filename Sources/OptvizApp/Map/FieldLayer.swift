import Arithmetic
import Optimization
import TerminalGraphics

/// How a gradient field is drawn: an arrow sign at each place, brighter where it is steeper.
enum FieldLayer {
  /// The colour strength of the gentlest and the steepest arrow.
  private static let strengths = 0.24...0.92

  /// The ink at a place between the gentlest arrow and the steepest.
  static func ink(_ share: Double, _ contour: Ink) -> Ink {
    // If lines cannot be blended with the ground, all have one colour.
    guard contour.strength < 1 else { return contour }
    // Only a few shades, since each is another pair of colours for the terminal.
    let step = (share * 7).rounded() / 7
    var ink = contour
    ink.strength = strengths.place(at: step)
    return ink
  }

  /// The arrows as a layer of dots over a map.
  static func layer(_ field: GradientField, _ projection: Projection, marker: Marker, _ contour: Ink)
    -> DotLayer
  {
    let rect = projection.rect
    let dots = Projection(
      rect, x: 0...Double(max(1, 2 * rect.width)), y: 0...Double(max(1, 4 * rect.height)))
    var layer = DotLayer(dots, marker: marker)
    for arrow in field.arrows {
      var ink = ink(arrow.share, contour)
      let middle = SIMD2(Double(2 * arrow.column) + 1, Double(4 * (rect.height - arrow.row)) - 2)
      // A sign is clearer than strokes of dots, which are too coarse for a tip.
      ink.symbol = sign(arrow.direction)
      layer.line(1, isThick: false, point: { _ in middle }, ink: { _ in ink })
    }
    return layer
  }

  /// The arrow sign of a direction.
  static func sign(_ direction: SIMD2<Double>) -> Unicode.Scalar {
    guard direction != .zero else { return "·" }
    let (x, y) = (direction.x, direction.y)
    // Within an eighth of a turn of an axis; tan 22.5°.
    let bound = 0.41421356
    if abs(y) <= bound * abs(x) { return x > 0 ? "→" : "←" }
    if abs(x) <= bound * abs(y) { return y > 0 ? "↑" : "↓" }
    return x > 0 ? (y > 0 ? "↗" : "↘") : (y > 0 ? "↖" : "↙")
  }

  /// Writes the meaning of the shades into a map's lower border, on the right.
  static func drawLegend(_ range: ClosedRange<Double>?, _ model: Model, in rect: Rect, on frame: inout Frame)
  {
    guard let range, rect.height >= 2 else { return }
    let theme = model.derived.theme
    let low = " downhill, |∇\(model.lossName)| " + Numerals.short(range.lowerBound, digits: 2) + " "
    let high = " " + Numerals.short(range.upperBound, digits: 2) + " "
    let scale = theme.contour.strength < 1 ? 8 : 0
    let columns = Frame.columns(of: low) + scale + Frame.columns(of: high)
    guard columns + 6 <= rect.width else { return }
    let row = rect.endY - 1
    var column = rect.endX - 2 - columns
    column += frame.put(low, column: column, row: row, theme.quietStyle)
    for step in 0..<scale {
      let color = ink(Double(step) / 7, theme.contour).color(on: theme.ground)
      column += frame.put("━", column: column, row: row, Style(color, on: theme.ground))
    }
    if scale == 0 { column += frame.put("…", column: column - 1, row: row, theme.quietStyle) - 1 }
    frame.put(high, column: column, row: row, theme.quietStyle)
  }
}
