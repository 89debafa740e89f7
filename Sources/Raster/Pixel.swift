import TerminalGraphics

/// Arithmetic with pixels: red in the lowest byte, then green, blue and opacity.
///
/// Colours are mixed as they are encoded, not in linear light: terminals lay images over each other in that way, so that a
/// picture looks the same in tiles and in one piece.
enum Pixel {
  /// A pixel covered by a share of another one's colour, which is taken as opaque.
  static func over(_ top: UInt32, _ share: Double, _ below: UInt32) -> UInt32 {
    var light = Light(below)
    light.cover(Light.color(top), Float(share))
    return light.pixel
  }
}

/// A pixel while it is mixed: its channels multiplied by its opacity, from 0 to 1.
struct Light {
  /// Red, green, blue, opacity.
  var channels: SIMD4<Float>

  static let none = Light(channels: .zero)

  init(channels: SIMD4<Float>) { self.channels = channels }

  init(_ pixel: UInt32) {
    let alpha = Float(pixel >> 24) * (1 / 255)
    var channels = Light.color(pixel) * alpha
    channels.w = alpha
    self.channels = channels
  }

  /// The channels of a colour, with full opacity.
  @inline(__always)
  static func color(_ pixel: UInt32) -> SIMD4<Float> {
    SIMD4(Float(pixel & 0xFF), Float(pixel >> 8 & 0xFF), Float(pixel >> 16 & 0xFF), 255) * (1 / 255)
  }

  /// Lays a share of a colour over it.
  @inline(__always)
  mutating func cover(_ color: SIMD4<Float>, _ share: Float) { channels += (color - channels) * share }

  /// Lays another light over it.
  mutating func cover(_ light: Light) { channels = light.channels + channels * (1 - light.channels.w) }

  var pixel: UInt32 {
    let alpha = channels.w
    guard alpha >= 0.002 else { return 0 }
    let scaled = channels * (255 / alpha) + 0.5
    let opacity = UInt32(min(255, alpha * 255 + 0.5))
    return UInt32(min(255, scaled.x)) | UInt32(min(255, scaled.y)) << 8 | UInt32(min(255, scaled.z)) << 16
      | opacity << 24
  }
}

extension Color {
  /// The colour as an opaque pixel.
  var pixel: UInt32 { UInt32(red) | UInt32(green) << 8 | UInt32(blue) << 16 | 0xFF00_0000 }
}

extension PixelImage {
  /// Lays another picture over this one, its upper left pixel at a place; what lies outside is left out.
  public mutating func draw(_ image: PixelImage, x: Int, y: Int) {
    for row in max(0, -y)..<max(0, -y, min(image.height, height - y)) {
      for column in max(0, -x)..<max(0, -x, min(image.width, width - x)) {
        let top = image.pixels[row * image.width + column]
        guard top >> 24 > 0 else { continue }
        let index = (y + row) * width + x + column
        if top >> 24 == 255 {
          pixels[index] = top
        } else {
          var light = Light(pixels[index])
          light.cover(Light(top))
          pixels[index] = light.pixel
        }
      }
    }
  }
}
