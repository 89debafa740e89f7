import TerminalGraphics

/// A line as it lies on the pixels: a value that grows with the line, so that drawing costs as much as it covers.
///
/// A point within a quarter of a pixel of the last one drawn is skipped: it would not be visible.
struct StrokeTrace: Sendable {
  /// Distances to what is drawn.
  private(set) var field: StrokeField
  /// How many points are drawn.
  private(set) var count = 0
  private let plane: PixelPlane
  /// Half of the line's width.
  let radius: Double
  /// Dashes and gaps in pixels; `nil` for a solid line.
  private let dash: (on: Double, off: Double)?
  /// The length of the pieces in which the line is numbered.
  private let piece: Double
  private var pen = SIMD2(Double.nan, .nan)
  private var length = 0.0

  /// A line without points.
  ///
  /// - Parameter casing: how far it reaches beyond its radius.
  init(_ plane: PixelPlane, _ weights: LineWeights, _ stroke: Stroke, radius: Double? = nil, casing: Double) {
    self.plane = plane
    self.radius = radius ?? weights.radius(stroke.width)
    field = StrokeField(
      width: plane.width, height: plane.height, radius: self.radius,
      reach: self.radius + casing + StrokeField.halfDiagonal + StrokeField.margin, weaves: casing > 0)
    piece = weights.piece
    dash = stroke.dash.map { (Double($0.on) * weights.dash, Double($0.off) * weights.dash) }
  }

  /// A point this near to the last one drawn is skipped, in pixels, squared.
  private static let nearness = 0.0625

  /// Extends the line to its first `count` points; never to fewer than before.
  ///
  /// - Parameter point: the point of an index; one that is not finite breaks the line.
  mutating func extend(to count: Int, point: (Int) -> SIMD2<Double>) {
    while self.count < count {
      let place = plane.place(point(self.count))
      self.count += 1
      let way = place - pen
      if (way * way).sum() < StrokeTrace.nearness { continue }
      if way.x.isFinite, way.y.isFinite {
        draw(from: pen, to: place)
      } else if plane.contains(place, margin: field.reach) {
        // A line begins with a dot, also after a break.
        field.add(place, place, tag: tag(.zero))
      }
      pen = place
    }
  }

  /// Lifts the pen: what comes next is another line.
  mutating func lift() {
    pen = SIMD2(.nan, .nan)
    length = 0
  }

  /// Draws a line that does not grow.
  mutating func add(_ points: [SIMD2<Double>]) {
    lift()
    extend(to: count + points.count) { [count] in points[$0 - count] }
  }

  /// Draws a line between places in pixels.
  mutating func addPlaces(_ a: SIMD2<Double>, _ b: SIMD2<Double>) {
    lift()
    draw(from: a, to: b)
    lift()
  }

  /// Draws a filled triangle of places in pixels.
  mutating func add(triangle corners: [SIMD2<Double>]) { field.add(triangle: corners, radius: radius) }

  mutating func takeTouched() -> [Int32] { field.takeTouched() }

  private mutating func draw(from a: SIMD2<Double>, to b: SIMD2<Double>) {
    let way = b - a
    let whole = (way * way).sum().squareRoot()
    defer { length += min(whole, StrokeTrace.longest) }
    let margin = field.reach + 1
    let size = SIMD2(Double(plane.width), Double(plane.height))
    guard plane.width > 0, plane.height > 0,
      let (start, end) = Clipping.segment(a, b, from: SIMD2(-margin, -margin), to: size + margin)
    else { return }
    let (visible, before) = (end - start, start - a)
    let drawn = (visible * visible).sum().squareRoot()
    let first = length + min((before * before).sum().squareRoot(), StrokeTrace.longest)
    guard drawn > 0 else { return }
    // In parts, each within one piece and one dash.
    var place = first
    while place < first + drawn {
      var next = ((place / piece).rounded(.down) + 1) * piece
      var isGap = false
      if let dash {
        let within = place.truncatingRemainder(dividingBy: dash.on + dash.off)
        isGap = within >= dash.on
        next = min(next, place - within + (isGap ? dash.on + dash.off : dash.on))
      }
      // A part has a length, whatever is lost by rounding.
      next = min(first + drawn, max(next, place + 1e-3))
      if !isGap {
        var (from, to) = (place, next)
        if dash != nil {
          // Round ends lengthen a dash.
          let short = min(radius, max(0, (next - place) / 2))
          (from, to) = (place + short * 0.5, next - short * 0.5)
        }
        let (p, q) = ((from - first) / drawn, (to - first) / drawn)
        field.add(start + visible * p, start + visible * q, tag: tag(visible, at: place))
      }
      place = next
    }
  }

  /// A length beyond this is not counted: nothing of it is visible.
  private static let longest = 1e6

  private func tag(_ way: SIMD2<Double>, at place: Double? = nil) -> Int32 {
    StrokeTag(piece: Int((place ?? length) / piece), way).value
  }
}
