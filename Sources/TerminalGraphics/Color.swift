/// A 24-bit colour in sRGB.
///
/// Everything is drawn in full colour; `ColorDepth` maps it to the terminal's colours at the very end.
public struct Color: Hashable, Sendable {
  /// The packed value `0xRRGGBB`.
  public var hex: UInt32

  /// A colour from its packed value `0xRRGGBB`.
  public init(_ hex: UInt32) { self.hex = hex & 0xFF_FFFF }

  /// A colour from its channels, each 0...255.
  public init(red: UInt8, green: UInt8, blue: UInt8) {
    hex = UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue)
  }

  /// The red channel.
  public var red: UInt8 { UInt8(truncatingIfNeeded: hex >> 16) }
  /// The green channel.
  public var green: UInt8 { UInt8(truncatingIfNeeded: hex >> 8) }
  /// The blue channel.
  public var blue: UInt8 { UInt8(truncatingIfNeeded: hex) }
}
