import Arithmetic
import TerminalGraphics

/// What a layer is made from: one line that grows, or shapes that are drawn at once.
struct LayerContent: Sendable {
  enum Shapes: Sendable {
    case trail(Trail)
    case lines([Line])
    case contours(ContourLines)
    case needles([Needle])
    case dots(Dots)
    case arrow(Arrow)
    case area(Line)
  }

  let shapes: Shapes
  let paint: PixelLayer.Paint
  let group: Int?

  /// The layers of shapes, the lowest first; lines that follow each other in one stroke share a layer.
  static func contents(of shapes: [Shape], _ casing: PixelLayer.Casing, _ weights: LineWeights)
    -> [(key: PixelLayer.Key, content: LayerContent)]
  {
    var contents: [(key: PixelLayer.Key, content: LayerContent)] = []
    var (others, groups) = (0, 0)
    func add(_ shapes: Shapes, _ stroke: Stroke, isCased: Bool) {
      contents.append(
        (
          .other(others),
          LayerContent(
            shapes: shapes, paint: PixelLayer.Paint(stroke, casing: isCased ? casing : nil), group: nil)
        ))
      others += 1
    }
    for shape in shapes {
      switch shape {
      case .trails(let trails):
        groups += 1
        var seen: Set<Identity> = []
        for trail in trails where seen.insert(trail.identity).inserted {
          let paint = PixelLayer.Paint(
            trail.stroke, oldColor: trail.oldColor, casing: trail.stroke.width == .path ? casing : nil)
          contents.append(
            (.trail(trail.identity), LayerContent(shapes: .trail(trail), paint: paint, group: groups)))
        }
      case .line(let line):
        if let last = contents.last, case .lines(let lines) = last.content.shapes,
          lines[0].stroke == line.stroke
        {
          contents[contents.count - 1].content = LayerContent(
            shapes: .lines(lines + [line]), paint: last.content.paint, group: nil)
        } else {
          add(.lines([line]), line.stroke, isCased: line.stroke.width == .path)
        }
      case .contours(let contours): add(.contours(contours), contours.stroke, isCased: false)
      case .needles(let needles):
        // A shade at a time: a layer has one strength.
        var strokes: [Stroke] = []
        var shades: [Stroke: [Needle]] = [:]
        for needle in needles {
          if shades[needle.stroke] == nil { strokes.append(needle.stroke) }
          shades[needle.stroke, default: []].append(needle)
        }
        for stroke in strokes { add(.needles(shades[stroke] ?? []), stroke, isCased: false) }
      case .dots(let dots): add(.dots(dots), dots.stroke, isCased: false)
      case .arrow(let arrow): add(.arrow(arrow), arrow.stroke, isCased: true)
      case .area(let line): add(.area(line), line.stroke, isCased: false)
      // A field is the ground of all, signs lie above it, and words are text.
      case .field, .mark, .heads, .label: break
      }
    }
    return contents
  }
}

extension LayerContent.Shapes {
  /// Whether they are equal to others, which do not grow.
  fileprivate func isEqual(_ other: LayerContent.Shapes) -> Bool {
    switch (self, other) {
    case (.lines(let a), .lines(let b)): a == b
    case (.dots(let a), .dots(let b)): a == b
    case (.arrow(let a), .arrow(let b)): a == b
    case (.area(let a), .area(let b)): a == b
    case (.needles(let a), .needles(let b)): a == b
    case (.contours(let a), .contours(let b)): a == b
    case (.trail, _), (.lines, _), (.dots, _), (.arrow, _), (.area, _), (.needles, _), (.contours, _): false
    }
  }
}

extension PixelLayer {
  /// A layer with all of a content drawn.
  init(_ content: LayerContent, _ key: Key, _ plane: PixelPlane, _ weights: LineWeights) {
    self.init(key: key, paint: content.paint, group: content.group)
    let casing = content.paint.casing
    func trace(_ stroke: Stroke, radius: Double? = nil) -> StrokeTrace {
      StrokeTrace(plane, weights, stroke, radius: radius, casing: casing)
    }
    switch content.shapes {
    case .trail(let trail):
      let isAged = PixelLayer.border(trail) != nil
      // A thin line that grows is looked at: it is a little thicker than a contour.
      let radius = trail.stroke.width == .hair ? weights.thinTrail : nil
      strands = Array(repeating: trace(trail.stroke, radius: radius), count: isAged ? 2 : 1)
      grow(trail)
    case .lines(let lines):
      var strand = trace(lines[0].stroke)
      for line in lines { strand.add(line.points) }
      strands = [strand]
    case .contours(let contours):
      var strand = trace(contours.stroke)
      for line in contours.levels.flatMap(\.lines) { strand.add(line) }
      strands = [strand]
    case .needles(let needles):
      var strand = trace(needles[0].stroke)
      for needle in needles { strand.draw(needle, plane, weights) }
      strands = [strand]
    case .dots(let dots):
      let radius: Double? =
        dots.sign == nil ? nil : dots.sign == "·" ? weights.bullet / 2 : weights.bullet
      // An edge as wide as a pixel lies a little further out on a small disc than on a line: its area is meant.
      let own = radius ?? weights.radius(dots.stroke.width)
      var strand = trace(dots.stroke, radius: max(0.25, own * own - 1.0 / 12).squareRoot())
      for place in dots.places { strand.add([place]) }
      strands = [strand]
    case .arrow(let arrow):
      var strand = trace(arrow.stroke)
      strand.draw(arrow, plane, weights)
      strands = [strand]
    case .area(let line): tops = PixelLayer.tops(line.points, plane)
    }
  }

  /// Extends what is drawn to a content; `false` if it has to be drawn anew.
  mutating func extend(
    _ before: LayerContent, _ content: LayerContent, _ plane: PixelPlane, _ weights: LineWeights
  ) -> Bool {
    guard case .trail(let old) = before.shapes, case .trail(let new) = content.shapes else {
      return before.shapes.isEqual(content.shapes) && before.paint.casing == content.paint.casing
    }
    guard old.count <= new.count, old.stroke.dash == new.stroke.dash, old.stroke.width == new.stroke.width,
      PixelLayer.border(old) == PixelLayer.border(new)
    else { return false }
    grow(new)
    return true
  }

  /// The first new point of a trail whose older part looks otherwise; `nil` for a trail of one colour.
  private static func border(_ trail: Trail) -> Int? {
    trail.firstNew > 0 && trail.oldColor != trail.stroke.color ? trail.firstNew : nil
  }

  /// Draws a trail as far as it goes.
  private mutating func grow(_ trail: Trail) {
    let count = max(0, trail.count)
    guard let border = PixelLayer.border(trail) else {
      return strands[0].extend(to: count, point: trail.point)
    }
    // The newer part begins where the older one ends.
    let shared = max(0, border - 1)
    strands[0].extend(to: min(count, border), point: trail.point)
    strands[1].extend(to: max(0, count - shared)) { trail.point($0 + shared) }
  }

  /// The tiles that have changed since the last call.
  mutating func takeTouched() -> [Int32] {
    var tiles: [Int32] = []
    for index in strands.indices { tiles += strands[index].takeTouched() }
    return tiles
  }

  /// Whether anything of it may lie on a tile.
  func isDrawn(on tile: Int) -> Bool { !tops.isEmpty || strands.contains { $0.field.slots[tile] >= 0 } }

  /// The upper border of the ground below a line whose points run from left to right, for each column of pixels.
  private static func tops(_ points: [SIMD2<Double>], _ plane: PixelPlane) -> [Float] {
    var tops = [Float](repeating: .infinity, count: plane.width)
    var index = 0
    for column in 0..<plane.width {
      let x = plane.x.place(at: (Double(column) + 0.5) / Double(plane.width))
      while index + 1 < points.count, points[index + 1].x < x { index += 1 }
      guard index + 1 < points.count, points[index].x <= x else { continue }
      let (a, b) = (points[index], points[index + 1])
      let y = a.y + (b.y - a.y) * (b.x > a.x ? (x - a.x) / (b.x - a.x) : 0)
      let top = plane.place(SIMD2(x, y)).y
      if !top.isNaN { tops[column] = Float(max(-1, min(Double(plane.height) + 1, top))) }
    }
    return tops
  }
}
