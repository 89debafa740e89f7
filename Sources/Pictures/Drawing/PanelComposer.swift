import TerminalGraphics

/// Turns the shapes of a figure on a plane into lines, areas and texts on the page.
struct PanelComposer {
  private let panel: Page.Panel
  private let page: Page
  private let plane: PanelPlane
  private let field: Field?
  private let spreadsHeads: Bool
  private var em: Double { page.em }

  /// The drawing of a panel.
  static func panel(_ panel: Page.Panel, _ page: Page, spreadsHeads: Bool) -> DrawnPanel {
    if case .solid(let solid) = panel.figure.space {
      return SolidPanelComposer(panel, page, solid).drawn
    }
    let composer = PanelComposer(panel, page, spreadsHeads: spreadsHeads)
    var drawn = DrawnPanel(kind: panel.kind, plot: panel.plot, backdrop: [], trails: [], above: [], heads: [])
    for shape in panel.figure.backdrop.shapes { drawn.backdrop += composer.drawn(shape) }
    for shape in panel.figure.shapes {
      switch shape {
      case .trails(let trails): drawn.trails += composer.trails(trails)
      case .heads(let marks, _): drawn.heads += composer.heads(marks)
      case .mark(let mark) where mark.movesWithRun && !spreadsHeads: drawn.heads += composer.heads([mark])
      // What comes before the trails lies below them.
      default:
        if drawn.trails.isEmpty, drawn.heads.isEmpty, panel.figure.hasTrails {
          drawn.backdrop += composer.drawn(shape)
        } else {
          drawn.above += composer.drawn(shape)
        }
      }
    }
    return drawn
  }

  private init(_ panel: Page.Panel, _ page: Page, spreadsHeads: Bool) {
    (self.panel, self.page, self.spreadsHeads) = (panel, page, spreadsHeads)
    plane = PanelPlane(panel.figure, panel.plot)
    field = panel.figure.field.flatMap { $0.colors.grounds.isEmpty ? nil : $0 }
  }

  // MARK: Strokes

  /// How wide a stroke is, in points.
  static func width(_ stroke: Stroke, em: Double) -> Double {
    switch stroke.width {
    case .hair: 0.065 * em
    case .curve: 0.125 * em
    case .path: 0.16 * em
    }
  }

  /// The lengths of a stroke's dashes in points: a hairline's dot in a terminal is an eighth of a text's height.
  static func dashes(_ stroke: Stroke, em: Double) -> [Double] {
    stroke.dash.map { [Double($0.on) * 0.14 * em, Double($0.off) * 0.14 * em] } ?? []
  }

  /// The level of the field at a place; `nil` where there is none.
  private func level(at place: SIMD2<Double>) -> Int? {
    guard let field, field.columns > 0, field.rows > 0, panel.plot.contains(place) else { return nil }
    let column = min(
      field.columns - 1, Int((place.x - panel.plot.x) / panel.plot.width * Double(field.columns)))
    let row = min(field.rows - 1, Int((place.y - panel.plot.y) / panel.plot.height * Double(field.rows)))
    let level = field.levels[row * field.columns + column]
    return level == Field.noLevel ? nil : min(Int(level), field.colors.grounds.count - 1)
  }

  private func color(_ stroke: Stroke, at place: SIMD2<Double>) -> Color {
    color(stroke.tint, at: place) ?? stroke.color
  }

  private func color(_ tint: MapColors.Tint, at place: SIMD2<Double>) -> Color? {
    guard tint != .own, let field, let level = level(at: place) else { return nil }
    return tint == .contour ? field.colors.contours[level] : field.colors.labels[level]
  }

  /// What sets a path off from what lies below it.
  private var casing: Color {
    guard let field, !field.colors.casings.isEmpty else { return page.colors.base }
    return field.colors.casings[field.colors.casings.count / 3]
  }

  // MARK: Shapes

  private func drawn(_ shape: Shape) -> [Drawn] {
    switch shape {
    case .field(let field): field.colors.grounds.isEmpty ? [] : [.field(field, panel.plot)]
    case .contours(let contours): drawn(contours)
    case .needles(let needles): drawn(needles)
    case .trails(let trails): self.trails(trails).map { .path($0.path) }
    case .line(let line): drawn(line)
    case .area(let line): area(line)
    case .dots(let dots): drawn(dots)
    case .arrow(let arrow): drawn(arrow)
    case .mark(let mark): drawn(mark)
    case .label(let label): drawn(label)
    case .heads(let marks, _): heads(marks).map { .path($0.shape) }
    }
  }

  private func drawn(_ contours: ContourLines) -> [Drawn] {
    let numbers = ContourTexts(contours, plane, em: em, besides: pathPlaces)
    let width = PanelComposer.width(contours.stroke, em: em)
    var drawn: [Drawn] = []
    for (index, level) in contours.levels.enumerated() {
      let gaps = numbers.texts.filter { $0.level == index }
      var lines: [[SIMD2<Double>]] = []
      for (number, line) in level.lines.enumerated() {
        let kept = LineThinning.kept(line.count, in: panel.plot, tolerance: 0.07) { plane.place(line[$0]) }
        let trail = kept.pieces
        guard let gap = gaps.first(where: { $0.line == number }) else {
          lines += trail
          continue
        }
        lines += trail.flatMap { gap.cut($0) }
      }
      lines = lines.filter { $0.count > 1 }
      guard let middle = lines.max(by: { $0.count < $1.count }) else { continue }
      let place = middle[middle.count / 2]
      drawn.append(
        .path(
          DrawnPath(
            lines: lines,
            stroke: DrawnInk(color: color(contours.stroke, at: place), opacity: contours.stroke.strength),
            width: width, dashes: PanelComposer.dashes(contours.stroke, em: em))))
    }
    guard let stroke = contours.numbers else { return drawn }
    for text in numbers.texts {
      drawn.append(
        .text(
          DrawnText(
            text: text.text, place: text.base, size: numbers.size, color: color(stroke, at: text.place),
            anchor: .middle, turn: text.turn)))
    }
    return drawn
  }

  /// Places along the paths, which numbers keep away from.
  private var pathPlaces: [SIMD2<Double>] {
    panel.figure.shapes.flatMap { shape -> [SIMD2<Double>] in
      guard case .trails(let trails) = shape else { return [] }
      return trails.flatMap { trail -> [SIMD2<Double>] in
        let kept = LineThinning.kept(min(trail.count, 20_000), in: panel.plot, tolerance: 0.5) {
          plane.place(trail.point($0))
        }
        return kept.pieces.flatMap { spread($0) }
      }
    }
  }

  /// A line's points, with others between them where they are far apart, within the plot.
  private func spread(_ line: [SIMD2<Double>]) -> [SIMD2<Double>] {
    zip(line, line.dropFirst()).flatMap { a, b -> [SIMD2<Double>] in
      let way = b - a
      let parts = max(1, min(500, Int(((way * way).sum().squareRoot() / em).rounded(.up))))
      return (0...parts).map { a + way * (Double($0) / Double(parts)) }
    }.filter { panel.plot.contains($0) }
  }

  private func drawn(_ needles: [Needle]) -> [Drawn] {
    // Those of one shade together: there are few shades.
    var shades: [Stroke: [Needle]] = [:]
    var order: [Stroke] = []
    for needle in needles {
      if shades[needle.stroke] == nil { order.append(needle.stroke) }
      shades[needle.stroke, default: []].append(needle)
    }
    return order.flatMap { stroke -> [Drawn] in
      let all = shades[stroke] ?? []
      var byColor: [Color: [[SIMD2<Double>]]] = [:]
      var colors: [Color] = []
      for needle in all {
        let place = plane.place(needle.place)
        guard needle.direction != .zero, place.x.isFinite, place.y.isFinite else { continue }
        let way = SIMD2(needle.direction.x, -needle.direction.y) * 0.62 * em
        let side = SIMD2(-way.y, way.x) * 0.34
        let tip = place + way
        let color = color(stroke, at: place)
        if byColor[color] == nil { colors.append(color) }
        byColor[color, default: []] += [
          [place - way, tip], [tip - way * 0.55 + side, tip, tip - way * 0.55 - side],
        ]
      }
      return colors.map { color in
        .path(
          DrawnPath(
            lines: byColor[color] ?? [], stroke: DrawnInk(color: color, opacity: stroke.strength),
            width: 0.075 * em))
      }
    }
  }

  private func kept(_ line: Line) -> [[SIMD2<Double>]] {
    LineThinning.kept(line.points.count, in: panel.plot, tolerance: 0.07) { plane.place(line.points[$0]) }
      .pieces
      .filter { $0.count > 1 }
  }

  private func drawn(_ line: Line) -> [Drawn] {
    let lines = kept(line)
    guard let first = lines.first?.first else { return [] }
    let stroke = line.stroke
    let path = DrawnPath(
      lines: lines, stroke: DrawnInk(color: color(stroke, at: first), opacity: stroke.strength),
      width: PanelComposer.width(stroke, em: em), dashes: PanelComposer.dashes(stroke, em: em))
    return [.path(path)]
  }

  private func area(_ line: Line) -> [Drawn] {
    // What is far above or below the plot bounds the area like its edge.
    let (top, foot) = (panel.plot.y - panel.plot.height / 2, panel.plot.endY + panel.plot.height / 2)
    let kept = LineThinning.kept(line.points.count, in: panel.plot, tolerance: 0.07) { index in
      let place = plane.place(line.points[index])
      return place.y.isFinite ? SIMD2(place.x, max(top, min(foot, place.y))) : place
    }
    let lines = kept.pieces.compactMap { line -> [SIMD2<Double>]? in
      guard let first = line.first, let last = line.last else { return nil }
      return line + [SIMD2(last.x, panel.plot.endY), SIMD2(first.x, panel.plot.endY)]
    }
    return [
      .path(
        DrawnPath(
          lines: lines, isClosed: true,
          fill: DrawnInk(color: line.stroke.color, opacity: line.stroke.strength)))
    ]
  }

  private func drawn(_ dots: Dots) -> [Drawn] {
    let places = dots.places.map { plane.place($0) }.filter { panel.plot.contains($0) }
    let radius = dots.sign != nil ? 0.3 * em : dots.stroke.width == .hair ? 0.1 * em : 0.14 * em
    let sign: Unicode.Scalar = dots.sign.flatMap { SignShape.has($0) ? $0 : nil } ?? "●"
    guard !places.isEmpty else { return [] }
    // Small ones need few corners.
    let outlines =
      sign == "●"
      ? [(0..<12).map { PanelComposer.corner($0, of: 12) }] : SignShape(sign).outlines
    let fill = DrawnInk(color: dots.stroke.color, opacity: dots.stroke.strength)
    return [
      .path(
        DrawnPath(
          lines: places.flatMap { place in outlines.map { $0.map { place + $0 * radius } } }, isClosed: true,
          fill: fill))
    ]
  }

  private static func corner(_ index: Int, of count: Int) -> SIMD2<Double> {
    // The corners of a dozen, exactly: halves and the root of three quarters.
    let (half, root) = (0.5, 0.866_025_403_784_438_6)
    let corners = [
      SIMD2(1.0, 0), SIMD2(root, half), SIMD2(half, root), SIMD2(0, 1), SIMD2(-half, root),
      SIMD2(-root, half),
      SIMD2(-1, 0), SIMD2(-root, -half), SIMD2(-half, -root), SIMD2(0, -1), SIMD2(half, -root),
      SIMD2(root, -half),
    ]
    return corners[index % corners.count]
  }

  private func drawn(_ arrow: Arrow) -> [Drawn] {
    let (tail, tip) = (plane.place(arrow.tail), plane.place(arrow.tip))
    let way = tip - tail
    let length = (way * way).sum().squareRoot()
    guard length > 0.2, length.isFinite else { return [] }
    let ahead = way / length
    let side = SIMD2(-ahead.y, ahead.x)
    let size = min(0.75 * em, 0.6 * length)
    let neck = tip - ahead * size
    let width = 0.14 * em
    let ink = DrawnInk(color: arrow.stroke.color, opacity: arrow.stroke.strength)
    let halo = DrawnInk(color: casing, opacity: 0.85)
    let head = [tip, neck + side * 0.42 * size, neck - side * 0.42 * size]
    var drawn: [Drawn] = [
      .path(DrawnPath(lines: [[tail, neck]], stroke: halo, width: width + 0.16 * em)),
      .path(DrawnPath(lines: [[tail, neck + ahead * 0.2 * size]], stroke: ink, width: width)),
      .path(
        DrawnPath(lines: [head], isClosed: true, fill: ink, stroke: halo, width: 0.16 * em, hasRim: true)),
    ]
    if !arrow.label.isEmpty {
      let place = tip + ahead * 0.5 * em
      var text = DrawnText(
        text: arrow.label, place: place + SIMD2(0, ahead.y > 0.4 ? 0.8 * em : ahead.y < -0.4 ? 0 : 0.3 * em),
        size: 0.87 * em, color: arrow.stroke.color,
        anchor: ahead.x > 0.35 ? .start : ahead.x < -0.35 ? .end : .middle)
      text.halo = halo
      drawn.append(.text(text))
    }
    return drawn
  }

  private func drawn(_ mark: Mark) -> [Drawn] {
    let place = plane.place(mark.place)
    guard place.x.isFinite, place.y.isFinite else { return [] }
    let color = color(mark.tint, at: place) ?? mark.color ?? page.colors.strong
    guard panel.plot.contains(place) else {
      return mark.showsWay ? outside(place, color).map { [.path($0.shape)] } ?? [] : []
    }
    let radius = (mark.isBold ? 0.46 : 0.36) * em
    let rim = field == nil ? page.colors.base : Color(page.colors.isDark ? 0 : 0xFFFFFF)
    var path = SignDrawing.path(
      mark.sign, at: place, radius: radius, fill: color, rim: (rim, 0.16 * em))
    path.stroke?.opacity = field == nil ? 0.9 : 0.55
    return [.path(path)]
  }

  private func drawn(_ label: Label) -> [Drawn] {
    let plot = panel.plot
    let place = SIMD2(
      label.corner.isRight ? plot.endX - 0.5 * em : plot.x + 0.5 * em,
      label.corner.isUpper ? plot.y + 1.2 * em : plot.endY - 0.5 * em)
    return [
      .text(
        DrawnText(
          text: label.text, place: place, size: 0.87 * em, color: color(label.stroke, at: place),
          anchor: label.corner.isRight ? .end : .start))
    ]
  }

  // MARK: What moves

  private func trails(_ trails: [Trail]) -> [DrawnTrail] {
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
  private func heads(_ marks: [Mark]) -> [DrawnHead] {
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
  private func outside(_ place: SIMD2<Double>, _ color: Color) -> DrawnHead? {
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

extension Mark {
  /// Whether it is a second point of a run: those have the run's own colour.
  var movesWithRun: Bool { tint == .own && !isBold && !showsWay && color != nil }
}

extension Figure {
  /// Whether lines grow in it.
  var hasTrails: Bool {
    shapes.contains { if case .trails = $0 { true } else { false } }
  }
}
