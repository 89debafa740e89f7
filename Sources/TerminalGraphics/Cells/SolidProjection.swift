/// Where points of space lie on a picture of dots, seen by a camera in slight perspective.
///
/// The solid stands in a box of side 1 around the origin of x and y, its floor at z = 0. A point's *nearness* is 1 at
/// the middle of the box and more towards the eye; over a plane it is linear in the picture, so that a depth buffer may
/// interpolate it, and together with the place it gives the point back.
public struct SolidProjection: Hashable, Sendable {
  /// A point on the picture.
  public struct Place: Hashable, Sendable {
    /// Dots from the left edge.
    public var x: Double
    /// Dots from the top edge.
    public var y: Double
    /// How near the point is to the eye.
    public var nearness: Double

    /// A point on the picture.
    public init(x: Double, y: Double, nearness: Double) { (self.x, self.y, self.nearness) = (x, y, nearness) }
  }

  /// The camera of the picture.
  public let camera: Camera
  /// The picture's width in dots.
  public let width: Int
  /// The picture's height in dots.
  public let height: Int
  /// How high the solid reaches.
  public let top: Double
  /// How many times as high as wide a dot is.
  public let dotAspect: Double

  private let sineYaw: Double
  private let cosineYaw: Double
  private let sinePitch: Double
  private let cosinePitch: Double
  /// Widths of a dot to a side of the box.
  private let scale: Double
  /// How far the middle of the box lies below the middle of the picture, in dots.
  private let drop: Double

  /// The eye's distance from the middle of the box, whose side is 1: far enough for a slight perspective.
  private static let distance = 3.6
  /// Half the diagonal of the floor.
  private static let radius = 0.7072
  /// The largest share of the picture that the solid takes; the rest is for its labels.
  private static let share = 0.97
  /// The shapes of dots that a terminal may have.
  private static let aspects = 0.25...4.0

  /// A projection for a solid up to a height above its floor; dots are square unless told.
  public init(_ camera: Camera, width: Int, height: Int, top: Double, dotAspect: Double = 1) {
    self.camera = camera
    let dotAspect = SolidProjection.aspects.contains(dotAspect) ? dotAspect : 1
    self.dotAspect = dotAspect
    self.width = max(1, width)
    self.height = max(1, height)
    self.top = top.isFinite ? max(0, top) : 0
    (sineYaw, cosineYaw) = Camera.sineAndCosine(camera.yaw)
    (sinePitch, cosinePitch) = Camera.sineAndCosine(camera.pitch)
    // Turned about the upright axis the solid keeps its size: the picture fits the cylinder that it passes through. Its
    // lowest place is in front at the floor, its highest at the back on top, or in front on top seen from low.
    let (sine, cosine, half) = (sinePitch, cosinePitch, self.top / 2)
    func up(_ back: Double, _ lifted: Double) -> Double {
      let away = back * cosine - lifted * sine
      return (lifted * cosine + back * sine) * SolidProjection.distance / (SolidProjection.distance + away)
    }
    let radius = SolidProjection.radius
    let lowest = min(up(-radius, -half), up(radius, -half))
    let highest = max(up(-radius, half), up(radius, half))
    // Below the front corner are the ends of the axes.
    let margin = min(8, Double(self.height) / 8)
    let fitting = min(
      Double(self.width) / (2.1 * radius),
      (Double(self.height) - margin) * dotAspect / max(0.6, highest - lowest))
    scale = fitting * SolidProjection.share * camera.magnification
    drop = (highest + lowest) / 2 * scale / dotAspect - margin / 2
  }

  /// The place of a point.
  @inline(__always)
  public func place(_ x: Double, _ y: Double, _ z: Double) -> Place {
    let right = x * cosineYaw - y * sineYaw
    let back = x * sineYaw + y * cosineYaw
    let lifted = z - top / 2
    let up = lifted * cosinePitch + back * sinePitch
    let away = back * cosinePitch - lifted * sinePitch
    let nearness = SolidProjection.distance / max(0.1, SolidProjection.distance + away)
    let size = nearness * scale
    return Place(
      x: Double(width) / 2 + right * size, y: Double(height) / 2 - up * size / dotAspect + drop,
      nearness: nearness)
  }

  /// The point at a place: the inverse of `place`.
  public func point(at place: Place) -> SIMD3<Double> {
    let away = SolidProjection.distance / place.nearness - SolidProjection.distance
    let size = place.nearness * scale
    let right = (place.x - Double(width) / 2) / size
    let up = (Double(height) / 2 - place.y + drop) * dotAspect / size
    let back = up * sinePitch + away * cosinePitch
    let lifted = up * cosinePitch - away * sinePitch
    return SIMD3(
      right * cosineYaw + back * sineYaw, back * cosineYaw - right * sineYaw, lifted + top / 2)
  }

  /// A direction of the picture (to the right, up, towards the eye) as a direction of space.
  public func direction(right: Double, up: Double, near: Double) -> SIMD3<Double> {
    let back = up * sinePitch - near * cosinePitch
    let lifted = up * cosinePitch + near * sinePitch
    return SIMD3(
      right * cosineYaw + back * sineYaw, back * cosineYaw - right * sineYaw, lifted)
  }
}
