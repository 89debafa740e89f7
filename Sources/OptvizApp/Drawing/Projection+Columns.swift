import Arithmetic
import Optimization
import TerminalGraphics

/// Lengths on the screen as the eye sees them: in columns, of which a row is as high as two are wide.
extension Projection {
  /// The length of a way on the screen in columns; a row counts as two.
  func columns(of way: SIMD2<Double>) -> Double {
    let across = way.x / x.length * Double(rect.width)
    let down = way.y / y.length * Double(rect.height)
    return Point(across, 2 * down).length
  }

  /// The shorter side in columns.
  var shorterSide: Double { Double(min(rect.width, 2 * rect.height)) }
}
