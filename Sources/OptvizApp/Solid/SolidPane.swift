import Optimization
import TerminalGraphics

extension PaneID {
  public static let solid = PaneID("solid")
}

/// The surface in three dimensions, with the runs on it.
enum SolidPane: Pane {
  static let id = PaneID.solid
  static let place = PanePlace.main
  static let takesFocus = true
  static let canHide = false
  static let keys: [Command] = [
    .turnSolid(-1, 0), .turnSolid(1, 0), .turnSolid(0, 1), .turnSolid(0, -1), .magnifySolid(1.25),
    .magnifySolid(0.8), .resetSolid, .nextView,
  ]

  static func draw(_ model: Model, in rect: Rect, on frame: inout Frame) -> [HitRegion] {
    let theme = model.derived.theme
    let camera = model.document.solid.camera
    func degrees(_ angle: Double) -> String { Numerals.short(angle.rounded(), digits: 3) + "°" }
    var note = "yaw \(degrees(camera.yaw))  pitch \(degrees(camera.pitch))"
    if camera.magnification != 1 { note += "  ×\(Numerals.short(camera.magnification, digits: 3))" }
    let border = PanelBorder(
      pane: id, rect: rect, title: model.document.experiment.surface.entry.card.name,
      titleStyle: theme.strongStyle, note: note)
    let keys = border.draw(model, on: &frame)
    let inner = rect.inside
    guard !inner.isEmpty, let view = model.derived.solid.view, view.picture.rect == inner else { return keys }
    var canvas = Canvas(view.picture.plane, ground: theme.ground)
    canvas.setPixels(view.picture.pixels)
    canvas.add(view.lines)
    SolidPaths.draw(model, on: view.picture, &canvas)
    canvas.draw(on: &frame)
    labels(model, view, in: inner, on: &frame)
    hint(model, in: rect, on: &frame)
    return keys + [HitRegion(rect: inner, target: .solid)]
  }

  /// Writes the box's labels where nothing else is.
  private static func labels(_ model: Model, _ view: SolidView, in rect: Rect, on frame: inout Frame) {
    for label in SolidBox(view.picture).labels(model, model.derived.solid.scene?.range) {
      let columns = label.column..<label.column + Frame.columns(of: label.text)
      let isFree = columns.allSatisfy { column in
        let cell = frame[column, label.row]
        return cell.symbol == " " && cell.background == model.derived.theme.ground
      }
      if isFree {
        frame.put(label.text, column: label.column, row: label.row, model.derived.theme.quietStyle)
      }
    }
  }

  /// The keys that turn the picture, in the lower border.
  private static func hint(_ model: Model, in rect: Rect, on frame: inout Frame) {
    let wordings = ["drag turns · wheel zooms · click sets the start", "drag turns · click starts", ""]
    let text = wordings.first { Frame.columns(of: $0) + 6 <= rect.width } ?? ""
    if !text.isEmpty {
      frame.put(" \(text) ", column: rect.x + 2, row: rect.endY - 1, model.derived.theme.quietStyle)
    }
  }
}
