import TerminalGraphics

/// What of the space around a solid is seen, and what lies behind it.
extension SolidImage {
  /// Where a point of the top lies, given as shares of the sides.
  ///
  /// That is pixels from the left and from the top, and its nearness; not a number over a hole.
  func place(on share: SIMD2<Double>) -> SIMD3<Float> {
    let height = field.height(share.x, share.y)
    return view.place(
      share.x - 0.5, share.y - 0.5, SolidPicture.floorHeight + SolidPicture.relief * height)
  }

  /// How much farther than the surface a place may be and still lie on it.
  private static let slack: Float = 0.0015
  /// The same for each unit by which the surface's nearness changes from pixel to pixel.
  private static let slope: Float = 0.75
  /// The greatest change from pixel to pixel that belongs to a slope: more is an edge.
  private static let steepest: Float = 0.012

  /// Whether nothing hides a place.
  ///
  /// The nearness is known at the middle of each pixel; between them it goes on as it slopes there. So a line on a surface
  /// is seen to the edge of a hill, and not through it.
  func isSeen(_ place: SIMD3<Float>) -> Bool {
    guard place.x >= 0, place.y >= 0, place.x < Float(width), place.y < Float(height) else { return true }
    let (x, y) = (Int(place.x), Int(place.y))
    let own = nearness(x, y)
    if own <= place.z + SolidImage.slack { return true }
    // The smaller change of the two sides belongs to the same surface.
    func change(_ before: Float, _ after: Float) -> Float {
      let (a, b) = (own - before, after - own)
      if before == 0 { return after == 0 ? 0 : b }
      if after == 0 { return a }
      return abs(a) < abs(b) ? a : b
    }
    let steepest = SolidImage.steepest
    let across = max(-steepest, min(steepest, change(nearness(x - 1, y), nearness(x + 1, y))))
    let down = max(-steepest, min(steepest, change(nearness(x, y - 1), nearness(x, y + 1))))
    let surface = own + across * (place.x - Float(x) - 0.5) + down * (place.y - Float(y) - 0.5)
    return surface <= place.z + SolidImage.slack + SolidImage.slope * (abs(across) + abs(down))
  }

  /// How near the surface is at a pixel; 0 where there is none, and outside.
  private func nearness(_ x: Int, _ y: Int) -> Float {
    x >= 0 && y >= 0 && x < width && y < height ? nearness[y * width + x] : 0
  }

  /// The walls that turn to the eye.
  var facingSides: [SolidSide] { SolidSide.all.filter { $0.faces(view) } }

  /// The visible part of a straight line through space, on the plane of the picture.
  func edge(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> [SIMD2<Double>] {
    let (start, end) = (view.place(a.x, a.y, a.z), view.place(b.x, b.y, b.z))
    // A straight line stays straight, and its nearness changes evenly along it.
    let length = max(abs(end.x - start.x), abs(end.y - start.y))
    guard length.isFinite else { return [] }
    let pieces = max(1, Int(min(4096, length.rounded(.up))))
    var (line, last): ([SIMD2<Double>], SIMD2<Double>?) = ([], nil)
    for piece in 0...pieces {
      let place = start + (end - start) * (Float(piece) / Float(pieces))
      if isSeen(place) {
        let point = SIMD2(Double(place.x), Double(height) - Double(place.y))
        if last == nil { line.append(point) }
        last = point
      }
      if let end = last, piece == pieces || !isSeen(place) {
        line += [end, SIMD2(.nan, .nan)]
        last = nil
      }
    }
    return line
  }
}
