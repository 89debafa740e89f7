import Raster
import TerminalGraphics

/// Solids for tests: grey, on a ground of another hue, so that it is seen where the ground shows through.
enum SolidFields {
  static let ground = Color(0xFF00FF)
  static let cell = PixelSize(width: 8, height: 16)!

  /// A field of heights 0...1 from a function of shares of the sides.
  static func field(_ side: Int = 65, _ height: (SIMD2<Double>) -> Double) -> HeightField {
    let heights = (0..<side * side).map { node -> Float in
      let share = SIMD2(Double(node % side), Double(node / side)) / Double(side - 1)
      let height = height(share)
      return height.isFinite ? Float(max(0, min(1, height))) : .nan
    }
    return HeightField(side: side, heights: heights, tones: heights)
  }

  /// A ridge across the field, half-way up y.
  static var ridge: HeightField {
    field { share in
      let way = (share.y - 0.5) / 0.12
      return 1 / (1 + way * way * way * way)
    }
  }

  /// Gentle hills.
  static var hills: HeightField {
    field { share in
      func hill(_ x: Double, _ y: Double) -> Double {
        let way = share - SIMD2(x, y)
        return 1 / (1 + 14 * (way * way).sum())
      }
      return 0.8 * hill(0.3, 0.35) + 0.5 * hill(0.75, 0.7)
    }
  }

  static let flat = field(9) { _ in 0.5 }

  static func solid(_ field: HeightField, _ camera: Camera, lines: Double = 0) -> Solid {
    let grey = (0..<64).map { Color(UInt32(64 + 2 * $0) * 0x10101) }
    let stroke = Stroke(Color(0xE0E0E0), strength: lines)
    return Solid(
      field, camera, ramp: ShadedRamp(grey, ground: Color(0x101010), light: Color(0xF0F0F0)), box: stroke,
      silhouette: stroke,
      edges: (Solid.Edge("", "", ""), Solid.Edge("", "", ""), nil))
  }

  /// A figure whose plane has the shares of the solid's sides as coordinates.
  static func figure(
    _ field: HeightField, _ camera: Camera, backdrop: [Shape] = [], shapes: [Shape] = [], lines: Double = 0
  ) -> Figure {
    Figure(
      x: 0...1, y: 0...1, space: .solid(solid(field, camera, lines: lines)), ground: ground,
      backdrop: Backdrop(backdrop.count, shapes: backdrop), shapes: shapes)
  }

  static func picture(_ figure: Figure, width: Int = 320, height: Int = 288) -> PixelPicture {
    PixelPicture(figure, width: width, height: height, cell: cell)
  }

  static func trail(
    _ name: String, _ points: [SIMD2<Double>], _ width: Stroke.Width = .curve, count: Int? = nil
  ) -> Trail {
    Trail(name, count: count ?? points.count, Stroke(Color(0x00FF00), width)) { points[$0] }
  }

  /// A straight line in steps.
  static func line(from a: SIMD2<Double>, to b: SIMD2<Double>, steps: Int = 64) -> [SIMD2<Double>] {
    (0...steps).map { a + (b - a) * (Double($0) / Double(steps)) }
  }

  /// Where points of the surface lie on a picture, by the solid in cells.
  static func places(
    on field: HeightField, _ camera: Camera, width: Int = 320, height: Int = 288
  ) -> (SIMD2<Double>) -> SIMD2<Double> {
    let rect = Rect(x: 0, y: 0, width: width / cell.width, height: height / cell.height)
    let solid = SolidPicture(
      field, camera, in: rect, ramp: ShadedRamp([], ground: nil, light: Color(0)), ground: nil)
    return { share in
      let place = solid.place(on: share)
      return SIMD2(place.x * Double(cell.width) / 2, place.y * Double(cell.height) / 4)
    }
  }

  /// Where one point of the surface lies on a picture.
  static func place(of share: SIMD2<Double>, on field: HeightField, _ camera: Camera) -> SIMD2<Double> {
    places(on: field, camera)(share)
  }
}

extension PixelImage {
  /// How much of the ground's hue a pixel has: 1 for the ground, 0 for greys.
  func groundShare(_ x: Int, _ y: Int) -> Double {
    let pixel = pixels[y * width + x]
    let (red, green) = (Int(pixel & 0xFF), Int(pixel >> 8 & 0xFF))
    return Double(red - green) / 255
  }

  /// The sum of the opacities, in pixels.
  var opacitySum: Double { pixels.reduce(0) { $0 + Double($1 >> 24) / 255 } }
}
