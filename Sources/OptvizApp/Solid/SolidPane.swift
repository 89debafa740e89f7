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

  static func draw(_ model: Model, in rect: Rect, on frame: inout Frame) -> PaneContent {
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
    guard !inner.isEmpty, let (figure, picture) = model.derived.solid.shown, picture.rect == inner else {
      return PaneContent(keys)
    }
    let placed = model.draw(figure, of: id, in: inner, keeping: picture, on: &frame)
    picture.drawLabels(theme.quietStyle, inPixels: model.pixelCell != nil, on: &frame)
    hint(model, in: rect, on: &frame)
    EmptyNote.draw(model, in: inner, on: &frame)
    return PaneContent(keys + [HitRegion(rect: inner, target: .solid)], figures: placed)
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
