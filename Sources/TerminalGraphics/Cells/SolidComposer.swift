/// Turns the shapes of a figure on a solid into the layers and glyphs of a canvas: each lies on the surface.
///
/// What has no place on a surface is left out: heights as colours, which are the solid's own, and the ground below a line,
/// and what stands in a corner.
struct SolidComposer {
  var canvas: Canvas
  private let figure: Figure
  private let picture: SolidPicture
  private let style: CellStyle

  /// Parts behind a hill are dotted.
  private static let hidden = SolidPicture.Hidden.dotted(every: 3.5, strength: 0.5)
  /// The most points of a path that are drawn; more could not be told apart.
  private static let mostPoints = 8_000

  init(_ canvas: Canvas, _ figure: Figure, _ picture: SolidPicture, _ style: CellStyle) {
    (self.canvas, self.figure, self.picture, self.style) = (canvas, figure, picture, style)
  }

  /// Adds shapes in their order.
  mutating func add(_ shapes: [Shape]) {
    for shape in shapes {
      switch shape {
      case .field, .area, .needles, .label: break
      case .contours(let contours): draw(contours)
      case .trails(let trails): draw(trails)
      case .line(let line): drape([line.points], line.stroke, .left)
      case .arrow(let arrow): drape([[arrow.tail, arrow.tip]], arrow.stroke, SolidComposer.hidden)
      case .dots(let dots): drape(dots.places.map { [$0] }, dots.stroke, .left)
      case .mark(let mark): draw(mark, isHead: false)
      // The first is the most important one, and lies above the others.
      case .heads(let marks, _): for mark in marks.reversed() { draw(mark, isHead: true) }
      }
    }
  }

  /// Draws the box and the outlines of a solid.
  mutating func draw(_ solid: Solid) {
    var layer = DotLayer(picture.plane, marker: style.lines)
    SolidBox(solid, picture).drawEdges(on: &layer, style.ink(of: solid.box))
    canvas.add(layer)
    var outlines = DotLayer(picture.plane, marker: style.lines)
    picture.silhouette(on: &outlines, style.ink(of: solid.silhouette))
    canvas.add(outlines)
  }

  /// A place of the plane as shares of the solid's sides.
  private func share(_ place: SIMD2<Double>) -> SIMD2<Double> {
    SIMD2(figure.x.share(of: place.x), figure.y.share(of: place.y))
  }

  private mutating func draw(_ contours: ContourLines) {
    drape(contours.levels.flatMap(\.lines), contours.stroke, .left)
  }

  private mutating func drape(_ lines: [[SIMD2<Double>]], _ stroke: Stroke, _ hidden: SolidPicture.Hidden) {
    var layer = DotLayer(picture.plane, marker: style.marker(of: stroke))
    let ink = style.ink(of: stroke)
    for points in lines {
      picture.drape(
        points.count, on: &layer, isThick: style.isThick(stroke), hidden: hidden,
        point: { share(points[$0]) },
        ink: { _ in ink })
    }
    canvas.add(layer, hasCasing: stroke.width == .path)
  }

  private mutating func draw(_ trails: [Trail]) {
    guard let stroke = trails.first?.stroke else { return }
    var layer = DotLayer(picture.plane, marker: style.marker(of: stroke))
    for trail in trails where trail.count > 0 {
      let last = trail.count - 1
      let stride = last / SolidComposer.mostPoints + 1
      let ink = style.ink(of: trail.stroke)
      var old = ink
      old.color = trail.oldColor
      picture.drape(
        (last + stride - 1) / stride + 1, on: &layer, isThick: style.isThick(trail.stroke),
        hidden: SolidComposer.hidden, point: { share(trail.point(min(last, $0 * stride))) },
        ink: { min(last, $0 * stride) >= trail.firstNew ? ink : old })
    }
    canvas.add(layer, hasCasing: stroke.width == .path)
  }

  /// Sets a sign on the surface, paler behind a hill; nothing beside the solid.
  private mutating func draw(_ mark: Mark, isHead: Bool) {
    let share = share(mark.place)
    guard (0...1).contains(share.x), (0...1).contains(share.y) else { return }
    let place = picture.place(on: share)
    guard place.x.isFinite, place.y.isFinite else { return }
    var look = style.style(of: mark, isHead: isHead)
    if !picture.isVisible(place), let color = look.foreground {
      look = Style((figure.ground ?? Color(0)).blended(towards: color, 0.55), on: nil, [])
    }
    canvas.glyph(mark.sign, at: picture.onPlane(place), look)
  }
}
