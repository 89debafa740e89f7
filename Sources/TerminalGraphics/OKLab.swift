/// A colour by how it looks: its lightness, and two axes from green to red and from blue to yellow.
///
/// B. Ottosson, A perceptual color space for image processing (2020). Equal distances look about equal; 0.02 is just
/// noticeable.
public struct OKLab: Hashable, Sendable {
  /// From 0 for black to 1 for white.
  public var lightness: Double
  /// From green, negative, to red.
  public var a: Double
  /// From blue, negative, to yellow.
  public var b: Double

  /// A colour from its coordinates.
  public init(lightness: Double, a: Double, b: Double) {
    (self.lightness, self.a, self.b) = (lightness, a, b)
  }

  /// How far it is from grey.
  public var chroma: Double { (a * a + b * b).squareRoot() }

  /// The distance of two colours.
  public func distance(to other: OKLab) -> Double {
    let (l, a, b) = (lightness - other.lightness, a - other.a, b - other.b)
    return (l * l + a * a + b * b).squareRoot()
  }

  /// The same hue, nearer to grey: 0 is grey, 1 the colour itself.
  public func withChroma(times factor: Double) -> OKLab {
    OKLab(lightness: lightness, a: a * factor, b: b * factor)
  }
}

extension Color {
  /// The colour in OKLab.
  public var oklab: OKLab {
    let (r, g, b) = (Color.linear(red), Color.linear(green), Color.linear(blue))
    let l = cubeRoot(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    let m = cubeRoot(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    let s = cubeRoot(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    return OKLab(
      lightness: 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
      a: 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
      b: 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s)
  }

  /// The colour of sRGB at a place in OKLab; what sRGB cannot show is cut off at its border.
  public init(_ lab: OKLab) {
    func cube(_ x: Double) -> Double { x * x * x }
    let l = cube(lab.lightness + 0.3963377774 * lab.a + 0.2158037573 * lab.b)
    let m = cube(lab.lightness - 0.1055613458 * lab.a - 0.0638541728 * lab.b)
    let s = cube(lab.lightness - 0.0894841775 * lab.a - 1.2914855480 * lab.b)
    self.init(
      red: Color.encoded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
      green: Color.encoded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
      blue: Color.encoded(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s))
  }

  /// The lightness, L* of CIELAB: 0 for black, 100 for white.
  public var lightness: Double { Color.lightness(ofLuminance: luminance) }

  static func lightness(ofLuminance y: Double) -> Double {
    y > 216.0 / 24389 ? 116 * cubeRoot(y) - 16 : y * 24389 / 27
  }

  /// The colour of this hue with another lightness, 0...100.
  public func withLightness(_ wanted: Double) -> Color {
    let own = oklab
    // Of two channels of equal weight the darker is lost first: a bisection needs no formula for that.
    var (low, high) = (0.0, 1.0)
    for _ in 0..<12 {
      let middle = (low + high) / 2
      let color = Color(OKLab(lightness: middle, a: own.a, b: own.b))
      if color.lightness < wanted { low = middle } else { high = middle }
    }
    return Color(OKLab(lightness: (low + high) / 2, a: own.a, b: own.b))
  }

  /// The channel for an amount of light, 0...1.
  private static func encoded(_ light: Double) -> UInt8 {
    let light = max(0, min(1, light))
    guard light > 0.0031308 else { return UInt8((light * 12.92 * 255).rounded()) }
    // x^(1/2.4) = x^(5/12): the twelfth root to the fifth power.
    let root = cubeRoot(light.squareRoot().squareRoot())
    let power = root * root * root * root * root
    return UInt8((max(0, min(1, 1.055 * power - 0.055)) * 255).rounded())
  }
}

/// The cube root, by Newton's method.
func cubeRoot(_ x: Double) -> Double {
  guard x > 0 else { return x < 0 ? -cubeRoot(-x) : 0 }
  // A first guess from the exponent is right within a factor of two.
  var root = Double(sign: .plus, exponent: Int(x.exponent / 3), significand: 1)
  for _ in 0..<8 { root -= (root - x / (root * root)) / 3 }
  return root
}
