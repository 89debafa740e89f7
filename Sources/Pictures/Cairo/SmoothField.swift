import Raster
import TerminalGraphics

/// Heights as pixels of any number: between samples, levels are interpolated and then coloured.
///
/// Colours mixed in between would leave the ramp, and few samples would show as squares.
struct SmoothField {
  private let field: Field

  init(_ field: Field) { self.field = field }

  /// The field over a picture; transparent where there is no height.
  func image(width: Int, height: Int) -> PixelImage {
    var image = PixelImage(width: width, height: height)
    guard field.columns > 0, field.rows > 0, !field.colors.grounds.isEmpty else { return image }
    let ramp = field.colors.grounds.map {
      0xFF00_0000 | UInt32($0.blue) << 16 | UInt32($0.green) << 8 | UInt32($0.red)
    }
    // Few colours are bands, whose borders are sharp.
    let isSmooth = ramp.count >= 64
    let across = SmoothField.samples(width, of: field.columns)
    let down = SmoothField.samples(height, of: field.rows)
    field.levels.withUnsafeBufferPointer { levels in
      image.pixels.withUnsafeMutableBufferPointer { pixels in
        for row in 0..<height {
          let (upper, lower, t) = down[row]
          for column in 0..<width {
            let (left, right, s) = across[column]
            let corners = (
              levels[upper * field.columns + left], levels[upper * field.columns + right],
              levels[lower * field.columns + left], levels[lower * field.columns + right]
            )
            let nearest = s < 0.5 ? (t < 0.5 ? corners.0 : corners.2) : (t < 0.5 ? corners.1 : corners.3)
            guard nearest != Field.noLevel else { continue }
            var level = Int(nearest)
            let isWhole = max(max(corners.0, corners.1), max(corners.2, corners.3)) != Field.noLevel
            if isSmooth, isWhole {
              let high = Float(corners.0) * (1 - s) + Float(corners.1) * s
              let low = Float(corners.2) * (1 - s) + Float(corners.3) * s
              level = Int((high * (1 - t) + low * t).rounded())
            }
            pixels[row * width + column] = ramp[min(level, ramp.count - 1)]
          }
        }
      }
    }
    return image
  }

  /// For each pixel the two samples around its middle, and its share of the way between them.
  private static func samples(_ pixels: Int, of count: Int) -> [(Int, Int, Float)] {
    (0..<pixels).map { pixel in
      let place = (Double(pixel) + 0.5) * Double(count) / Double(pixels) - 0.5
      let inside = max(0, min(Double(count - 1), place))
      let first = min(Int(inside), max(0, count - 2))
      return (first, min(count - 1, first + 1), Float(inside - Double(first)))
    }
  }
}
