import Arithmetic
import Optimization
import TerminalGraphics

/// Parts shared by the map and the small maps of galleries.
extension DotLayer {
  /// Contour lines as dots, all in one ink.
  init(_ contours: [Contour], on projection: Projection, marker: Marker, _ ink: Ink) {
    self.init(projection, marker: marker)
    for line in contours.flatMap(\.lines) {
      let points = line.points
      let count = points.count + (line.isClosed ? 1 : 0)
      self.line(count, isThick: false, point: { points[$0 % points.count] }, ink: { _ in ink })
    }
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
