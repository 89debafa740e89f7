import Raster
import TerminalGraphics

/// Figures for tests: one unit is one pixel, and the origin is the lower left corner.
enum Pictures {
  static let cell = PixelSize(width: 8, height: 17)
  static let light = Color(0xF0E060)
  static let other = Color(0x40A0FF)

  static func figure(
    _ shapes: [Shape], backdrop: [Shape] = [], width: Int = 160, height: Int = 136,
    ground: Color? = Color(0x101820)
  ) -> Figure {
    Figure(
      x: 0...Double(width), y: 0...Double(height), ground: ground,
      backdrop: Backdrop(backdrop.count, shapes: backdrop), shapes: shapes)
  }

  static func picture(_ figure: Figure, width: Int = 160, height: Int = 136) throws -> PixelPicture {
    PixelPicture(figure, width: width, height: height, cell: try size)
  }

  /// A cell of which lines have their width in whole and half pixels.
  static var size: PixelSize {
    get throws {
      struct NoSize: Error {}
      guard let cell else { throw NoSize() }
      return cell
    }
  }

  static func trail(
    _ name: Int, _ points: [SIMD2<Double>], _ color: Color = light, count: Int? = nil,
    old: (before: Int, color: Color)? = nil, dash: Stroke.Dash? = nil
  ) -> Trail {
    Trail(name, count: count ?? points.count, Stroke(color, .path, dash: dash), old: old) { points[$0] }
  }
}

extension PixelImage {
  /// The pixel at a place.
  subscript(x: Int, y: Int) -> UInt32 { pixels[y * width + x] }

  /// The sum of all opacities, in pixels.
  var coverage: Double { pixels.reduce(0) { $0 + Double($1 >> 24) / 255 } }

  /// How many pixels have exactly a colour.
  func count(of color: Color) -> Int { pixels.count { $0.color == color && $0 >> 24 == 255 } }
}

extension UInt32 {
  /// The colour of a pixel.
  var color: Color {
    Color(
      red: UInt8(truncatingIfNeeded: self), green: UInt8(truncatingIfNeeded: self >> 8),
      blue: UInt8(truncatingIfNeeded: self >> 16))
  }
}
