import TerminalGraphics

/// The block as pixels, and how near it is at each: what stays while lines move on it.
struct SolidImage: Sendable {
  let view: SolidView
  let field: HeightField
  /// The block on its ground.
  private(set) var image: PixelImage
  /// How near the surface is at the middle of each pixel, row by row; 0 where there is none.
  private(set) var nearness: [Float]

  var width: Int { image.width }
  var height: Int { image.height }

  /// Pixels of a band: their samples fit into a processor's second cache.
  private static let bandPixels = 12_288
  /// Samples of a pixel that are farther apart than this belong to two surfaces.
  private static let edge: Float = 0.01

  /// Draws a solid; a pixel takes `scale` of the terminal's pixels across and down.
  init(_ solid: Solid, ground: Color?, width: Int, height: Int, cell: PixelSize, scale: Int = 1) {
    let view = SolidView(solid.camera, width: width, height: height, cell: cell, scale: scale)
    let relief = SolidRelief(solid.field)
    let mesh = SolidMesh(relief, view)
    let light = SolidLight(solid, relief, view, ground: ground)
    (self.view, field) = (view, solid.field)
    let ground = ground.map(SIMD4<Float>.init) ?? .zero
    image = PixelImage(width: width, height: height, filledWith: SolidImage.packed(ground))
    nearness = [Float](repeating: 0, count: image.pixels.count)
    let bandRows = max(8, SolidImage.bandPixels / max(1, width))
    var band = SolidSamples(width: width, height: min(height, bandRows))
    for first in stride(from: 0, to: height, by: bandRows) where width > 0 {
      band.draw(first..<min(height, first + bandRows)) { mesh.draw(with: $0) }
      light.withTables { resolve(band, $0, ground) }
    }
    SolidHalo.draw(on: &image, nearness, radius: max(1, cell.height / (2 * scale)))
  }

  /// Gives the pixels of a band their colours: where a pixel shows one surface, that of its middle; at an edge, the mean of
  /// its samples'.
  private mutating func resolve(_ band: SolidSamples, _ light: SolidLight.Tables, _ ground: SIMD4<Float>) {
    let (view, width) = (view, band.width)
    func color(_ x: Float, _ y: Float, _ near: Float, isWall: Bool) -> SIMD4<Float> {
      let point = view.point(x, y, near)
      return isWall ? light.wall(point) : light.top(point)
    }
    band.nearness.withUnsafeBufferPointer { samples in
      band.walls.withUnsafeBufferPointer { walls in
        nearness.withUnsafeMutableBufferPointer { nearness in
          image.pixels.withUnsafeMutableBufferPointer { pixels in
            var pixel = band.rows.lowerBound * width
            for dot in 0..<band.rows.count * width {
              defer { pixel += 1 }
              let (near, wall) = (samples[dot], walls[dot])
              let (least, most) = SolidSamples.ends(near)
              guard most > 0 else { continue }
              let (x, y) = (Float(pixel % width), Float(pixel / width))
              if most - least < SolidImage.edge, wall == 0 || wall == 0xFF {
                let mean = near.sum() / 8
                nearness[pixel] = mean
                pixels[pixel] = SolidImage.packed(color(x + 0.5, y + 0.5, mean, isWall: wall != 0))
                continue
              }
              nearness[pixel] = near[0]
              var sum = SIMD4<Float>.zero
              for lane in 0..<8 {
                sum +=
                  near[lane] > 0
                  ? color(
                    x + SolidSamples.x[lane], y + SolidSamples.y[lane], near[lane],
                    isWall: wall >> UInt8(lane) & 1 != 0) : ground
              }
              pixels[pixel] = SolidImage.packed(sum / 8)
            }
          }
        }
      }
    }
  }

  /// A pixel from channels of 0...255.
  @inline(__always)
  static func packed(_ color: SIMD4<Float>) -> UInt32 {
    func byte(_ channel: Float) -> UInt32 { UInt32(max(0, min(255, channel)) + 0.5) }
    return byte(color.x) | byte(color.y) << 8 | byte(color.z) << 16 | byte(color.w) << 24
  }
}
