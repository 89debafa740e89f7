/// A rectangle of pixels in a picture.
public struct PixelRect: Hashable, Sendable {
  /// The leftmost pixel.
  public var x: Int
  /// The topmost pixel.
  public var y: Int
  /// Pixels from left to right.
  public var width: Int
  /// Pixels from top to bottom.
  public var height: Int

  /// A rectangle; a negative extent becomes zero.
  public init(x: Int, y: Int, width: Int, height: Int) {
    (self.x, self.y, self.width, self.height) = (x, y, max(0, width), max(0, height))
  }

  /// The first pixel right of it.
  public var endX: Int { x + width }
  /// The first pixel below it.
  public var endY: Int { y + height }
  /// Whether it has no pixel.
  public var isEmpty: Bool { width == 0 || height == 0 }
}
