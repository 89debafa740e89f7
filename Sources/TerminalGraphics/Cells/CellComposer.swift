/// Turns the shapes of a figure into the layers and glyphs of a canvas.
struct CellComposer {
  var canvas: Canvas
  /// The numbers of contour lines, which give way to what is drawn later.
  private(set) var numbers: [ContourNumber] = []
  private let style: CellStyle
  private let projection: Projection
  /// Lines that follow each other share a layer, so that all keep their dots where they share a cell.
  private var open: DotLayer?
  /// Where words stand that arrows have beyond their tips.
  private var words: [(columns: Range<Int>, row: Int)] = []

  init(_ canvas: Canvas, _ style: CellStyle) {
    (self.canvas, self.style) = (canvas, style)
    projection = canvas.projection
  }

  /// Adds shapes in their order; `traces` gives what is drawn of a trail.
  mutating func add(_ shapes: [Shape], traces: (Trail) -> PathTrace?) {
    for shape in shapes {
      switch shape {
      case .line(let line): draw(line)
      case .field(let field): draw(field)
      case .contours(let contours): draw(contours)
      case .needles(let needles): draw(needles)
      case .trails(let trails): draw(trails, traces)
      case .area(let area): draw(area: area)
      case .dots(let dots): draw(dots)
      case .arrow(let arrow): draw(arrow)
      case .mark(let mark): draw(mark)
      case .label(let label): draw(label)
      case .heads(let marks, let free): draw(marks, keepingFree: free)
      }
    }
    close()
  }

  /// Ends the layer that lines share: what comes next lies above it.
  private mutating func close() {
    if let layer = open { canvas.add(layer) }
    open = nil
  }

  private mutating func draw(_ field: Field) {
    let levels = field.levels(columns: projection.rect.width, rows: 2 * projection.rect.height)
    if field.colors.grounds.isEmpty {
      canvas.setShades(levels, field.signs, field.signColor)
    } else {
      canvas.setHeat(levels, field.colors)
    }
  }

  private mutating func draw(_ contours: ContourLines) {
    close()
    let layer = contours.layer(on: projection, style)
    if let stroke = contours.numbers {
      var ink = style.ink(of: stroke)
      ink.symbol = nil
      // At the same places whatever the lines are drawn with.
      let fine = layer.marker == CellStyle.fine.lines ? layer : contours.layer(on: projection, .fine)
      numbers += ContourNumber.numbers(in: contours, on: fine, ink)
    }
    canvas.add(layer)
  }

  private mutating func draw(_ needles: [Needle]) {
    close()
    var layer = DotLayer(projection, marker: style.lines)
    for needle in needles {
      var ink = style.ink(of: needle.stroke)
      // A sign is clearer than strokes of dots, which are too coarse for a tip.
      ink.symbol = needle.sign
      layer.line(1, isThick: false, point: { _ in needle.place }, ink: { _ in ink })
    }
    canvas.add(layer)
  }

  private mutating func draw(_ trails: [Trail], _ traces: (Trail) -> PathTrace?) {
    close()
    for marker in style.markers(of: trails) {
      let drawn = trails.compactMap { trail in
        style.marker(of: trail.stroke) == marker ? traces(trail).map { (trail, $0) } : nil
      }
      var layer = DotLayer(projection, marker: marker)
      let inks = drawn.map { trail, _ in
        let ink = style.ink(of: trail.stroke)
        var old = ink
        old.color = trail.oldColor
        return (new: ink, old: old)
      }
      layer.add(drawn.map(\.1)) { $1 >= drawn[$0].0.firstNew ? inks[$0].new : inks[$0].old }
      canvas.add(layer, moves: true, hasCasing: drawn.contains { $0.0.stroke.width == .path })
    }
  }

  private mutating func draw(_ line: Line) {
    let marker = style.marker(of: line.stroke)
    if let layer = open, layer.marker != marker { close() }
    var layer = open ?? DotLayer(projection, marker: marker)
    open = nil
    layer.draw(line, style.ink(of: line.stroke), isThick: style.isThick(line.stroke))
    open = layer
  }

  private mutating func draw(_ dots: Dots) {
    close()
    var layer = DotLayer(projection, marker: style.lines)
    var ink = style.ink(of: dots.stroke)
    if let sign = dots.sign { ink.symbol = sign }
    let isThick = style.isThick(dots.stroke)
    for place in dots.places { layer.line(1, isThick: isThick, point: { _ in place }, ink: { _ in ink }) }
    canvas.add(layer)
  }

  private mutating func draw(area line: Line) {
    close()
    canvas.fill(below: line.points, style.ink(of: line.stroke))
  }

  /// Each in a layer of its own: where arrows cross, the later one is drawn whole.
  private mutating func draw(_ arrow: Arrow) {
    close()
    var layer = DotLayer(projection, marker: style.lines)
    layer.arrow(from: arrow.tail, to: arrow.tip, style.ink(of: arrow.stroke))
    canvas.add(layer, hasCasing: true)
    ArrowWord(arrow, on: projection)?.draw(beside: &words, on: &canvas)
  }

  private mutating func draw(_ mark: Mark) {
    close()
    let look = style.style(of: mark, isHead: false)
    canvas.glyph(mark.sign, at: mark.place, look, tint: mark.tint)
    if mark.showsWay { canvas.arrow(towards: mark.place, look) }
  }

  private mutating func draw(_ label: Label) {
    close()
    let cells = label.cells(in: projection.rect)
    canvas.label(label.text, column: cells.x, row: cells.y, style.ink(of: label.stroke))
  }

  /// Heads next to each other where they would share a cell, or arrows at the edge towards those outside.
  private mutating func draw(_ marks: [Mark], keepingFree free: [SIMD2<Double>]) {
    close()
    var (inside, outside): ([HeadPlaces.Sign], [HeadPlaces.Sign]) = ([], [])
    for (index, mark) in marks.enumerated() {
      if let cell = projection.cell(of: mark.place) {
        inside.append(HeadPlaces.Sign(head: index, column: cell.column, row: cell.row, symbol: mark.sign))
      } else if let edge = projection.edge(towards: mark.place) {
        outside.append(HeadPlaces.Sign(head: index, column: edge.column, row: edge.row, symbol: edge.arrow))
      }
    }
    var places = HeadPlaces(projection.rect, keeping: free.compactMap { projection.cell(of: $0) })
    let signs = places.placed(inside) + places.placed(outside, alongEdge: true)
    // Without any room left, the first sign of a place is the visible one.
    for sign in signs.reversed() {
      canvas.glyph(
        sign.symbol, column: sign.column, row: sign.row, style.style(of: marks[sign.head], isHead: true))
    }
  }
}

extension CellStyle {
  /// The markers that trails are drawn with, those of curves first: paths lie above them.
  fileprivate func markers(of trails: [Trail]) -> [Marker] {
    let used = Set(trails.map { marker(of: $0.stroke) })
    return (lines == paths ? [paths] : [lines, paths]).filter(used.contains)
  }
}

extension Field {
  /// The levels at another number of samples: the nearest ones.
  func levels(columns: Int, rows: Int) -> [UInt8] {
    if (columns, rows) == (self.columns, self.rows) { return levels }
    guard self.columns > 0, self.rows > 0 else {
      return Array(repeating: Field.noLevel, count: columns * rows)
    }
    return (0..<columns * rows).map { index in
      let column = (2 * (index % columns) + 1) * self.columns / (2 * columns)
      let row = (2 * (index / columns) + 1) * self.rows / (2 * rows)
      return levels[row * self.columns + column]
    }
  }
}

extension Needle {
  /// The arrow sign of its direction.
  var sign: Unicode.Scalar {
    guard direction != .zero else { return "·" }
    let (x, y) = (direction.x, direction.y)
    // Within an eighth of a turn of an axis; tan 22.5°.
    let bound = 0.41421356
    if abs(y) <= bound * abs(x) { return x > 0 ? "→" : "←" }
    if abs(x) <= bound * abs(y) { return y > 0 ? "↑" : "↓" }
    return x > 0 ? (y > 0 ? "↗" : "↘") : (y > 0 ? "↖" : "↙")
  }
}
