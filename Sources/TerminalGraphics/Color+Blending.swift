extension Color {
  /// This colour moved towards another one: 0 keeps it, 1 gives the other.
  ///
  /// Mixed in encoded sRGB: over the short distances of a map and its tints that looks even.
  public func blended(towards other: Color, _ amount: Double) -> Color {
    func mix(_ a: UInt8, _ b: UInt8) -> UInt8 {
      let (from, to) = (Double(a), Double(b))
      let mixed = (from + (to - from) * amount).rounded()
      return UInt8(max(0, min(255, mixed)))
    }
    return Color(
      red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue))
  }

  /// The relative luminance, 0 for black to 1 for white, by WCAG 2.1.
  public var luminance: Double {
    0.2126 * Color.linear(red) + 0.7152 * Color.linear(green) + 0.0722 * Color.linear(blue)
  }

  /// The light of a channel, 0...1: what sRGB encodes.
  static func linear(_ channel: UInt8) -> Double { lights[Int(channel)] }

  private static let lights: [Double] = (0...255).map { channel in
    let c = Double(channel) / 255
    // The curve's exponent 2.4 by roots: exact enough for a contrast, without a library.
    if c <= 0.04045 { return c / 12.92 }
    let base = (c + 0.055) / 1.055
    let fifthRoot = Color.fifthRoot(base)
    return base * base * fifthRoot * fifthRoot
  }

  /// The contrast ratio of two colours, from 1 to 21, by WCAG 2.1.
  public func contrast(with other: Color) -> Double {
    let (high, low) = (max(luminance, other.luminance), min(luminance, other.luminance))
    return (high + 0.05) / (low + 0.05)
  }

  /// The fifth root of a number in 0...1 by Newton's method.
  private static func fifthRoot(_ x: Double) -> Double {
    var root = 1.0
    for _ in 0..<24 { root -= (root - x / (root * root * root * root)) / 5 }
    return root
  }
}
