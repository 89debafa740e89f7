import TerminalGraphics

/// The pictures of signs, each made once.
struct SpriteImages: Sendable {
  private var images: [PixelSprite.Look: PixelImage] = [:]

  /// The picture of a look, whose centre is in the middle of its pixels, moved by the look's phase.
  mutating func image(_ look: PixelSprite.Look) -> PixelImage {
    if let known = images[look] { return known }
    let image = SpriteImages.draw(look)
    images[look] = image
    return image
  }

  /// Pixels from the middle of a look's picture to its edge.
  static func reach(_ look: PixelSprite.Look) -> Int {
    let (size, halo) = measures(look)
    return Int((size * SignShape(look.sign).reach + halo).rounded(.up)) + 1
  }

  /// The radius of a disc as the sign, and how far its rims or its halo reach beyond the sign.
  private static func measures(_ look: PixelSprite.Look) -> (size: Double, halo: Double) {
    let radius = Double(look.radius) / 4
    return look.kind == .head ? (radius * 0.62, radius * 0.38) : (radius * 0.7, radius * 0.2)
  }

  private static func draw(_ look: PixelSprite.Look) -> PixelImage {
    let reach = reach(look)
    var image = PixelImage(width: 2 * reach + 1, height: 2 * reach + 1)
    let center = SIMD2(Double(reach), Double(reach)) + SIMD2<Double>(look.phase) / 2
    let outlines = SignShape(look.sign).outlines
    let (size, halo) = measures(look)
    let (rim, casing, color) = (
      Light.color(look.rim.pixel), Light.color(look.casing.pixel), Light.color(look.color.pixel)
    )
    func share(_ distance: Double) -> Float { Float(max(0, min(1, 0.5 - distance))) }
    for y in 0..<image.height {
      for x in 0..<image.width {
        let place = SIMD2(Double(x) + 0.5, Double(y) + 0.5) - center
        let distance = ShapeDistance.from(place / size, to: outlines) * size
        var light = Light.none
        if look.kind == .head {
          // Within two rims, so that it stands out on every ground and from its own path.
          light.cover(casing, share(distance - halo))
          light.cover(rim, share(distance - halo / 2))
        } else {
          light.cover(casing, share(distance - halo) * 0.55)
          // A bold sign is a little fatter.
          if look.kind == .bold { light.cover(color, share(distance - halo * 0.3)) }
        }
        light.cover(color, share(distance))
        image.pixels[y * image.width + x] = light.pixel
      }
    }
    return image
  }
}

extension PixelSprite {
  /// A sign with its centre at a place in pixels, to half a pixel.
  init(
    _ sign: Unicode.Scalar, _ kind: Kind, at place: SIMD2<Double>, radius: Double, color: Color,
    _ look: SignLook,
    _ images: inout SpriteImages
  ) {
    let halves = (place * 2).rounded(.toNearestOrAwayFromZero)
    let whole = (halves / 2).rounded(.down)
    let phase = SIMD2<UInt8>(truncatingIfNeeded: SIMD2<Int>(halves - whole * 2))
    self.look = Look(
      sign: sign, kind: kind, color: color, rim: look.rim, casing: look.casing.color,
      radius: Int((4 * radius).rounded()), phase: phase)
    image = images.image(self.look)
    let reach = SpriteImages.reach(self.look)
    (x, y) = (Int(whole.x) - reach, Int(whole.y) - reach)
  }
}
