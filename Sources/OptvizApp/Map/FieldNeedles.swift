import Arithmetic
import Optimization
import TerminalGraphics

/// How a gradient field is drawn: an arrow sign at each place, brighter where it is steeper.
enum FieldNeedles {
  /// The colour strength of the gentlest and the steepest arrow.
  private static let strengths = 0.24...0.92

  /// The stroke at a place between the gentlest arrow and the steepest.
  static func stroke(_ share: Double, _ contour: Stroke) -> Stroke {
    // If lines cannot be blended with the ground, all have one colour.
    guard contour.strength < 1 else { return contour }
    // Only a few shades, since each is another pair of colours for the terminal.
    let step = (share * 7).rounded() / 7
    var stroke = contour
    stroke.strength = strengths.place(at: step)
    return stroke
  }

  /// The arrows of a field.
  static func needles(_ field: GradientField, _ projection: Projection, _ contour: Stroke) -> [Needle] {
    let rect = projection.rect
    return field.arrows.map { arrow in
      Needle(
        at: projection.center(column: rect.x + arrow.column, row: rect.y + arrow.row),
        direction: arrow.direction, stroke(arrow.share, contour))
    }
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
      let stroke = stroke(Double(step) / 7, Stroke(theme.contour.color, strength: theme.contour.strength))
      let color = theme.ground?.blended(towards: stroke.color, stroke.strength) ?? stroke.color
      column += frame.put("━", column: column, row: row, Style(color, on: theme.ground))
    }
    if scale == 0 { column += frame.put("…", column: column - 1, row: row, theme.quietStyle) - 1 }
    frame.put(high, column: column, row: row, theme.quietStyle)
  }
}
