/// A soft shadow around what stands in front: the ground behind a hill's outline is darker near to it.
///
/// Where the surface lies farther than the mean of its surroundings, something nearer is beside it. On slopes, however
/// steep, both are equal, so that only outlines and hollows have a shadow.
enum SolidHalo {
  /// How dark the shadow is where the step is deep.
  private static let depth: Float = 0.34
  /// How much of it a unit of nearness gives.
  private static let strength: Float = 9
  /// Steps smaller than this have none.
  private static let slack: Float = 0.0015

  /// Darkens the pixels of a picture; `nearness` is 0 where there is no surface.
  static func draw(on image: inout PixelImage, _ nearness: [Float], radius: Int) {
    let (width, height) = (image.width, image.height)
    guard radius > 0, width > 2 * radius, height > 2 * radius else { return }
    // For each column the sum over the rows around the one at hand, and of how many of its pixels show a surface.
    var (sums, counts) = ([Float](repeating: 0, count: width), [Float](repeating: 0, count: width))
    func add(_ row: Int, _ sign: Float) {
      for x in 0..<width {
        let near = nearness[row * width + x]
        sums[x] += sign * near
        counts[x] += near > 0 ? sign : 0
      }
    }
    for row in 0..<radius { add(row, 1) }
    for y in 0..<height {
      if y + radius < height { add(y + radius, 1) }
      if y > radius { add(y - radius - 1, -1) }
      var (sum, count) = (Float(0), Float(0))
      for x in 0..<radius { (sum, count) = (sum + sums[x], count + counts[x]) }
      for x in 0..<width {
        if x + radius < width { (sum, count) = (sum + sums[x + radius], count + counts[x + radius]) }
        if x > radius { (sum, count) = (sum - sums[x - radius - 1], count - counts[x - radius - 1]) }
        let own = nearness[y * width + x]
        // Most places have nothing before them.
        guard own > 0, sum > (own + slack) * count else { continue }
        let behind = sum / count - own - slack
        image.pixels[y * width + x] = dimmed(image.pixels[y * width + x], 1 - min(depth, behind * strength))
      }
    }
  }

  /// A pixel's colour with a share of its light.
  private static func dimmed(_ pixel: UInt32, _ share: Float) -> UInt32 {
    func channel(_ shift: UInt32) -> UInt32 {
      UInt32(Float(pixel >> shift & 0xFF) * share + 0.5) << shift
    }
    return channel(0) | channel(8) | channel(16) | pixel & 0xFF00_0000
  }
}
