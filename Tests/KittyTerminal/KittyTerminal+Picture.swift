/// What is to be seen on a terminal with images.
extension KittyTerminal {
  /// A rectangle of cells as pixels, red in the lowest byte; transparent where no image is.
  public func picture(column: Int, row: Int, columns: Int, rows: Int) -> (
    width: Int, height: Int, pixels: [UInt32]
  ) {
    let (width, height) = (columns * cell.width, rows * cell.height)
    var pixels = [UInt32](repeating: 0, count: width * height)
    let places = images.flatMap { id, image in image.places.map { (id, $0.key, image, $0.value) } }
      .sorted { ($0.3.z, $0.0, $0.1) < ($1.3.z, $1.0, $1.1) }
    for (_, _, image, place) in places {
      let (left, top) = (
        (place.column - column) * cell.width + place.dx, (place.row - row) * cell.height + place.dy
      )
      let crop = place.crop
      // Stretched over cells where a number of them was named.
      let wide = place.cells.map { $0.columns * cell.width } ?? crop.width
      let high = place.cells.map { $0.rows * cell.height } ?? crop.height
      for y in max(0, -top)..<max(0, -top, min(high, height - top)) {
        for x in max(0, -left)..<max(0, -left, min(wide, width - left)) {
          let source = (crop.y + y * crop.height / high) * image.width + crop.x + x * crop.width / wide
          let target = (top + y) * width + left + x
          pixels[target] = KittyTerminal.over(image.pixels[source], pixels[target])
        }
      }
    }
    return (width, height, pixels)
  }

  /// One pixel over another.
  static func over(_ top: UInt32, _ below: UInt32) -> UInt32 {
    let (alpha, rest) = (Double(top >> 24) / 255, Double(below >> 24) / 255)
    let opacity = alpha + rest * (1 - alpha)
    guard opacity > 0 else { return 0 }
    var result = UInt32((opacity * 255).rounded()) << 24
    for shift in [UInt32(0), 8, 16] {
      let (a, b) = (Double(top >> shift & 255), Double(below >> shift & 255))
      result |= UInt32(((a * alpha + b * rest * (1 - alpha)) / opacity).rounded()) << shift
    }
    return result
  }
}
