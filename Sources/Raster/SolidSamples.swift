/// The nearest surface at eight places of each pixel of a band: a depth buffer that knows how much of a pixel an edge covers.
///
/// No two of the eight lie in one row or one column, so that edges near the level and the upright have as many steps as any
/// other. A band is a few rows, which stay in the processor's cache while triangles are drawn.
struct SolidSamples {
  typealias Lanes = SIMD8<Float>

  /// The places in a pixel from its upper left corner.
  ///
  /// Their mean is the pixel's middle, so that over a plane the mean of
  /// their nearness is that of the middle.
  static let x = Lanes(1, -1, 5, -3, -5, -7, 3, 7) / 16 + 0.5
  static let y = Lanes(-3, 3, 1, -5, 5, -1, 7, -7) / 16 + 0.5

  let width: Int
  /// The rows of the picture that the band holds.
  private(set) var rows: Range<Int>
  /// How near the surface is at each place; 0 where there is none.
  private(set) var nearness: [Lanes]
  /// A bit for each place that shows a wall.
  private(set) var walls: [UInt8]

  /// An empty band of at most some rows.
  init(width: Int, height: Int) {
    self.width = width
    rows = 0..<0
    nearness = Array(repeating: .zero, count: width * height)
    walls = Array(repeating: 0, count: width * height)
  }

  /// The least and the greatest of eight numbers.
  @inline(__always)
  static func ends(_ values: Lanes) -> (least: Float, most: Float) {
    let (a, b) = (values.lowHalf, values.highHalf)
    let (low, high) = (a.replacing(with: b, where: b .< a), b.replacing(with: a, where: b .< a))
    return (
      min(min(low.x, low.y), min(low.z, low.w)), max(max(high.x, high.y), max(high.z, high.w))
    )
  }

  /// Empties the band and fills it for other rows; `body` draws the triangles.
  mutating func draw(_ rows: Range<Int>, _ body: (Pen) -> Void) {
    self.rows = rows
    let count = rows.count * width
    let width = width
    nearness.withUnsafeMutableBufferPointer { nearness in
      walls.withUnsafeMutableBufferPointer { walls in
        for i in 0..<count { nearness[i] = .zero }
        for i in 0..<count { walls[i] = 0 }
        body(Pen(width: width, rows: rows, nearness: nearness, walls: walls))
      }
    }
  }

  /// Draws triangles into a band.
  struct Pen {
    fileprivate let width: Int
    let rows: Range<Int>
    fileprivate let nearness: UnsafeMutableBufferPointer<Lanes>
    fileprivate let walls: UnsafeMutableBufferPointer<UInt8>

    /// Weights may fall short of an edge by this share, so that neighbours leave no gap.
    private static let slack: Float = -1e-4

    /// Draws a triangle where it is nearest; its corners are x, y and nearness.
    @inline(__always)
    func triangle(_ a: SIMD3<Float>, _ b: SIMD3<Float>, _ c: SIMD3<Float>, isWall: Bool) {
      let (u, v) = (b - a, c - a)
      let area = u.x * v.y - v.x * u.y
      // Seen edge on, or degenerate.
      guard abs(area) > 1e-6 else { return }
      // Clamped before they become integers; all are positive then, so that this rounds down.
      func index(_ place: Float, _ end: Int) -> Int { Int(max(0, min(Float(end), place))) }
      let (first, last) = (index(min(a.x, b.x, c.x), width), index(max(a.x, b.x, c.x), width &- 1))
      let upper = max(rows.lowerBound, index(min(a.y, b.y, c.y), rows.upperBound))
      let lower = index(max(a.y, b.y, c.y), rows.upperBound &- 1)
      guard first <= last, upper <= lower else { return }
      let start = Float(first) - a.x
      let inverse = 1 / area
      // The weights of b and c, linear over the picture.
      let (bx, by) = (v.y * inverse, -v.x * inverse)
      let (cx, cy) = (-u.y * inverse, u.x * inverse)
      let (nx, ny) = (bx * u.z + cx * v.z, by * u.z + cy * v.z)
      // What they add at the eight places of a pixel.
      let (sampleX, sampleY) = (SolidSamples.x, SolidSamples.y)
      let offsetB = sampleX * bx + sampleY * by - Pen.slack
      let offsetC = sampleX * cx + sampleY * cy - Pen.slack
      let offsetA = 1 - 3 * Pen.slack - offsetB - offsetC
      let offsetN = sampleX * nx + sampleY * ny + a.z
      for y in upper...lower {
        let dy = Float(y) - a.y
        var dx = start
        var dot = (y &- rows.lowerBound) &* width &+ first
        for _ in first...last {
          let (b, c, n) = (dx * bx + dy * by, dx * cx + dy * cy, dx * nx + dy * ny)
          let known = nearness[dot]
          // In halves, which are the processor's own vectors.
          let wins = (
            winning(
              known.lowHalf, offsetN.lowHalf + n, offsetA.lowHalf, offsetB.lowHalf, offsetC.lowHalf, b, c),
            winning(
              known.highHalf, offsetN.highHalf + n, offsetA.highHalf, offsetB.highHalf, offsetC.highHalf, b, c
            )
          )
          nearness[dot] = Lanes(
            lowHalf: known.lowHalf.replacing(with: offsetN.lowHalf + n, where: wins.0),
            highHalf: known.highHalf.replacing(with: offsetN.highHalf + n, where: wins.1))
          if isWall {
            for lane in 0..<4 {
              if wins.0[lane] { walls[dot] |= 1 << UInt8(lane) }
              if wins.1[lane] { walls[dot] |= 16 << UInt8(lane) }
            }
          }
          dx += 1
          dot &+= 1
        }
      }
    }

    /// Which of four places lie in a triangle, given the weights of its corners there, and nearer than what is known.
    @inline(__always)
    private func winning(
      _ known: SIMD4<Float>, _ near: SIMD4<Float>, _ a: SIMD4<Float>, _ b: SIMD4<Float>, _ c: SIMD4<Float>,
      _ addB: Float, _ addC: Float
    ) -> SIMDMask<SIMD4<Int32>> {
      (near .> known) .& (b .>= -addB) .& (c .>= -addC) .& (a .>= addB + addC)
    }
  }
}
