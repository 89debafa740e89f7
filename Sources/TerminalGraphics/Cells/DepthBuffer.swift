/// The nearest surface at each dot of a picture: its nearness, tone and shade.
///
/// A later triangle hides only what is farther away.
struct DepthBuffer: Sendable {
  /// A corner of a triangle: its place, and where it lies on the ramp and between shadow and light, both 0...255.
  struct Corner {
    var x: Float
    var y: Float
    var nearness: Float
    var tone: Float
    var shade: Float
  }

  let width: Int
  let height: Int
  /// How near each dot is; 0 for an empty dot.
  private(set) var nearness: [Float]
  /// The tone in the upper byte and the shade in the lower.
  private(set) var looks: [UInt16]

  init(width: Int, height: Int) {
    self.width = max(0, width)
    self.height = max(0, height)
    nearness = Array(repeating: 0, count: self.width * self.height)
    looks = Array(repeating: 0, count: self.width * self.height)
  }

  /// How near the dot at a place is; 0 for an empty dot and outside.
  func nearness(_ x: Int, _ y: Int) -> Float {
    x >= 0 && x < width && y >= 0 && y < height ? nearness[y * width + x] : 0
  }

  /// Fills a picture: `body` draws triangles.
  mutating func draw(_ body: (inout Pen) -> Void) {
    let (width, height) = (width, height)
    nearness.withUnsafeMutableBufferPointer { nearness in
      looks.withUnsafeMutableBufferPointer { looks in
        var pen = Pen(width: width, height: height, nearness: nearness, looks: looks)
        body(&pen)
      }
    }
  }

  /// Draws triangles into a depth buffer.
  struct Pen {
    fileprivate let width: Int
    fileprivate let height: Int
    fileprivate let nearness: UnsafeMutableBufferPointer<Float>
    fileprivate let looks: UnsafeMutableBufferPointer<UInt16>

    /// Draws a triangle where it is nearest: every dot whose centre it covers, borders included, so that neighbours
    /// leave no gap.
    @inline(__always)
    func triangle(_ a: Corner, _ b: Corner, _ c: Corner) {
      let area = (b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)
      // Seen edge on, or degenerate.
      guard abs(area) > 1e-9 else { return }
      let left = max(0, min(a.x, b.x, c.x) - 0.5).rounded(.up)
      let right = min(Float(width - 1), max(a.x, b.x, c.x) - 0.5).rounded(.down)
      let upper = max(0, min(a.y, b.y, c.y) - 0.5).rounded(.up)
      let lower = min(Float(height - 1), max(a.y, b.y, c.y) - 0.5).rounded(.down)
      guard left <= right, upper <= lower else { return }
      let inverse = 1 / area
      // The weights of b and c, linear over the picture.
      let (bx, by) = ((c.y - a.y) * inverse, (a.x - c.x) * inverse)
      let (cx, cy) = ((a.y - b.y) * inverse, (b.x - a.x) * inverse)
      let (nb, nc) = (b.nearness - a.nearness, c.nearness - a.nearness)
      let (tb, tc) = (b.tone - a.tone, c.tone - a.tone)
      let (sb, sc) = (b.shade - a.shade, c.shade - a.shade)
      let slack: Float = -1e-4
      for y in Int(upper)...Int(lower) {
        let dy = Float(y) + 0.5 - a.y
        for x in Int(left)...Int(right) {
          let dx = Float(x) + 0.5 - a.x
          let (shareB, shareC) = (dx * bx + dy * by, dx * cx + dy * cy)
          guard shareB >= slack, shareC >= slack, shareB + shareC <= 1 - slack else { continue }
          let near = a.nearness + shareB * nb + shareC * nc
          let dot = y * width + x
          guard near > nearness[dot] else { continue }
          nearness[dot] = near
          let tone = max(0, min(255, a.tone + shareB * tb + shareC * tc))
          let shade = max(0, min(255, a.shade + shareB * sb + shareC * sc))
          looks[dot] = UInt16(tone) << 8 | UInt16(shade)
        }
      }
    }
  }
}
