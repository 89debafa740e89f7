import Arithmetic
import Optimization
import TerminalGraphics

extension ContourLines.Level {
  /// The lines of one level; a closed one ends where it begins.
  init(_ contour: Contour) {
    self.init(
      label: Numerals.short(contour.level, digits: 3),
      lines: contour.lines.map { $0.isClosed ? $0.points + $0.points.prefix(1) : $0.points })
  }
}

extension Projection {
  /// The rectangle of the plane whose corners are the centres of the corner pixels, of which a cell has two.
  var pixelCenters: Domain {
    func inner(_ interval: ClosedRange<Double>, _ count: Int) -> ClosedRange<Double> {
      let half = interval.length / Double(max(1, count)) / 2
      return interval.lowerBound + half...max(interval.lowerBound + half, interval.upperBound - half)
    }
    return Domain(x: inner(x, rect.width), y: inner(y, 2 * rect.height))
  }
}
