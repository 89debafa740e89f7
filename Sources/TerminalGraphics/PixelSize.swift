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

  /// The size in larger pixels, of which one takes `factor` of these across and down; rounded.
  public func divided(by factor: Int) -> PixelSize {
    func share(_ side: Int) -> Int { max(1, (side + factor / 2) / max(1, factor)) }
    return PixelSize(width: share(width), height: share(height)) ?? self
  }
}
