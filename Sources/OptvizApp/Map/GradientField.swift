import Arithmetic
import Optimization
import TerminalGraphics

/// The direction of steepest descent over a map: an arrow of one length at each place of a regular grid, in a shade
/// that shows how steep the surface is there.
struct GradientField: Hashable, Sendable {
  /// An arrow on the map.
  struct Arrow: Hashable, Sendable {
    /// The column of its middle cell in the map, from 0.
    let column: Int
    /// The row of its middle cell.
    let row: Int
    /// Its direction on the screen, to the right and up, of length one; zero where the surface is level.
    let direction: SIMD2<Double>
    /// The length of the gradient.
    let steepness: Double
    /// Where its steepness lies between the gentlest arrows, 0, and the steepest, 1, by its logarithm.
    let share: Double
  }

  /// The arrows; none where the gradient is not finite.
  let arrows: [Arrow]
  /// From the gentlest to the steepest, without a few outliers; `nil` if the surface is level everywhere.
  let range: ClosedRange<Double>?

  /// Columns between arrows.
  private static let columnStep = 4
  /// Rows between arrows.
  private static let rowStep = 2
  /// Examples that may be read for a field.
  private static let mostReads = 20_000_000

  /// The field of an objective: that of all examples if there are some.
  init(of objective: any Objective, on projection: Projection) {
    let rect = projection.rect
    var (columnStep, rowStep) = (GradientField.columnStep, GradientField.rowStep)
    func count() -> Int { (rect.width / columnStep + 1) * (rect.height / rowStep + 1) }
    while count() * max(1, objective.examplesRead) > GradientField.mostReads, columnStep < 64 {
      (columnStep, rowStep) = (2 * columnStep, 2 * rowStep)
    }
    // A remainder is left free on both sides.
    func places(_ size: Int, _ step: Int) -> StrideTo<Int> {
      stride(from: step / 2 + (max(0, size - step / 2 - 1) % step) / 2, to: size, by: step)
    }
    // A row is as high as two columns are wide.
    let scale = SIMD2(
      Double(rect.width) / projection.x.length,
      2 * Double(rect.height) / projection.y.length)
    var found: [(column: Int, row: Int, way: SIMD2<Double>, steepness: Double)] = []
    for row in places(rect.height, rowStep) {
      for column in places(rect.width, columnStep) {
        if Task.isCancelled { break }
        let world = projection.center(column: rect.x + column, row: rect.y + row)
        let gradient = objective.valueAndGradient(at: Point(world.x, world.y)).gradient
        guard gradient.isFinite else { continue }
        let way = SIMD2(-gradient.x * scale.x, -gradient.y * scale.y)
        found.append((column, row, GradientField.unit(way), gradient.length))
      }
    }
    let lengths = found.map(\.steepness).filter { $0 > 0 && $0.isFinite }.sorted()
    guard !lengths.isEmpty else {
      range = nil
      arrows = found.map {
        Arrow(column: $0.column, row: $0.row, direction: .zero, steepness: $0.steepness, share: 0)
      }
      return
    }
    let low = lengths[(lengths.count - 1) / 50]
    let high = lengths[(lengths.count - 1) - (lengths.count - 1) / 50]
    range = low...high
    let (first, span) = (Double.log(low), Double.log(high) - Double.log(low))
    arrows = found.map { place in
      let share = span > 0 && place.steepness > 0 ? (Double.log(place.steepness) - first) / span : 0
      return Arrow(
        column: place.column, row: place.row, direction: place.way, steepness: place.steepness,
        share: min(1, max(0, share)))
    }
  }

  /// A vector scaled to length one; zero stays zero.
  private static func unit(_ way: SIMD2<Double>) -> SIMD2<Double> {
    let most = max(abs(way.x), abs(way.y))
    guard most > 0, most.isFinite else { return .zero }
    let scaled = way / most
    return scaled / (scaled * scaled).sum().squareRoot()
  }
}
