/// A picture of pixels, row by row from the top left: four bytes each, red, green, blue and opacity.
///
/// Colours are not multiplied by the opacity, as PNG and kitty's protocol have them.
public struct PixelImage: Hashable, Sendable {
  /// Pixels from left to right.
  public let width: Int
  /// Pixels from top to bottom.
  public let height: Int
  /// The pixels; red is in the lowest byte.
  public var pixels: [UInt32]

  /// A picture of one colour, transparent unless told.
  public init(width: Int, height: Int, filledWith pixel: UInt32 = 0) {
    (self.width, self.height) = (max(0, width), max(0, height))
    pixels = Array(repeating: pixel, count: self.width * self.height)
  }
}
