import TerminalGraphics

/// What moves in a panel: paths, where several lie on one line too, and heads beside each other.
extension PanelComposer {
  func trails(_ trails: [Trail]) -> [DrawnTrail] {
    var former: [Trail] = []
    return trails.map { trail in
      defer { former.append(trail) }
      let isPath = trail.stroke.width == .path
      let kept = LineThinning.kept(trail.count, in: panel.plot, tolerance: 0.06) {
        plane.place(trail.point($0))
      }
      // A chart's lines are all there is to see in it.
      let width =
        isPath
        ? 0.16 * em
        : field == nil && trail.stroke.width == .hair ? 0.11 * em : PanelComposer.width(trail.stroke, em: em)
      var drawn = DrawnTrail(
        points: kept.points, indices: kept.indices, continues: kept.continues,
        color: trail.firstNew >= trail.count && trail.count > 0 ? trail.oldColor : trail.stroke.color,
        opacity: trail.stroke.strength, width: width,
        casing: isPath ? (DrawnInk(color: casing, opacity: 0.9), width + 0.17 * em) : nil,
        dashes: PanelComposer.dashes(trail.stroke, em: em))
      if former.contains(where: { coincides(trail, with: $0) }), drawn.dashes.isEmpty {
        // The one below shows in the gaps.
        drawn.dashes = [0.7 * em, 0.7 * em]
        drawn.casing = nil
      }
      return drawn
    }
  }

  /// Whether a trail lies on another one as far as both go, so that it would hide it.
  private func coincides(_ trail: Trail, with other: Trail) -> Bool {
    let count = min(trail.count, other.count)
    guard count > 1 else { return false }
    let step = max(1, count / 64)
    return stride(from: 0, to: count, by: step).allSatisfy { index in
      let d = plane.place(trail.point(index)) - plane.place(other.point(index))
      return (d * d).sum() < 0.16 * em * 0.16 * em
    }
  }

  /// The heads, the most important one last, since that lies above.
  func heads(_ marks: [Mark]) -> [DrawnHead] {
    var placed: [(place: SIMD2<Double>, mark: Mark)] = []
    var drawn: [DrawnHead] = []
    for mark in marks {
      let place = plane.place(mark.place)
      let color = mark.color ?? page.colors.strong
      // Each run keeps its head while it moves, wherever it ends.
      guard spreadsHeads else {
        let inner = panel.plot.inset(left: 6, top: 6, right: 6, bottom: 6)
        let isKnown = !place.x.isNaN && !place.y.isNaN
        let edge = SIMD2(max(inner.x, min(inner.endX, place.x)), max(inner.y, min(inner.endY, place.y)))
        let shown = !isKnown ? SIMD2(inner.x, inner.endY) : panel.plot.contains(place) ? place : edge
        drawn.append(head(mark.sign, shown, color))
        continue
      }
      guard place.x.isFinite, place.y.isFinite else { continue }
      guard panel.plot.contains(place) else {
        if let head = outside(place, color) { drawn.append(head) }
        continue
      }
      let free = freePlace(place, besides: placed.map(\.place))
      placed.append((free, mark))
      drawn.append(head(mark.sign, free, color))
    }
    return drawn.reversed()
  }

  private func head(_ sign: Unicode.Scalar, _ place: SIMD2<Double>, _ color: Color) -> DrawnHead {
    let rim = field == nil ? page.colors.base : casing
    return DrawnHead(
      place: place, sign: sign,
      shape: SignDrawing.path(sign, at: place, radius: 0.44 * em, fill: color, rim: (rim, 0.2 * em)))
  }

  /// The nearest place where a sign does not lie on another one.
  private func freePlace(_ place: SIMD2<Double>, besides others: [SIMD2<Double>]) -> SIMD2<Double> {
    func isFree(_ place: SIMD2<Double>, _ distance: Double) -> Bool {
      others.allSatisfy {
        let d = $0 - place
        return (d * d).sum() >= distance * distance
      }
    }
    if isFree(place, 0.5 * em) { return place }
    for ring in 1...4 {
      for way in PanelComposer.ways {
        let free = place + way * (Double(ring) * 1.0 * em)
        if isFree(free, 0.95 * em), panel.plot.contains(free) { return free }
      }
    }
    return place
  }

  private static let ways: [SIMD2<Double>] = [
    SIMD2(1, 0), SIMD2(-1, 0), SIMD2(0, -1), SIMD2(0, 1), SIMD2(0.71, -0.71), SIMD2(-0.71, 0.71),
    SIMD2(0.71, 0.71), SIMD2(-0.71, -0.71),
  ]

  /// An arrow at the edge towards a place outside.
  func outside(_ place: SIMD2<Double>, _ color: Color) -> DrawnHead? {
    let inner = panel.plot.inset(left: 0.8 * em, top: 0.8 * em, right: 0.8 * em, bottom: 0.8 * em)
    let edge = SIMD2(max(inner.x, min(inner.endX, place.x)), max(inner.y, min(inner.endY, place.y)))
    let column = place.x < panel.plot.x ? 0 : place.x > panel.plot.endX ? 2 : 1
    let row = place.y < panel.plot.y ? 0 : place.y > panel.plot.endY ? 2 : 1
    let arrows: [[Unicode.Scalar]] = [["↖", "↑", "↗"], ["←", "·", "→"], ["↙", "↓", "↘"]]
    return head(arrows[row][column], edge, color)
  }
}

extension DrawnTrail {
  /// The line as a path.
  var path: DrawnPath {
    DrawnPath(
      lines: lines, stroke: DrawnInk(color: color, opacity: opacity), width: width, dashes: dashes)
  }

  /// What lies below it; `nil` for nothing.
  var casingPath: DrawnPath? {
    casing.map { DrawnPath(lines: lines, stroke: $0.ink, width: $0.width) }
  }
}
