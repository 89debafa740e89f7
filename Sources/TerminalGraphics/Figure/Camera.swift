/// The viewpoint of a solid picture: the turn, the height, and the magnification.
///
/// The camera always stays above the floor and at a distance, so that every picture is a sensible one.
public struct Camera: Hashable, Sendable {
  /// The turn about the upright axis in degrees, -180 < yaw <= 180; 0 looks along y, with x to the right.
  public private(set) var yaw: Double
  /// The height of the eye in degrees: 0 looks along the floor, 90 straight down.
  public private(set) var pitch: Double
  /// The size of the picture; at 1 the whole solid fits whichever way it is turned.
  public private(set) var magnification: Double

  /// The view from the left front corner, from above: as one would hold a model.
  public static let standard = Camera(yaw: 35, pitch: 40)

  /// The accepted magnifications.
  public static let magnifications = 0.5...6.0

  /// A camera; angles out of range are limited, and a value that is not a number becomes the standard one.
  public init(yaw: Double, pitch: Double, magnification: Double = 1) {
    self.yaw = Camera.wrapped(yaw.isFinite ? yaw : 35)
    self.pitch = pitch.isNaN ? 40 : min(max(pitch, 0), 90)
    let ends = Camera.magnifications
    self.magnification =
      magnification.isNaN ? 1 : min(max(magnification, ends.lowerBound), ends.upperBound)
  }

  /// The camera turned by these degrees.
  public func turned(yaw: Double, pitch: Double) -> Camera {
    Camera(yaw: self.yaw + yaw, pitch: self.pitch + pitch, magnification: magnification)
  }

  /// The camera with its picture magnified by a factor.
  public func magnified(_ factor: Double) -> Camera {
    Camera(yaw: yaw, pitch: pitch, magnification: magnification * factor)
  }

  private static func wrapped(_ degrees: Double) -> Double {
    let rest = degrees.remainder(dividingBy: 360)
    return rest <= -180 ? 180 : rest + 0
  }

  /// The sine and the cosine of degrees; exact at multiples of 90.
  static func sineAndCosine(_ degrees: Double) -> (sine: Double, cosine: Double) {
    guard degrees.isFinite else { return (0, 1) }
    let turns = (degrees / 90).rounded()
    let x = (degrees - 90 * turns) * (Double.pi / 180)
    // At most an eighth of a turn is left, where these terms are accurate to the last digits.
    let square = x * x
    var (sine, cosine) = (1.0, 1.0)
    for k in stride(from: 9.0, through: 1, by: -1) {
      sine = 1 - square / ((2 * k) * (2 * k + 1)) * sine
      cosine = 1 - square / ((2 * k - 1) * (2 * k)) * cosine
    }
    sine *= x
    switch Int(turns.remainder(dividingBy: 4)) {
    case 0: return (sine, cosine)
    case 1: return (cosine, -sine)
    case -1: return (-cosine, sine)
    default: return (-sine, -cosine)
    }
  }
}
