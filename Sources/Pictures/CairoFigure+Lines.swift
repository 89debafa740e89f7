import TerminalGraphics

// Lines that are looked at: paths, which pass over and under each other, and arrows.
extension CairoFigure {
  func draw(_ trails: [Trail]) {
    // Curves first: paths lie above them.
    for isPath in [false, true] {
      let chosen = trails.filter { ($0.stroke.width == .path) == isPath }
      let whole = chosen.map { trail in lines.lines(trail.count, trail.point) }
      let width = chosen.map { weights.width($0.stroke.width) }.max() ?? 0
      let pieces = SharedStretches.pieces(of: whole, width: max(0.5, 0.75 * width), piece: weights.piece)
      for (trail, lines) in zip(chosen, pieces) { draw(trail, lines) }
    }
  }

  /// Draws a trail: older points in their own colour, and below it a casing that passes over what is there already.
  private func draw(_ trail: Trail, _ pieces: [[SIMD2<Double>]]) {
    let width = weights.width(trail.stroke.width)
    let border =
      trail.firstNew > 0 && trail.firstNew < trail.count ? lines.place(trail.point(trail.firstNew)) : nil
    if trail.stroke.width == .path {
      for piece in pieces { drawCasing(piece, width: width + 2 * weights.casing) }
    }
    var isOld = trail.firstNew > 0
    for piece in pieces {
      var start = 0
      if isOld, let border, let index = piece.firstIndex(where: { isNear($0, border) }) {
        draw(piece[0...index], trail, trail.oldColor, width)
        (start, isOld) = (index, false)
      }
      draw(piece[start...], trail, isOld ? trail.oldColor : trail.stroke.color, width)
    }
  }

  private func isNear(_ a: SIMD2<Double>, _ b: SIMD2<Double>) -> Bool {
    let way = a - b
    return (way * way).sum() < weights.unit * weights.unit
  }

  private func draw(_ piece: ArraySlice<SIMD2<Double>>, _ trail: Trail, _ color: Color, _ width: Double) {
    canvas.cairo.new_path(canvas.context)
    if piece.count == 1, let point = piece.first {
      canvas.addCircle(at: point, radius: width / 2)
      canvas.set(color, opacity: opacity(trail.stroke))
      return canvas.cairo.fill(canvas.context)
    }
    canvas.add(piece)
    let dash = trail.stroke.dash.map { [Double($0.on) * weights.dash, Double($0.off) * weights.dash] } ?? []
    canvas.stroke(color, width: width, opacity: opacity(trail.stroke), dash: dash, isRound: dash.isEmpty)
  }

  /// The ground below a path: the field's own colours for it, piece by piece.
  private func drawCasing(_ line: [SIMD2<Double>], width: Double) {
    guard let first = line.first else { return }
    canvas.cairo.new_path(canvas.context)
    if line.count == 1 {
      canvas.addCircle(at: first, radius: width / 2)
      canvas.set(casing(at: first))
      return canvas.cairo.fill(canvas.context)
    }
    var start = 0
    var current = casing(at: first)
    for index in line.indices {
      let here = casing(at: line[index])
      guard here != current || index == line.count - 1 else { continue }
      canvas.add(line[start...index])
      canvas.stroke(current, width: width)
      (start, current) = (index, here)
    }
  }

  func draw(_ needles: [Needle]) {
    guard let first = needles.first else { return }
    let length = needleLength(needles)
    let width = weights.width(first.stroke.width)
    for needle in needles {
      let middle = lines.place(needle.place)
      guard middle.x.isFinite, middle.y.isFinite else { continue }
      let color = color(needle.stroke.color, needle.stroke.tint, at: middle)
      let opacity = opacity(needle.stroke)
      canvas.cairo.new_path(canvas.context)
      guard needle.direction != .zero else {
        canvas.addCircle(at: middle, radius: width)
        canvas.set(color, opacity: opacity)
        canvas.cairo.fill(canvas.context)
        continue
      }
      let way = SIMD2(needle.direction.x, -needle.direction.y)
      let (tail, tip) = (middle - way * (length / 2), middle + way * (length / 2))
      canvas.add([tail, tip - way * (0.2 * length)])
      canvas.stroke(color, width: width, opacity: opacity)
      canvas.add(CairoFigure.point(tip, way, length: 0.36 * length, half: 0.15 * length), isClosed: true)
      canvas.set(color, opacity: opacity)
      canvas.cairo.fill(canvas.context)
    }
  }

  /// Most of the distance between neighbours, but no more than two letters.
  private func needleLength(_ needles: [Needle]) -> Double {
    let places = needles.prefix(400).map { lines.place($0.place) }
    guard let first = places.first else { return 0 }
    let others = places.dropFirst().map { other -> Double in
      let way = other - first
      return (way * way).sum().squareRoot()
    }
    return min(1.5 * em, 0.8 * (others.filter { $0 > 1 }.min() ?? em))
  }

  /// The triangle at an arrow's tip.
  private static func point(_ tip: SIMD2<Double>, _ way: SIMD2<Double>, length: Double, half: Double)
    -> [SIMD2<Double>]
  {
    let (back, side) = (tip - way * length, SIMD2(-way.y, way.x) * half)
    return [tip, back + side, back + way * (0.2 * length), back - side]
  }

  func draw(_ arrow: Arrow) throws(CairoError) {
    let (tail, tip) = (lines.place(arrow.tail), lines.place(arrow.tip))
    let whole = tip - tail
    let length = (whole * whole).sum().squareRoot()
    guard length.isFinite, length > 0.1 else { return }
    let way = whole / length
    let width = weights.width(.curve)
    let head = min(0.6 * length, 4.5 * width)
    let shaft = [tail, tip - way * (0.75 * head)]
    let triangle = CairoFigure.point(tip, way, length: head, half: 0.42 * head)
    canvas.cairo.new_path(canvas.context)
    canvas.add(shaft)
    canvas.add(triangle, isClosed: true)
    canvas.stroke(casing(at: tip), width: width + 2 * weights.casing)
    canvas.add(shaft)
    canvas.stroke(arrow.stroke.color, width: width)
    canvas.add(triangle, isClosed: true)
    canvas.set(arrow.stroke.color)
    canvas.cairo.fill(canvas.context)
    guard !arrow.label.isEmpty, lines.contains(tip) else { return }
    let size = 0.8 * em
    let place =
      tip + way * (0.35 * em) + SIMD2(0, way.y < -0.5 ? -0.1 * size : way.y > 0.5 ? 0.75 * size : 0.3 * size)
    try canvas.draw(
      arrow.label, at: place, size: size, arrow.stroke.color,
      abs(way.x) < 0.5 ? .middle : way.x < 0 ? .end : .start, isBold: true,
      halo: (casing(at: tip), 0.25 * size))
  }
}
