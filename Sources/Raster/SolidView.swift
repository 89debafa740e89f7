import TerminalGraphics

/// Where points of space lie on a picture of pixels, and which point a pixel shows.
///
/// It is the projection of the picture in cells, dot by dot, so that texts in cells stand where they belong. A point's
/// place holds the pixels from the left and from the top, and its nearness to the eye.
struct SolidView: Sendable {
  let projection: SolidProjection
  /// Pixels of a dot.
  private let dot: SIMD2<Double>
  /// A pixel's point is `origin + (rays + x * across + y * down) / nearness`.
  private let origin: SIMD4<Float>
  private let rays: SIMD4<Float>
  private let across: SIMD4<Float>
  private let down: SIMD4<Float>

  /// The view of a camera on a picture.
  ///
  /// - Parameters:
  ///   - cell: the size of the terminal's cells in its pixels.
  ///   - scale: how many of those a pixel of the picture takes across and down.
  init(_ camera: Camera, width: Int, height: Int, cell: PixelSize, scale: Int = 1) {
    func dots(_ pixels: Int, _ side: Int, _ perCell: Int) -> Int {
      max(1, perCell * Int((Double(pixels * scale) / Double(side)).rounded()))
    }
    let (columns, rows) = (dots(width, cell.width, 2), dots(height, cell.height, 4))
    dot = SIMD2(Double(width) / Double(columns), Double(height) / Double(rows))
    projection = SolidProjection(
      camera, width: columns, height: rows, top: SolidPicture.floorHeight + SolidPicture.relief,
      dotAspect: Double(cell.height) / Double(2 * cell.width))
    let (projection, dot) = (projection, dot)
    // A point is linear in the reciprocal of its nearness, and that line is linear over the picture: four points tell all.
    func point(_ x: Double, _ y: Double, _ nearness: Double) -> SIMD3<Double> {
      projection.point(at: SolidProjection.Place(x: x / dot.x, y: y / dot.y, nearness: nearness))
    }
    func ray(_ x: Double, _ y: Double) -> SIMD3<Double> { 2 * (point(x, y, 1) - point(x, y, 2)) }
    func single(_ value: SIMD3<Double>) -> SIMD4<Float> { SIMD4(SIMD3<Float>(value), 0) }
    let (first, right, below) = (ray(0, 0), ray(1024, 0), ray(0, 1024))
    origin = single(2 * point(0, 0, 2) - point(0, 0, 1))
    rays = single(first)
    across = single((right - first) / 1024)
    down = single((below - first) / 1024)
  }

  /// The place of a point of space; x and y are -0.5...0.5 over the solid.
  func place(_ x: Double, _ y: Double, _ z: Double) -> SIMD3<Float> {
    let place = projection.place(x, y, z)
    return SIMD3(Float(place.x * dot.x), Float(place.y * dot.y), Float(place.nearness))
  }

  /// The point of space at a place: x, y, z.
  @inline(__always)
  func point(_ x: Float, _ y: Float, _ nearness: Float) -> SIMD4<Float> {
    origin + (rays + across * x + down * y) * (1 / nearness)
  }
}
