/// A height field as a solid block, cut out along the edges of the view: shaded in the colours of a
/// ramp, with all that lies behind it hidden.
///
/// It is the part that stays while lines move on it: computed once for a camera and a size, then asked what is visible.
public struct SolidPicture: Sendable {
  /// The cells it fills.
  public let rect: Rect
  /// The surface.
  public let field: HeightField
  /// Where points of space lie on it, in braille dots: two across a cell and four down.
  public let projection: SolidProjection
  /// The colour of each half cell, row by row; `nil` where the ground is visible.
  public let pixels: [Color?]
  let depth: DepthBuffer

  /// How high the block is where the field is lowest, so that a wall is visible there too.
  public static let floorHeight = 0.07
  /// How much higher it is where the field is highest.
  public static let relief = 0.42

  /// Draws a field; if the ramp has no colours, only visibility is computed.
  ///
  /// - Parameter dotAspect: How many times as high as wide a braille dot of the terminal is.
  public init(
    _ field: HeightField, _ camera: Camera, in rect: Rect, ramp: ShadedRamp, ground: Color?,
    dotAspect: Double = 1
  ) {
    self.rect = rect
    self.field = field
    projection = SolidProjection(
      camera, width: 2 * rect.width, height: 4 * rect.height,
      top: SolidPicture.floorHeight + SolidPicture.relief, dotAspect: dotAspect)
    var depth = DepthBuffer(width: 2 * rect.width, height: 4 * rect.height)
    let corners = SolidCorners(field, projection)
    depth.draw { pen in
      corners.drawTop(with: pen)
      corners.drawWalls(with: pen)
    }
    pixels = SolidPicture.pixels(depth, rect, ramp, ground)
    self.depth = depth
  }

  /// The plane that layers of dots and glyphs on the picture use: a dot is a unit, upwards from the lower left.
  public var plane: Projection {
    Projection(rect, x: 0...Double(max(1, 2 * rect.width)), y: 0...Double(max(1, 4 * rect.height)))
  }

  /// A place in that plane.
  public func onPlane(_ place: SolidProjection.Place) -> SIMD2<Double> {
    SIMD2(place.x, Double(4 * rect.height) - place.y)
  }

  /// The place of a point on the surface, given as shares of its sides; not finite over a hole.
  @inline(__always)
  public func place(on share: SIMD2<Double>) -> SolidProjection.Place {
    let height = field.height(share.x, share.y)
    return projection.place(
      share.x - 0.5, share.y - 0.5, SolidPicture.floorHeight + SolidPicture.relief * height)
  }

  /// Whether nothing hides a place.
  ///
  /// A point of the surface itself counts as visible although dots around it lie in front and behind: the farthest of
  /// them decides.
  @inline(__always)
  public func isVisible(_ place: SolidProjection.Place) -> Bool {
    guard place.x.isFinite, place.y.isFinite, abs(place.x) < 1e6, abs(place.y) < 1e6 else { return false }
    let (x, y) = (Int(place.x.rounded(.down)), Int(place.y.rounded(.down)))
    let near = Float(place.nearness) + SolidPicture.slack
    if depth.nearness(x, y) <= near { return true }
    return depth.nearness(x - 1, y) <= near && depth.nearness(x + 1, y) <= near
      && depth.nearness(x, y - 1) <= near && depth.nearness(x, y + 1) <= near
  }

  /// Whether the block is seen in a cell of the frame, or in a part of it.
  func covers(column: Int, row: Int) -> Bool {
    let (x, y) = (2 * (column - rect.x), 4 * (row - rect.y))
    return (0..<4).contains { depth.nearness(x, y + $0) > 0 || depth.nearness(x + 1, y + $0) > 0 }
  }

  /// About the depth of a cell of a mesh.
  private static let slack: Float = 0.006

  /// The point of the surface that a cell of the frame shows, as shares of its sides; `nil` outside the block and on
  /// its walls.
  public func share(column: Int, row: Int) -> SIMD2<Double>? {
    guard rect.contains(column: column, row: row) else { return nil }
    // From the middle of the cell outwards.
    for (dx, dy) in [(1, 2), (0, 1), (0, 2), (1, 1), (0, 0), (1, 0), (0, 3), (1, 3)] {
      let (x, y) = (2 * (column - rect.x) + dx, 4 * (row - rect.y) + dy)
      let near = depth.nearness(x, y)
      guard near > 0 else { continue }
      let point = projection.point(
        at: SolidProjection.Place(x: Double(x) + 0.5, y: Double(y) + 0.5, nearness: Double(near)))
      let share = SIMD2(point.x + 0.5, point.y + 0.5)
      let surface = SolidPicture.floorHeight + SolidPicture.relief * field.height(share.x, share.y)
      guard (-0.01...1.01).contains(share.x), (-0.01...1.01).contains(share.y),
        !(surface - point.z > 0.05)
      else { continue }
      return share.clamped(lowerBound: .zero, upperBound: .one)
    }
    return nil
  }

  /// The colours of the half cells, each the mean of its four dots.
  private static func pixels(_ depth: DepthBuffer, _ rect: Rect, _ ramp: ShadedRamp, _ ground: Color?)
    -> [Color?]
  {
    guard ramp.tones > 0 else { return [] }
    var pixels = [Color?](repeating: nil, count: 2 * rect.width * rect.height)
    for y in 0..<2 * rect.height {
      for x in 0..<rect.width {
        let dots = [
          2 * y * depth.width + 2 * x, 2 * y * depth.width + 2 * x + 1, (2 * y + 1) * depth.width + 2 * x,
          (2 * y + 1) * depth.width + 2 * x + 1,
        ]
        var (count, tone, shade) = (0, 0, 0)
        for dot in dots where depth.nearness[dot] > 0 {
          count += 1
          tone += Int(depth.looks[dot] >> 8)
          shade += Int(depth.looks[dot] & 0xFF)
        }
        guard count > 0 else { continue }
        let most = Double(255 * count)
        let color = ramp.color(tone: Double(tone) / most, shade: Double(shade) / most)
        // Half covered gets half the colour: this smooths the outline if there are enough colours.
        if count < 4, ramp.isFine, let color, let ground {
          pixels[y * rect.width + x] = ground.blended(towards: color, Double(count) / 4)
        } else if count >= 2 {
          pixels[y * rect.width + x] = color
        }
      }
    }
    return pixels
  }
}
