import Arithmetic

/// Where world coordinates lie on a picture of pixels: its corners are those of the figure.
struct PixelPlane: Hashable, Sendable {
  let x: ClosedRange<Double>
  let y: ClosedRange<Double>
  let width: Int
  let height: Int
  private let scale: SIMD2<Double>

  init(x: ClosedRange<Double>, y: ClosedRange<Double>, width: Int, height: Int) {
    (self.x, self.y, self.width, self.height) = (x, y, width, height)
    scale = SIMD2(Double(width) / x.length, Double(height) / y.length)
  }

  /// A world point in pixels from the upper left corner; the middle of the first pixel is at one half.
  func place(_ point: SIMD2<Double>) -> SIMD2<Double> {
    SIMD2((point.x - x.lowerBound) * scale.x, (y.upperBound - point.y) * scale.y)
  }

  /// Whether a place in pixels lies within the picture.
  func contains(_ place: SIMD2<Double>, margin: Double = 0) -> Bool {
    place.x >= -margin && place.y >= -margin && place.x <= Double(width) + margin
      && place.y <= Double(height) + margin
  }
}
