/// A size in pixels; neither side is zero or absurd.
public struct PixelSize: Hashable, Sendable {
  /// Pixels from side to side.
  public let width: Int
  /// Pixels from top to bottom.
  public let height: Int

  private static let possible = 1...1024

  /// A size; `nil` for an impossible one.
  public init?(width: Int, height: Int) {
    guard Self.possible.contains(width), Self.possible.contains(height) else { return nil }
    (self.width, self.height) = (width, height)
  }
}
