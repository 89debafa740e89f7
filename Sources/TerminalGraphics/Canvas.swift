/// A picture in world coordinates, composed per channel: a heat map gives the grounds, lines give symbol and
/// foreground, glyphs stand above all.
///
/// Where several layers have dots in a cell, the last one's are shown, in its ink over the cell's mean ground.
public struct Canvas: Sendable {
  /// The cells and the part of the plane they show.
  public let projection: Projection
  private let ground: Color?
  private var levels: [UInt8] = []
  private var ramp: [Color] = []
  private var pixels: [Color?] = []
  private var layers: [DotLayer] = []
  private var glyphs: [(column: Int, row: Int, symbol: Unicode.Scalar, style: Style)] = []
  private var labels: [(text: [Unicode.Scalar], column: Int, row: Int, ink: Ink, layer: Int)] = []

  /// The level of a heat map where there is no value.
  public static let noLevel: UInt8 = .max

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

  /// Sets a picture in place of a heat map: a colour for each half cell, row by row from the top left; `nil` shows the
  /// plain ground.
  ///
  /// `pixels` has `width * height * 2` entries, or none for no picture.
  public mutating func setPixels(_ pixels: [Color?]) {
    precondition(pixels.isEmpty || pixels.count == projection.rect.width * projection.rect.height * 2)
    self.pixels = pixels
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
  public mutating func add(_ layer: DotLayer) { layers.append(layer) }

  /// Sets a symbol on the cell that shows a world point, above all dots; outside the picture nothing happens.
  public mutating func glyph(_ symbol: Unicode.Scalar, at point: SIMD2<Double>, _ style: Style) {
    guard let cell = projection.cell(of: point) else { return }
    glyphs.append((cell.column, cell.row, symbol, style))
  }

  /// Sets a symbol on a cell of the frame, above all dots; outside the picture nothing happens.
  public mutating func glyph(_ symbol: Unicode.Scalar, column: Int, row: Int, _ style: Style) {
    guard projection.rect.contains(column: column, row: row) else { return }
    glyphs.append((column, row, symbol, style))
  }

  /// Sets a text into the layers there are so far, with a blank on either side, from a cell of the frame on.
  ///
  /// It gives way, whole, to a later layer that has dots near it and to a glyph: a label must never hide a line.
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

  /// Sets an arrow at the edge, pointing towards a point outside; for a point inside nothing happens.
  public mutating func arrow(towards point: SIMD2<Double>, _ style: Style) {
    guard let edge = projection.edge(towards: point) else { return }
    glyphs.append((edge.column, edge.row, edge.arrow, style))
  }

  /// Composes the picture into a frame.
  public func draw(on frame: inout Frame) {
    let rect = projection.rect
    let owners = owners
    for row in 0..<rect.height {
      for column in 0..<rect.width {
        let cell = row * rect.width + column
        if owners[cell] > 0 {
          let layer = layers[owners[cell] - 1]
          let mean = dotGround(column, row)
          let ink = layer.inks[cell]
          frame[rect.x + column, rect.y + row] = Cell(
            ink.symbol ?? layer.marker.symbols[Int(layer.sets[cell])], foreground: ink.color(on: mean),
            background: mean, attributes: ink.attributes)
        } else {
          frame[rect.x + column, rect.y + row] = groundCell(column, row)
        }
      }
    }
    for label in labels where hasRoom(label.text.count + 2, label.column, label.row, owners, label.layer) {
      draw(label.text, label.column, label.row, label.ink, on: &frame)
    }
    for glyph in glyphs {
      let mean = dotGround(glyph.column - rect.x, glyph.row - rect.y)
      frame[glyph.column, glyph.row] = Cell(
        glyph.symbol, foreground: glyph.style.foreground, background: glyph.style.background ?? mean,
        attributes: glyph.style.attributes)
    }
  }

  /// For each cell how many layers there are up to the last with dots in it; 0 where there are no dots.
  private var owners: [Int] {
    var owners = [Int](repeating: 0, count: projection.rect.width * projection.rect.height)
    for (index, layer) in layers.enumerated() {
      layer.sets.withUnsafeBufferPointer { sets in
        for cell in sets.indices where sets[cell] != 0 { owners[cell] = index + 1 }
      }
    }
    return owners
  }

  /// Whether nothing from a layer on, and no glyph, is in so many cells of a row or close to them.
  private func hasRoom(_ count: Int, _ column: Int, _ row: Int, _ owners: [Int], _ layer: Int) -> Bool {
    let rect = projection.rect
    // A head may stand a cell beside its path; so a label that a path comes near is gone for good.
    for near in max(0, row - 1)...min(rect.height - 1, row + 1) {
      for cell in max(0, column - 1)..<min(rect.width, column + count + 1)
      where owners[near * rect.width + cell] > layer { return false }
    }
    return !glyphs.contains {
      $0.row - rect.y == row && (column..<column + count).contains($0.column - rect.x)
    }
  }

  private func draw(
    _ text: [Unicode.Scalar], _ column: Int, _ row: Int, _ ink: Ink, on frame: inout Frame
  ) {
    let rect = projection.rect
    for place in [column, column + text.count + 1] {
      frame[rect.x + place, rect.y + row] = groundCell(place, row)
    }
    for (i, symbol) in text.enumerated() {
      let mean = dotGround(column + 1 + i, row)
      frame[rect.x + column + 1 + i, rect.y + row] = Cell(
        symbol, foreground: ink.color(on: mean), background: mean, attributes: ink.attributes)
    }
  }

  /// The colours of a cell's upper and lower half.
  private func halves(_ column: Int, _ row: Int) -> (UInt8, UInt8) {
    let width = projection.rect.width
    return (levels[2 * row * width + column], levels[(2 * row + 1) * width + column])
  }

  /// The one colour that stands for a cell's ground.
  private func meanGround(_ column: Int, _ row: Int) -> Color? {
    guard !levels.isEmpty else { return ground }
    let (upper, lower) = halves(column, row)
    if upper == Canvas.noLevel { return lower == Canvas.noLevel ? ground : color(lower) }
    if lower == Canvas.noLevel { return color(upper) }
    return color(UInt8((Int(upper) + Int(lower)) / 2))
  }

  /// The ground of a cell with dots: the mean, rounded to every eighth level of a fine ramp.
  ///
  /// The eye sees no difference, and neighbouring cells of a line share their colours, which is most of what a moving
  /// line costs.
  private func dotGround(_ column: Int, _ row: Int) -> Color? {
    if let (upper, lower) = pixelPair(column, row) {
      guard let upper, let lower, upper != lower else { return upper ?? lower }
      return upper.blended(towards: lower, 0.5)
    }
    guard !levels.isEmpty, ramp.count >= 64 else { return meanGround(column, row) }
    let (upper, lower) = halves(column, row)
    guard upper != Canvas.noLevel, lower != Canvas.noLevel else { return meanGround(column, row) }
    return color(UInt8((Int(upper) + Int(lower) + 8) / 16 * 8))
  }

  private func groundCell(_ column: Int, _ row: Int) -> Cell {
    if let (upper, lower) = pixelPair(column, row) {
      return upper == lower
        ? Cell(" ", background: upper) : Cell("▀", foreground: upper, background: lower)
    }
    guard !levels.isEmpty else { return Cell(" ", background: ground) }
    let (upper, lower) = halves(column, row)
    if upper == lower { return Cell(" ", background: color(upper)) }
    return Cell("▀", foreground: color(upper), background: color(lower))
  }

  private func color(_ level: UInt8) -> Color? {
    level == Canvas.noLevel ? ground : ramp[min(Int(level), ramp.count - 1)]
  }
}
