import TerminalGraphics

// Signs as shapes: marks, and heads that keep out of each other's way.
extension CairoCanvas {
  /// Adds a sign's outlines to the path.
  func add(_ shape: SignShape, at place: SIMD2<Double>, radius: Double) {
    for outline in shape.outlines {
      cairo.new_sub_path(context)
      add(outline.map { place + $0 * radius }, isClosed: true)
    }
  }

  /// Draws a sign with a rim that sets it off.
  func draw(
    _ sign: Unicode.Scalar, at place: SIMD2<Double>, radius: Double, _ color: Color,
    rim: (Color, width: Double)?
  ) {
    let shape = SignShape(sign)
    cairo.new_path(context)
    if let (rim, width) = rim {
      add(shape, at: place, radius: radius)
      stroke(rim, width: 2 * width)
    }
    add(shape, at: place, radius: radius)
    set(color)
    cairo.fill(context)
  }
}

extension CairoFigure {
  func draw(_ mark: Mark) {
    let place = lines.place(mark.place)
    let radius = weights.mark * (mark.isBold ? 1.15 : 1)
    guard lines.contains(place) else {
      if mark.showsWay, let (edge, arrow) = edge(towards: mark.place) {
        draw(arrow, edge, weights.mark, mark.color ?? colors.text, mark.tint)
      }
      return
    }
    draw(mark.sign, place, radius, mark.color ?? colors.text, mark.tint)
  }

  private func draw(
    _ sign: Unicode.Scalar, _ place: SIMD2<Double>, _ radius: Double, _ own: Color, _ tint: MapColors.Tint
  ) {
    // The rim has the ground's own colour: it only interrupts the lines below.
    let color = color(own, tint, at: place)
    canvas.draw(sign, at: place, radius: radius, color, rim: (ground(at: place), width: weights.casing))
  }

  /// Heads at their places or beside them, and arrows at the edge towards those outside; the first one lies above.
  func draw(_ marks: [Mark], keepingFree free: [SIMD2<Double>]) {
    let radius = weights.head
    var taken = free.map { lines.place($0) }.filter { lines.contains($0) }
    let reserved = taken.count
    var placed: [(sign: Unicode.Scalar, place: SIMD2<Double>, color: Color)] = []
    for mark in marks {
      let place = lines.place(mark.place)
      let color = mark.color ?? colors.text
      if lines.contains(place) {
        let free = freePlace(near: place, radius: radius, taken, isOwn: { $0 >= reserved })
        taken.append(free)
        placed.append((mark.sign, free, color))
      } else if let (edge, arrow) = edge(towards: mark.place) {
        let free = freePlace(near: edge, radius: radius, taken, isOwn: { $0 >= reserved })
        taken.append(free)
        placed.append((arrow, free, color))
      }
    }
    for (sign, place, color) in placed.reversed() {
      canvas.draw(sign, at: place, radius: radius, color, rim: (casing(at: place), width: 1.3 * weights.unit))
    }
  }

  /// Steps to the places that are tried around one that is taken, in diameters: a row of signs reads best.
  private static let around: [SIMD2<Double>] = [
    [1, 0], [-1, 0], [2, 0], [-2, 0], [0, -1], [0, 1], [1, -1], [-1, 1], [1, 1], [-1, -1], [3, 0], [-3, 0],
  ]

  /// The place itself, or one beside it where another head has it; a place to keep free is only kept from those that move.
  private func freePlace(
    near place: SIMD2<Double>, radius: Double, _ taken: [SIMD2<Double>], isOwn: (Int) -> Bool
  ) -> SIMD2<Double> {
    func isFree(_ place: SIMD2<Double>, _ distance: Double, all: Bool) -> Bool {
      taken.enumerated().allSatisfy { index, other in
        let way = other - place
        return !all && !isOwn(index) || (way * way).sum() >= distance * distance
      }
    }
    if isFree(place, 1.1 * radius, all: false) { return place }
    let inner = box.inset(left: radius, top: radius, right: radius, bottom: radius)
    for step in CairoFigure.around {
      let other = place + step * (2.5 * radius)
      guard other.x >= inner.x, other.x <= inner.endX, other.y >= inner.y, other.y <= inner.endY else {
        continue
      }
      if isFree(other, 2 * radius, all: true) { return other }
    }
    return place
  }

  /// Where the plot's edge is nearest to a point outside, and the arrow towards it; `nil` for what is not a number.
  private func edge(towards point: SIMD2<Double>) -> (SIMD2<Double>, Unicode.Scalar)? {
    guard !point.x.isNaN, !point.y.isNaN else { return nil }
    let arrows: [[Unicode.Scalar]] = [["↖", "↑", "↗"], ["←", "·", "→"], ["↙", "↓", "↘"]]
    let horizontal = point.x < figure.x.lowerBound ? -1 : point.x > figure.x.upperBound ? 1 : 0
    let vertical = point.y < figure.y.lowerBound ? 1 : point.y > figure.y.upperBound ? -1 : 0
    guard horizontal != 0 || vertical != 0 else { return nil }
    let inside = SIMD2(
      min(max(point.x, figure.x.lowerBound), figure.x.upperBound),
      min(max(point.y, figure.y.lowerBound), figure.y.upperBound))
    let room = 1.6 * weights.head
    let place = lines.place(inside)
    return (
      SIMD2(
        min(max(place.x, box.x + room), max(box.x + room, box.endX - room)),
        min(max(place.y, box.y + room), max(box.y + room, box.endY - room))),
      arrows[vertical + 1][horizontal + 1]
    )
  }
}
