import CCairo
import Raster
import TerminalGraphics

/// Draws a figure through cairo: heights as an image, everything else as vectors.
struct CairoFigure {
  let canvas: CairoCanvas
  let figure: Figure
  let lines: PlotLines
  let weights: LineWeights
  let colors: PageColors
  /// Pixels of images to a unit of the page.
  let detail: Double
  /// The size of ordinary text.
  let em: Double
  /// The heights below everything, whose colours decide what stands out from them; `nil` without any.
  private let field: SmoothField?
  private let fieldColors: MapColors
  /// The plot.
  var box: PageBox { lines.box }

  /// How wide lines are on a page, by the size of its text.
  struct LineWeights {
    /// One point on a page with text of 15.
    let unit: Double

    /// A line's width.
    func width(_ width: Stroke.Width) -> Double {
      switch width {
      case .hair: 0.9 * unit
      case .curve: 1.7 * unit
      case .path: 2.3 * unit
      }
    }

    /// How far a casing reaches beyond its line.
    var casing: Double { 1.1 * unit }
    /// The radius of a head.
    var head: Double { 5.2 * unit }
    /// The radius of a mark.
    var mark: Double { 4.2 * unit }
    /// The unit of dashes.
    var dash: Double { 2.4 * unit }
    /// How long pieces are in which lines take turns.
    var piece: Double { 14 * unit }
  }

  init(
    _ canvas: CairoCanvas, _ figure: Figure, in box: PageBox, em: Double, _ colors: PageColors, detail: Double
  ) {
    (self.canvas, self.figure, self.em, self.colors, self.detail) = (canvas, figure, em, colors, detail)
    lines = PlotLines(figure, in: box)
    weights = LineWeights(unit: em / 15)
    let fields = figure.backdrop.shapes.compactMap { if case .field(let field) = $0 { field } else { nil } }
    field = fields.last.map { SmoothField($0) }
    fieldColors = fields.last?.colors ?? .none
  }

  /// Draws everything inside the plot.
  func draw() throws(CairoError) {
    try canvas.saving { () throws(CairoError) in
      canvas.clip(to: box)
      if let ground = figure.ground, field == nil, colors.ground != nil { canvas.fill(box, ground) }
      for shape in figure.backdrop.shapes + figure.shapes { try draw(shape) }
    }
  }

  /// Draws only the texts of what stays, over lines that leave no room for them.
  func drawWords() throws(CairoError) {
    try canvas.saving { () throws(CairoError) in
      canvas.clip(to: box)
      for shape in figure.backdrop.shapes {
        switch shape {
        case .contours(let contours):
          guard let numbers = places(of: contours, levels(of: contours)) else { continue }
          try draw(numbers, contours.numbers, hasHalo: true)
        case .label(let label): try draw(label)
        default: break
        }
      }
    }
  }

  private func draw(_ shape: Shape) throws(CairoError) {
    switch shape {
    case .field(let field): try draw(field)
    case .contours(let contours): try draw(contours)
    case .needles(let needles): draw(needles)
    case .trails(let trails): draw(trails)
    case .line(let line): draw(line)
    case .area(let line): fill(below: line)
    case .dots(let dots): draw(dots)
    case .arrow(let arrow): try draw(arrow)
    case .mark(let mark): draw(mark)
    case .label(let label): try draw(label)
    case .heads(let marks, let free): draw(marks, keepingFree: free)
    }
  }

  // MARK: Colours

  /// The colour of a tint at a place of the page; its own where no field lies below.
  func color(_ own: Color?, _ tint: MapColors.Tint, at place: SIMD2<Double>) -> Color {
    let own = own ?? colors.text
    guard let field else { return own }
    let share = lines.share(place)
    return switch tint {
    case .own: own
    case .contour: field.color(fieldColors.contours, at: share) ?? own
    case .label: field.color(fieldColors.labels, at: share) ?? own
    }
  }

  /// What sets a path off from what is below it.
  func casing(at place: SIMD2<Double>) -> Color {
    field?.color(fieldColors.casings, at: lines.share(place)) ?? figure.ground ?? colors.base
  }

  /// The colour of the ground at a place.
  func ground(at place: SIMD2<Double>) -> Color {
    field?.color(fieldColors.grounds, at: lines.share(place)) ?? figure.ground ?? colors.base
  }

  /// A stroke's strength as an opacity; tints have their strength already.
  func opacity(_ stroke: Stroke) -> Double {
    field != nil && stroke.tint != .own ? 1 : max(0, min(1, stroke.strength))
  }

  // MARK: Shapes

  private func draw(_ field: Field) throws(CairoError) {
    let (width, height) = (Int((box.width * detail).rounded()), Int((box.height * detail).rounded()))
    try canvas.draw(SmoothField(field).image(width: width, height: height), in: box, isSmooth: true)
  }

  private func draw(_ contours: ContourLines) throws(CairoError) {
    let levels = levels(of: contours)
    let numbers = places(of: contours, levels)
    let width = weights.width(contours.stroke.width)
    for level in levels {
      for line in level.lines.flatMap({ numbers?.cut($0, level.label) ?? [$0] }) {
        drawTinted(line, contours.stroke, width: width)
      }
    }
    if let numbers { try draw(numbers, contours.numbers, hasHalo: false) }
  }

  /// The lines of contours on the page.
  private func levels(of contours: ContourLines) -> [(label: String, lines: [[SIMD2<Double>]])] {
    contours.levels.map { level in
      (level.label, level.lines.flatMap { line in lines.lines(line.count) { line[$0] } })
    }
  }

  /// The size of numbers in contours.
  private var numberSize: Double { 0.74 * em }

  private func places(of contours: ContourLines, _ levels: [(label: String, lines: [[SIMD2<Double>]])])
    -> ContourPlaces?
  {
    guard contours.numbers != nil else { return nil }
    return ContourPlaces(
      levels, in: box, size: numberSize, avoiding: contours.avoided.map { lines.place($0) })
  }

  private func draw(_ places: ContourPlaces, _ stroke: Stroke?, hasHalo: Bool) throws(CairoError) {
    guard let stroke else { return }
    for number in places.numbers {
      let color = color(stroke.color, stroke.tint, at: number.place)
      let halo = hasHalo ? (ground(at: number.place), 0.4 * numberSize) : nil
      try canvas.draw(
        number.text, along: number.direction, middle: number.place, size: numberSize, color, halo: halo)
    }
  }

  /// Draws a line whose colour follows the field below it.
  private func drawTinted(_ line: [SIMD2<Double>], _ stroke: Stroke, width: Double) {
    let dash = stroke.dash.map { [Double($0.on) * weights.dash, Double($0.off) * weights.dash] } ?? []
    guard stroke.tint != .own, field != nil else {
      canvas.add(line)
      return canvas.stroke(stroke.color, width: width, opacity: opacity(stroke), dash: dash)
    }
    // Pieces of one colour; each begins where the last one ends.
    var start = 0
    var current = color(stroke.color, stroke.tint, at: line[0])
    for index in line.indices {
      let here = color(stroke.color, stroke.tint, at: line[index])
      guard here != current || index == line.count - 1 else { continue }
      canvas.add(line[start...index])
      canvas.stroke(current, width: width, dash: dash)
      (start, current) = (index, here)
    }
  }

  private func draw(_ line: Line) {
    for piece in lines.lines(line.points.count, { line.points[$0] }) {
      drawTinted(piece, line.stroke, width: weights.width(line.stroke.width))
    }
  }

  private func fill(below line: Line) {
    for piece in lines.lines(line.points.count, { line.points[$0] }) {
      guard let first = piece.first, let last = piece.last else { continue }
      canvas.cairo.new_path(canvas.context)
      canvas.add(piece + [SIMD2(last.x, box.endY), SIMD2(first.x, box.endY)], isClosed: true)
      canvas.set(line.stroke.color, opacity: opacity(line.stroke))
      canvas.cairo.fill(canvas.context)
    }
  }

  private func draw(_ dots: Dots) {
    let places = dots.places.map { lines.place($0) }.filter { lines.contains($0) }
    canvas.cairo.new_path(canvas.context)
    let radius = dots.sign == nil ? weights.width(dots.stroke.width) : 2.2 * weights.unit
    for place in places {
      if let sign = dots.sign, sign != "•", sign != "·", SignShape.has(sign) {
        canvas.add(SignShape(sign), at: place, radius: radius)
      } else {
        canvas.addCircle(at: place, radius: dots.sign == "·" ? 0.5 * radius : radius)
      }
    }
    canvas.set(dots.stroke.color, opacity: opacity(dots.stroke))
    canvas.cairo.fill(canvas.context)
  }

  private func draw(_ label: Label) throws(CairoError) {
    let size = 0.8 * em
    let place = SIMD2(
      label.corner.isRight ? box.endX - 0.5 * em : box.x + 0.5 * em,
      label.corner.isUpper ? box.y + 1.1 * em : box.endY - 0.6 * em)
    let color = color(label.stroke.color, label.stroke.tint, at: place)
    try canvas.draw(
      label.text, at: place, size: size, color, label.corner.isRight ? .end : .start,
      halo: (ground(at: place), 0.2 * size))
  }
}
