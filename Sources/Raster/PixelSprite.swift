import TerminalGraphics

/// A small picture that lies above everything: a head, a mark, or an arrow at the edge.
public struct PixelSprite: Hashable, Sendable {
  /// What it looks like: equal looks have equal images, so that an image needs to be sent only once.
  public struct Look: Hashable, Sendable {
    let sign: Unicode.Scalar
    let kind: Kind
    let color: Color
    let rim: Color
    let casing: Color
    /// The radius in quarters of a pixel.
    let radius: Int
    /// Where its centre lies between pixels, in halves of a pixel.
    let phase: SIMD2<UInt8>
  }

  enum Kind: Hashable, Sendable {
    case head, mark, bold
  }

  /// What it looks like.
  public let look: Look
  /// Its pixels.
  public let image: PixelImage
  /// The column of its upper left pixel in the picture; it may lie partly outside.
  public let x: Int
  /// The row of its upper left pixel.
  public let y: Int
}
