import TerminalGraphics

extension PaneID {
  public static let footer = PaneID("footer")
}

/// The few keys that matter now, or a notice about what just happened.
enum FooterPane: Pane {
  static let id = PaneID.footer
  static let place = PanePlace.bottom
  static let takesFocus = false
  static let canHide = false
  static let pace = PanePace.still
  static func height(_ model: Model, width: Int) -> ClosedRange<Int> { 1...1 }

  static func draw(_ model: Model, in rect: Rect, on frame: inout Frame) -> PaneContent {
    let theme = model.derived.theme
    if let notice = model.notice {
      frame.put(notice, column: rect.x + 1, row: rect.y, theme.warningStyle, width: rect.width - 2)
      return PaneContent()
    }
    var column = rect.x + 1
    if let work = model.writing {
      let text = "writing \(work.name) \(Int(work.progress * 100)) %"
      column +=
        frame.put(
          text, column: column, row: rect.y, Style(theme.accent, on: theme.ground), width: rect.width / 2) + 2
    }
    var regions: [HitRegion] = []
    for (label, title) in pointerHints(model, width: rect.width) {
      frame.put(label, column: column, row: rect.y, Style(theme.accent, on: theme.ground))
      column += Frame.columns(of: label) + 1
      frame.put(title, column: column, row: rect.y, theme.quietStyle)
      column += Frame.columns(of: title) + 2
    }
    for hint in hints(model, width: rect.endX - 1 - column) {
      regions += hint.draw(column: column, row: rect.y, theme.strongStyle, theme.quietStyle, on: &frame)
      column += hint.columns + KeyHint.gap
    }
    return PaneContent(regions)
  }

  /// What the pointer does while it is over the map.
  private static func pointerHints(_ model: Model, width: Int) -> [(label: String, title: String)] {
    guard model.derived.map.reading != nil, model.lists.overlay == nil, model.settings.typedValue == nil,
      width >= 60
    else { return [] }
    let hints = [("click", "start"), ("drag", "pan"), ("wheel", "zoom"), ("right click", "menu")]
    return Array(hints.prefix(width >= 140 ? 4 : width >= 110 ? 3 : 1))
  }

  /// The hints that fit a width, in the order of the binding list.
  static func hints(_ model: Model, width: Int) -> [KeyHint] {
    let active = KeyBindings.active(in: model)
    let isPanes = model.lists.overlay == nil && model.settings.typedValue == nil
    var hints = KeyHint.hints(active.filter { !isPanes || $0.footer != nil }, among: active, in: model)
    while KeyHint.columns(hints) > width, let least = hints.map(\.priority).max(), hints.count > 1 {
      hints.remove(at: hints.lastIndex { $0.priority == least } ?? 0)
    }
    return hints
  }
}
