import TerminalGraphics

/// Where the signs of a figure stand on its pixels: marks at their places, heads beside each other where one would hide
/// another, arrows at the edge towards what lies outside.
struct SpritePlacement {
  private let plane: PixelPlane
  private let weights: LineWeights
  private let look: SignLook
  private let field: FieldPixels?
  private let labels: [UInt32]

  init(_ plane: PixelPlane, _ weights: LineWeights, _ look: SignLook, _ field: FieldPixels?) {
    (self.plane, self.weights, self.look, self.field) = (plane, weights, look, field)
    labels = field?.tints(.label) ?? []
  }

  /// The signs of shapes, the lowest first.
  func sprites(_ shapes: [Shape], _ images: inout SpriteImages) -> [PixelSprite] {
    guard plane.width > 0, plane.height > 0 else { return [] }
    var sprites: [PixelSprite] = []
    for shape in shapes {
      switch shape {
      case .mark(let mark):
        let place = plane.place(mark.place)
        if plane.contains(place) {
          sprites.append(
            PixelSprite(
              mark.sign, mark.isBold ? .bold : .mark, at: place, radius: weights.mark,
              color: color(of: mark, at: place), look, &images))
        } else if mark.showsWay, let edge = edge(towards: mark.place) {
          sprites.append(
            PixelSprite(
              edge.arrow, .bold, at: edge.place, radius: weights.mark, color: mark.color ?? look.text, look,
              &images))
        }
      case .heads(let marks, let free):
        sprites += heads(marks, keepingFree: free, &images)
      case .field, .contours, .needles, .trails, .line, .area, .dots, .arrow, .label: break
      }
    }
    return sprites
  }

  /// A mark's colour: on a field that of its level, where it has none of its own.
  private func color(of mark: Mark, at place: SIMD2<Double>) -> Color {
    if mark.tint == .label, !labels.isEmpty, let index = field?.index(at: place) {
      return Color(pixel: labels[index])
    }
    return mark.color ?? look.text
  }

  /// The least distance of two heads, in head's radii: what lies below is still seen.
  private static let apart = 1.15

  /// Heads, the first above the others.
  private func heads(_ marks: [Mark], keepingFree free: [SIMD2<Double>], _ images: inout SpriteImages)
    -> [PixelSprite]
  {
    let least = SpritePlacement.apart * weights.head
    var taken: [SIMD2<Double>] = []
    let kept = free.map(plane.place)
    func isFree(_ place: SIMD2<Double>, from places: [SIMD2<Double>]) -> Bool {
      places.allSatisfy { other in
        let way = place - other
        return (way * way).sum() >= least * least * 0.98
      }
    }
    var sprites: [PixelSprite] = []
    for mark in marks {
      var place = plane.place(mark.place)
      var (sign, radius) = (mark.sign, weights.head)
      var isOutside = false
      if !plane.contains(place) {
        guard let edge = edge(towards: mark.place) else { continue }
        (place, sign, radius, isOutside) = (edge.place, edge.arrow, weights.head * 0.9, true)
      }
      if !isFree(place, from: taken) {
        let own = place
        let others = candidates(around: own, least, beside: taken, isOutside: isOutside)
        // What stands at its own place may cover what is kept free, but nothing is moved there.
        place =
          others.first {
            plane.contains($0) && isFree($0, from: taken) && isFree($0, from: kept)
          } ?? own
      }
      taken.append(place)
      sprites.append(
        PixelSprite(
          sign, .head, at: place, radius: radius, color: mark.color ?? look.text, look, &images))
    }
    return sprites.reversed()
  }

  /// Places near one that is taken, the nearest first: just beside what is there, then in a row, then around.
  private func candidates(
    around place: SIMD2<Double>, _ least: Double, beside taken: [SIMD2<Double>], isOutside: Bool
  ) -> [SIMD2<Double>] {
    var candidates: [SIMD2<Double>] = []
    if !isOutside {
      // Pushed away from the one that it would hide under, as little as is needed: so heads part smoothly.
      for other in taken {
        let way = place - other
        let length = (way * way).sum().squareRoot()
        if length < least, length > 0.5 { candidates.append(other + way * (least / length)) }
      }
    }
    let size = SIMD2(Double(plane.width), Double(plane.height))
    let inset = weights.head
    let isSide = place.x <= inset || place.x >= size.x - inset
    let offsets: [SIMD2<Double>] =
      isOutside
      ? (1...4).flatMap { n in
        [1.0, -1.0].map { isSide ? SIMD2(0, $0 * Double(n)) : SIMD2($0 * Double(n), 0) }
      }
      : [
        [1, 0], [-1, 0], [0, -1], [0, 1], [2, 0], [-2, 0], [1, -1], [-1, 1], [1, 1], [-1, -1], [0, -2],
        [0, 2], [2, 1], [-2, -1], [3, 0], [-3, 0],
      ]
    return candidates + offsets.map { place + $0 * (least * 1.01) }
  }

  /// The place at the edge nearest to a point outside, and an arrow from it towards the point.
  private func edge(towards point: SIMD2<Double>) -> (place: SIMD2<Double>, arrow: Unicode.Scalar)? {
    let cells = Rect(x: 0, y: 0, width: plane.width, height: plane.height)
    guard let edge = Projection(cells, x: plane.x, y: plane.y).edge(towards: point) else { return nil }
    let inset = SIMD2(repeating: weights.head)
    let size = SIMD2(Double(plane.width), Double(plane.height))
    let place = SIMD2(Double(edge.column) + 0.5, Double(edge.row) + 0.5)
    // In a very small picture the middle.
    let low = pointwiseMin(inset, size / 2)
    return (place.clamped(lowerBound: low, upperBound: pointwiseMax(low, size - inset)), edge.arrow)
  }
}

extension Color {
  /// The colour of an opaque pixel.
  fileprivate init(pixel: UInt32) {
    self.init(
      red: UInt8(pixel & 0xFF), green: UInt8(pixel >> 8 & 0xFF), blue: UInt8(pixel >> 16 & 0xFF))
  }
}
