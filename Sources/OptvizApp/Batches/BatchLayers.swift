import Arithmetic
import Optimization
import TerminalGraphics

/// A batch on the map, for the chosen run at the step on display: dashed contours below the paths, and above them
/// arrows of the batch and of all examples, with a cloud of dots for other batches.
struct BatchLayers {
  private let scene: BatchScene?
  private let projection: Projection
  private let look: RunLook
  private let marker: Marker
  private let usesSymbols: Bool
  private let isMono: Bool
  /// Whether arrows are drawn: not together with those of the inspector, which have other lengths.
  private let hasArrows: Bool
  private let allColor: Color
  private let cloudColor: Color

  /// What the model has computed for a map; empty while it plays or where batches are hidden.
  init(_ model: Model, on projection: Projection) {
    self.projection = projection
    (marker, usesSymbols) = (model.document.marker, model.usesSymbols)
    isMono = model.environment.depth == .mono
    hasArrows = model.derived.inspection == nil
    let isCurrent = model.derived.batchScene.map { $0.key == model.batchSceneKey } ?? false
    scene = isCurrent ? model.derived.batchScene : nil
    look =
      model.derived.race.timelines.indices.contains(model.document.chosenRun)
      ? RunLook(model.document.chosenRun, in: model) : .none
    allColor = BatchLayers.allColor(model)
    cloudColor = BatchLayers.cloudColor(look, model)
  }

  /// The batch's contours: dashed, in the run's colour.
  func drawContours(on canvas: inout Canvas) {
    guard let scene, !scene.contours.isEmpty else { return }
    var layer = DotLayer(projection, marker: marker)
    let ink = Ink(look.color, strength: 0.62, symbol: usesSymbols ? "~" : nil)
    for line in scene.contours {
      let dashes = self.dashes(of: line)
      layer.line(dashes.count, isThick: false, point: { dashes[$0] }, ink: { _ in ink })
    }
    canvas.add(layer)
  }

  /// The cloud and the arrows.
  func drawArrows(on canvas: inout Canvas) {
    guard let scene, hasArrows else { return }
    let reach = scene.reach(on: projection)
    guard reach > 0 else { return }
    let head = SIMD2(scene.key.position.x, scene.key.position.y)
    var dots = DotLayer(projection, marker: marker)
    let ink = Ink(cloudColor, symbol: usesSymbols ? ":" : nil)
    for way in scene.cloud {
      dots.line(1, isThick: marker.isFine, point: { _ in head + way * reach }, ink: { _ in ink })
    }
    canvas.add(dots)
    // The longer one first, so that both are visible where they point the same way.
    let arrows = [
      (scene.all, allColor, "all"), (scene.batch, look.color, "batch"),
    ].sorted { projection.columns(of: $0.0) > projection.columns(of: $1.0) }
    for (way, color, _) in arrows {
      var layer = DotLayer(projection, marker: marker)
      layer.arrow(
        from: head, to: head + way * reach,
        Ink(color, symbol: usesSymbols ? "*" : nil, attributes: isMono ? .bold : []))
      canvas.add(layer)
    }
    var taken: [(columns: Range<Int>, row: Int)] = []
    for (way, color, word) in arrows {
      label(
        word, at: head + way * reach, along: way, projection.columns(of: way) * reach, color, &taken,
        on: &canvas)
    }
  }

  /// A shorter arrow, in columns, has no label: its head nearly covers it.
  private static let shortestNamed = 2.5

  /// A word just beyond an arrow's tip, a row further out where another word is already there.
  private func label(
    _ word: String, at tip: SIMD2<Double>, along way: SIMD2<Double>, _ length: Double, _ color: Color,
    _ taken: inout [(columns: Range<Int>, row: Int)], on canvas: inout Canvas
  ) {
    guard length >= BatchLayers.shortestNamed, let cell = projection.cell(of: tip) else { return }
    let rect = projection.rect
    guard rect.width > 20, rect.height > 8 else { return }
    let columns = way.x / projection.x.length * Double(rect.width)
    let rows = -way.y / projection.y.length * Double(rect.height)
    let isSteep = abs(columns) < 2 * abs(rows)
    let first =
      isSteep ? cell.column - word.count / 2 : columns < 0 ? cell.column - word.count - 1 : cell.column + 2
    let column = max(rect.x, min(rect.endX - word.count, first))
    let down = rows < 0 ? -1 : 1
    var row = cell.row + (isSteep ? down : 0)
    let span = column - 1..<column + word.count + 1
    for _ in 0..<2 where taken.contains(where: { $0.row == row && $0.columns.overlaps(span) }) { row += down }
    guard row >= rect.y, row < rect.endY,
      !taken.contains(where: { $0.row == row && $0.columns.overlaps(span) })
    else { return }
    taken.append((span, row))
    for (i, symbol) in word.unicodeScalars.enumerated() {
      canvas.glyph(
        symbol, at: projection.center(column: column + i, row: row), Style(color, on: nil, .bold))
    }
  }

  /// A line cut into dashes, with breaks of the same length between them.
  private func dashes(of line: [SIMD2<Double>]) -> [SIMD2<Double>] {
    let length = marker.isFine ? 3.0 : 1.5
    let dots = SIMD2(Double(marker.columns), Double(marker.rows))
    let gap = SIMD2(Double.nan, .nan)
    var dashes: [SIMD2<Double>] = []
    var isDown = true
    var left = length
    for (a, b) in zip(line, line.dropFirst()) {
      let way = (projection.place(b) - projection.place(a)) * dots
      let whole = (way * way).sum().squareRoot()
      guard whole.isFinite, whole < 1e5 else { continue }
      if isDown { dashes.append(a) }
      var walked = 0.0
      while whole - walked > left {
        walked += left
        dashes.append(a + (b - a) * (walked / whole))
        if isDown { dashes.append(gap) }
        isDown.toggle()
        left = length
      }
      left -= whole - walked
      if isDown { dashes.append(b) }
    }
    return dashes
  }

  /// The colour of the arrow of all examples: the one for important text.
  static func allColor(_ model: Model) -> Color { model.derived.theme.arrows[2] }

  /// The colour of the cloud: the run's, paler, so that its dots do not look like a path.
  static func cloudColor(_ look: RunLook, _ model: Model) -> Color {
    look.color.blended(towards: allColor(model), 0.3)
  }
}
