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
    func linear(_ channel: UInt8) -> Double {
      let c = Double(channel) / 255
      // The curve's exponent 2.4 by roots: exact enough for a contrast, without a library.
      if c <= 0.04045 { return c / 12.92 }
      let base = (c + 0.055) / 1.055
      let fifthRoot = Color.fifthRoot(base)
      return base * base * fifthRoot * fifthRoot
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }

  /// The fifth root of a number in 0...1 by Newton's method.
  private static func fifthRoot(_ x: Double) -> Double {
    var root = 1.0
    for _ in 0..<24 { root -= (root - x / (root * root * root * root)) / 5 }
    return root
  }
}
