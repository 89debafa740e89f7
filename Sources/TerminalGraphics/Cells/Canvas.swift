/// A picture in world coordinates, composed per channel: a heat map gives the grounds, lines give symbol and
/// foreground, glyphs are drawn above everything.
///
/// Where several layers have dots in a cell, the last one's are shown, in its ink over the cell's mean ground.
public struct Canvas: Sendable {
  /// The cells and the part of the plane they show.
  public let projection: Projection
  private let ground: Color?
  private var levels: [UInt8] = []
  private var ramp: [Color] = []
  private var colors = MapColors.none
  private var shades: (symbols: [Unicode.Scalar], color: Color?) = ([], nil)
  private var pixels: [Color?] = []
  private var pathGround = PathGround.any
  private var layers: [DotLayer] = []
  /// How fine the ground of each layer's dots is, in levels.
  private var grains: [Int] = []
  /// Whether each layer is set off from the map by its casing.
  private var hasCasing: [Bool] = []
  private var glyphs: [Glyph] = []
  /// Cells of the frame that something will cover: no label is cut by it.
  var covered: Rect?
  /// The composed ground and settled layers; empty before `settle`.
  private var settled: [Cell] = []
  private var labels: [(text: [Unicode.Scalar], column: Int, row: Int, ink: Ink, layer: Int)] = []

  /// The level of a heat map where there is no value.
  public static let noLevel: UInt8 = .max

  /// A symbol above all dots.
  private struct Glyph {
    let column: Int
    let row: Int
    let symbol: Unicode.Scalar
    let style: Style
    var tint = MapColors.Tint.own
    /// Whether it is a letter of a word, not a sign.
    var isText = false
  }

  /// An empty picture on a ground.
  public init(_ projection: Projection, ground: Color?) {
    self.projection = projection
    self.ground = ground
  }

  /// Sets the heat map: a level for each half cell, row by row from the top left, and the colour of each level.
  ///
  /// `levels` has `width * height * 2` entries; `noLevel` shows the plain ground.
  public mutating func setHeat(_ levels: [UInt8], ramp: [Color]) {
    precondition(levels.count == projection.rect.width * projection.rect.height * 2)
    self.levels = ramp.isEmpty ? [] : levels
    self.ramp = ramp
  }

  /// Sets the heat map: a level for each half cell, row by row from the top left, and the colours of each level and of
  /// what stands upon it.
  public mutating func setHeat(_ levels: [UInt8], _ colors: MapColors) {
    setHeat(levels, ramp: colors.grounds)
    self.colors = colors
  }

  /// Sets symbols in place of a heat map, for the lowest levels from 0 on, in one colour.
  public mutating func setShades(_ levels: [UInt8], _ symbols: [Unicode.Scalar], _ color: Color?) {
    precondition(levels.count == projection.rect.width * projection.rect.height * 2)
    (self.levels, shades) = (symbols.isEmpty ? [] : levels, (symbols, color))
  }

  /// Sets a picture in place of a heat map: a colour for each half cell, row by row from the top left; `nil` shows the
  /// plain ground.
  ///
  /// `pixels` has `width * height * 2` entries, or none for no picture.
  /// - Parameter pathGround: the ground below paths and glyphs.
  public mutating func setPixels(_ pixels: [Color?], pathGround: PathGround = .any) {
    precondition(pixels.isEmpty || pixels.count == projection.rect.width * projection.rect.height * 2)
    (self.pixels, self.pathGround) = (pixels, pathGround)
  }

  /// Colours the ground below a line, whose points run from left to right, to half a cell; without a ground nothing.
  public mutating func fill(below points: [SIMD2<Double>], _ ink: Ink) {
    guard let ground, levels.isEmpty else { return }
    let (width, height) = (projection.rect.width, 2 * projection.rect.height)
    if pixels.isEmpty { pixels = Array(repeating: nil, count: width * height) }
    let color = ink.color(on: ground)
    var index = 0
    for column in 0..<width {
      let x = projection.world(SIMD2(Double(column) + 0.5, 0)).x
      while index + 1 < points.count, points[index + 1].x < x { index += 1 }
      guard index + 1 < points.count, points[index].x <= x else { continue }
      let (a, b) = (points[index], points[index + 1])
      let y = a.y + (b.y - a.y) * (b.x > a.x ? (x - a.x) / (b.x - a.x) : 0)
      let top = 2 * projection.place(SIMD2(x, y)).y
      guard !top.isNaN else { continue }
      for half in max(0, Int(max(0, min(Double(height), top)).rounded()))..<height {
        pixels[half * width + column] = color
      }
    }
  }

  /// The picture's colours of a cell's upper and lower half, the ground where it has none.
  private func pixelPair(_ column: Int, _ row: Int) -> (upper: Color?, lower: Color?)? {
    guard !pixels.isEmpty else { return nil }
    let width = projection.rect.width
    return (
      pixels[2 * row * width + column] ?? ground, pixels[(2 * row + 1) * width + column] ?? ground
    )
  }

  /// Adds a layer of dots above the others.
  ///
  /// - Parameter moves: whether it is redrawn from frame to frame. Its ground is then rounded to fewer levels: this is
  ///   hardly visible under dots, and neighbouring cells of a line share their colours, which are most of the output of
  ///   a moving line.
  /// - Parameter hasCasing: whether the ground of its dots is that of paths, from which they are set off.
  public mutating func add(_ layer: DotLayer, moves: Bool = false, hasCasing: Bool = false) {
    layers.append(layer)
    grains.append(moves ? Canvas.coarse : Canvas.fine)
    self.hasCasing.append(hasCasing)
  }

  private static let coarse = 16
  private static let fine = 4

  /// Sets a symbol on the cell that shows a world point, above all dots; ignored outside the picture.
  ///
  /// With a colour of its own it has the ground of a path; with one of the map, that of the map.
  public mutating func glyph(
    _ symbol: Unicode.Scalar, at point: SIMD2<Double>, _ style: Style, tint: MapColors.Tint = .own
  ) {
    guard let cell = projection.cell(of: point) else { return }
    glyphs.append(Glyph(column: cell.column, row: cell.row, symbol: symbol, style: style, tint: tint))
  }

  /// Sets a symbol on a cell of the frame, above all dots; ignored outside the picture.
  ///
  /// - Parameter isText: whether it is a letter of a word.
  public mutating func glyph(
    _ symbol: Unicode.Scalar, column: Int, row: Int, _ style: Style, isText: Bool = false
  ) {
    guard projection.rect.contains(column: column, row: row) else { return }
    glyphs.append(Glyph(column: column, row: row, symbol: symbol, style: style, isText: isText))
  }

  /// Sets a text into the present layers, with a blank on either side, beginning at a cell of the frame.
  ///
  /// The whole text gives way to a later layer that has dots near it and to a glyph: a label must never hide a line.
  public mutating func label(_ text: String, column: Int, row: Int, _ ink: Ink) {
    let (first, end) = (
      column - 1 - projection.rect.x, column + 1 + text.unicodeScalars.count - projection.rect.x
    )
    guard first >= 0, end <= projection.rect.width, row >= projection.rect.y, row < projection.rect.endY
    else {
      return
    }
    labels.append((Array(text.unicodeScalars), first, row - projection.rect.y, ink, layers.count))
  }

  /// Sets an arrow at the edge, pointing towards a point outside; ignored for a point inside.
  public mutating func arrow(towards point: SIMD2<Double>, _ style: Style) {
    guard let edge = projection.edge(towards: point) else { return }
    glyphs.append(Glyph(column: edge.column, row: edge.row, symbol: edge.arrow, style: style))
  }

  /// Composes the present layers, below all later ones: if they stay from frame to frame, redrawing costs only a copy.
  ///
  /// Call it before a label or a glyph is added.
  public mutating func settle() {
    let rect = Rect(x: 0, y: 0, width: projection.rect.width, height: projection.rect.height)
    var frame = Frame(width: rect.width, height: rect.height)
    compose(at: rect, on: &frame)
    (settled, layers, grains, hasCasing) = (frame.cells, [], [], [])
  }

  /// Composes the picture into a frame.
  public func draw(on frame: inout Frame) {
    let rect = projection.rect
    let owners = compose(at: rect, on: &frame)
    for label in labels where hasRoom(label.text.count + 2, label.column, label.row, owners, label.layer) {
      draw(label.text, label.column, label.row, label.ink, on: &frame)
    }
    for glyph in glyphs {
      let (column, row) = (glyph.column - rect.x, glyph.row - rect.y)
      let level = pixels.isEmpty ? dotLevel(column, row, Canvas.coarse) : nil
      let tint = level.flatMap { colors.color(glyph.tint, on: $0) }
      let mean =
        tint == nil
        ? level.map(casing) ?? dotGround(column, row, Canvas.coarse).map(pathGround.color)
        : level.map(color) ?? nil
      frame[glyph.column, glyph.row] = Cell(
        glyph.symbol, foreground: tint ?? glyph.style.foreground, background: glyph.style.background ?? mean,
        attributes: glyph.style.attributes)
    }
  }

  /// Draws the labels alone, and the letters that are glyphs, on cells without a ground: the rest is an image below them.
  func drawTexts(on frame: inout Frame) {
    let owners = owners
    for label in labels where hasRoom(label.text.count + 2, label.column, label.row, owners, label.layer) {
      draw(label.text, label.column, label.row, label.ink, hasGround: false, on: &frame)
    }
    for glyph in glyphs where glyph.isText {
      frame[glyph.column, glyph.row] = Cell(
        glyph.symbol, foreground: glyph.style.foreground, attributes: glyph.style.attributes)
    }
  }

  /// Composes ground and layers into cells of a frame, and returns for each the number of layers up to the last with
  /// dots in it.
  @discardableResult
  private func compose(at rect: Rect, on frame: inout Frame) -> [UInt16] {
    let owners = owners
    var tints = layers.map { Tints($0.inks, levels: ramp.count) }
    let columns = max(0, -rect.x)..<max(0, -rect.x, min(rect.width, frame.width - rect.x))
    for row in max(0, -rect.y)..<max(0, -rect.y, min(rect.height, frame.height - rect.y)) {
      let (line, first) = (row * rect.width, columns.lowerBound)
      if settled.isEmpty {
        frame.setCells(row: rect.y + row, from: rect.x + first, count: columns.count) {
          groundCell(first + $0, row)
        }
      } else {
        let part = settled[line + first..<line + columns.upperBound]
        frame.setCells(row: rect.y + row, from: rect.x + first, part)
      }
      for column in columns where owners[line + column] != 0 {
        let owner = Int(owners[line + column]) - 1
        frame[rect.x + column, rect.y + row] = dotCell(column, row, owner, &tints[owner])
      }
    }
    return owners
  }

  /// A cell whose halves have two colours, or one.
  private static func heatCell(_ upper: Color?, _ lower: Color?) -> Cell {
    upper == lower
      ? Cell(" ", background: upper) : Cell("▀", foreground: upper, background: lower)
  }

  /// A cell with the dots of a layer.
  private func dotCell(_ column: Int, _ row: Int, _ owner: Int, _ tints: inout Tints) -> Cell {
    let cell = row * projection.rect.width + column
    let layer = layers[owner]
    let number = Int(layer.inkNumbers[cell])
    let ink = layer.inks[number]
    let symbol = ink.symbol ?? layer.marker.symbols[Int(layer.sets[cell])]
    if pixels.isEmpty, let level = dotLevel(column, row, grains[owner]) {
      if let full = colors.color(ink.tint, on: level) {
        let ground = color(level)
        let foreground = ink.strength < 1 ? tints.color(number, ink, level, from: ground, to: full) : full
        return Cell(symbol, foreground: foreground, background: ground, attributes: ink.attributes)
      }
      let mean = hasCasing[owner] ? casing(level) : color(level)
      let foreground = ink.strength < 1 ? tints.color(number, ink, level, on: mean) : ink.color
      return Cell(symbol, foreground: foreground, background: mean, attributes: ink.attributes)
    }
    var mean = dotGround(column, row, grains[owner])
    if hasCasing[owner] { mean = mean.map(pathGround.color) }
    return Cell(symbol, foreground: ink.color(on: mean), background: mean, attributes: ink.attributes)
  }

  /// The colours of a layer's inks on the levels of a heat map, each blended once.
  private struct Tints {
    private let levels: Int
    private var colors: [Color?]

    init(_ inks: [Ink], levels: Int) {
      self.levels = levels
      colors = Array(repeating: nil, count: inks.contains { $0.strength < 1 } ? inks.count * levels : 0)
    }

    mutating func color(_ number: Int, _ ink: Ink, _ level: UInt8, on ground: Color?) -> Color {
      color(number, ink, level, from: ground, to: ink.color)
    }

    mutating func color(_ number: Int, _ ink: Ink, _ level: UInt8, from ground: Color?, to full: Color)
      -> Color
    {
      guard let ground else { return full }
      guard level < levels else { return ground.blended(towards: full, ink.strength) }
      let place = number * levels + Int(level)
      if let known = colors[place] { return known }
      let color = ground.blended(towards: full, ink.strength)
      colors[place] = color
      return color
    }
  }

  /// For each cell, the number of layers up to the last one with dots in it; 0 without dots.
  private var owners: [UInt16] {
    precondition(layers.count < UInt16.max)
    var owners = [UInt16](repeating: 0, count: projection.rect.width * projection.rect.height)
    for (index, layer) in layers.enumerated() {
      let number = UInt16(index + 1)
      layer.sets.withUnsafeBufferPointer { sets in
        for cell in sets.indices where sets[cell] != 0 { owners[cell] = number }
      }
    }
    return owners
  }

  /// Whether these cells of a row, and those close to them, are free of glyphs and of dots from a layer on.
  private func hasRoom(_ count: Int, _ column: Int, _ row: Int, _ owners: [UInt16], _ layer: Int) -> Bool {
    let rect = projection.rect
    if let covered, (covered.y..<covered.endY).contains(rect.y + row),
      rect.x + column < covered.endX, covered.x < rect.x + column + count
    {
      return false
    }
    // A head may stand a cell away from its path, so a label near a path stays hidden.
    for near in max(0, row - 1)...min(rect.height - 1, row + 1) {
      for cell in max(0, column - 1)..<min(rect.width, column + count + 1)
      where Int(owners[near * rect.width + cell]) > layer { return false }
    }
    return !glyphs.contains {
      $0.row - rect.y == row && (column..<column + count).contains($0.column - rect.x)
    }
  }

  private func draw(
    _ text: [Unicode.Scalar], _ column: Int, _ row: Int, _ ink: Ink, hasGround: Bool = true,
    on frame: inout Frame
  ) {
    let rect = projection.rect
    for place in [column, column + text.count + 1] where hasGround {
      frame[rect.x + place, rect.y + row] = groundCell(place, row)
    }
    // One colour for all of it: that of its middle.
    let middle = pixels.isEmpty ? dotLevel(column + 1 + text.count / 2, row, Canvas.fine) : nil
    let color = middle.flatMap { colors.color(ink.tint, on: $0) }
    for (i, symbol) in text.enumerated() {
      let mean = dotGround(column + 1 + i, row, Canvas.fine)
      frame[rect.x + column + 1 + i, rect.y + row] = Cell(
        symbol, foreground: color ?? ink.color(on: mean), background: hasGround ? mean : nil,
        attributes: ink.attributes)
    }
  }

  /// The colours of a cell's upper and lower half.
  private func halves(_ column: Int, _ row: Int) -> (UInt8, UInt8) {
    let width = projection.rect.width
    return (levels[2 * row * width + column], levels[(2 * row + 1) * width + column])
  }

  /// The level of a cell with dots: the mean of both halves, rounded to every few levels of a fine ramp;
  /// `nil` without a heat map.
  private func dotLevel(_ column: Int, _ row: Int, _ grain: Int) -> UInt8? {
    guard !levels.isEmpty, !ramp.isEmpty else { return nil }
    let (upper, lower) = halves(column, row)
    if upper == Canvas.noLevel { return lower }
    if lower == Canvas.noLevel { return upper }
    let sum = Int(upper) + Int(lower)
    return UInt8(ramp.count < 64 ? sum / 2 : (sum + grain) / (2 * grain) * grain)
  }

  /// The ground of a cell with dots.
  private func dotGround(_ column: Int, _ row: Int, _ grain: Int) -> Color? {
    if let (upper, lower) = pixelPair(column, row) {
      guard let upper, let lower, upper != lower else { return upper ?? lower }
      return upper.blended(towards: lower, 0.5)
    }
    return dotLevel(column, row, grain).map(color) ?? ground
  }

  private func groundCell(_ column: Int, _ row: Int) -> Cell {
    if let (upper, lower) = pixelPair(column, row) { return Canvas.heatCell(upper, lower) }
    guard !levels.isEmpty else { return Cell(" ", background: ground) }
    let (upper, lower) = halves(column, row)
    if ramp.isEmpty {
      // The higher half decides, so that a band is not drawn wider than it is.
      let level = Int(max(upper, lower))
      guard level < shades.symbols.count else { return Cell(" ", background: ground) }
      return Cell(shades.symbols[level], foreground: shades.color, background: ground)
    }
    return Canvas.heatCell(color(upper), color(lower))
  }

  /// The ground below a path or a glyph.
  private func casing(_ level: UInt8) -> Color? {
    colors.casing(level) ?? color(level)
  }

  private func color(_ level: UInt8) -> Color? {
    level == Canvas.noLevel ? ground : ramp[min(Int(level), ramp.count - 1)]
  }
}
