import Optimization
import TerminalGraphics

/// The legend in the map's lower border, as long as there is room for.
struct BatchLegend {
  /// The pieces, a blank between them.
  let pieces: [(text: String, style: Style)]

  /// The longest wording that fits a width; no pieces if nothing is shown or nothing fits.
  init(_ model: Model, width: Int) {
    guard let scene = model.derived.batchScene, scene.key == model.batchSceneKey,
      let counters = BatchCounters(model),
      let batches = model.derived.race.batches(of: model.document.chosenRun)
    else {
      pieces = []
      return
    }
    let look = RunLook(model.document.chosenRun, in: model)
    let theme = model.derived.theme
    let quiet = theme.quietStyle
    let full = Style(BatchShapes.allColor(model), on: theme.ground, .bold)
    let own = Style(look.color, on: theme.ground, .bold)
    let pale = Style(BatchShapes.cloudColor(look, model), on: theme.ground)
    let line = Style(look.color, on: theme.ground)
    let (all, others) = (batches.exampleCount.grouped, scene.cloud.count)
    let hasContours = !scene.contours.isEmpty
    func wording(_ pieces: [(String, Style)?]) -> [(text: String, style: Style)] { pieces.compactMap { $0 } }
    // The inspector's own arrows replace these.
    let arrows = model.derived.inspection == nil
    let dots = arrows && others > 0
    let contours = { (text: String) in hasContours ? (text, line) : nil }
    let wordings = [
      wording([
        arrows ? ("\(counters.batchText) ─ downhill:", quiet) : (counters.batchText, quiet),
        arrows ? ("→ all \(all) examples", full) : nil, arrows ? ("→ this batch", own) : nil,
        dots ? ("∴ \(others) other batches", pale) : nil, contours("╌ this batch's contours"),
      ]),
      wording([
        (counters.batchText, quiet), arrows ? ("downhill", quiet) : nil, arrows ? ("→ all", full) : nil,
        arrows ? ("→ batch", own) : nil, dots ? ("∴ \(others) others", pale) : nil,
        contours("╌ its contours"),
      ]),
      wording([
        arrows ? ("→ all", full) : nil, arrows ? ("→ batch", own) : nil, dots ? ("∴ others", pale) : nil,
        contours("╌ its J"),
      ]),
      wording([
        arrows ? ("→ all", full) : nil, arrows ? ("→ batch", own) : nil, dots ? ("∴ others", pale) : nil,
      ]),
    ]
    pieces = wordings.first { BatchLegend.columns(of: $0) <= width } ?? []
  }

  private static let gap = 2

  private static func columns(of pieces: [(text: String, style: Style)]) -> Int {
    pieces.map { Frame.columns(of: $0.text) }.reduce(0, +) + gap * max(0, pieces.count - 1) + 2
  }

  /// Writes it into a rectangle's lower border, from the left.
  static func draw(_ model: Model, in rect: Rect, on frame: inout Frame) {
    let legend = BatchLegend(model, width: rect.width - 4)
    guard !legend.pieces.isEmpty, rect.height >= 2 else { return }
    let row = rect.endY - 1
    var column = rect.x + 2
    frame.put(" ", column: column, row: row, model.derived.theme.quietStyle)
    column += 1
    for (i, piece) in legend.pieces.enumerated() {
      column += frame.put(piece.text, column: column, row: row, piece.style)
      let blanks = String(repeating: " ", count: i == legend.pieces.count - 1 ? 1 : gap)
      column += frame.put(blanks, column: column, row: row, model.derived.theme.quietStyle)
    }
  }
}
