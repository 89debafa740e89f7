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

  /// A key as the footer shows it: neighbours with one title make one hint.
  struct Hint {
    var keys: [(label: String, command: Command)]
    let title: String
    let priority: Int
    /// Signs stand side by side; words have a gap.
    var gap: String { keys.contains { $0.label.count > 1 } ? " " : "" }
    var label: String { keys.map(\.label).joined(separator: gap) }
    var columns: Int { Frame.columns(of: label) + 1 + Frame.columns(of: title) }
  }

  static func draw(_ model: Model, in rect: Rect, on frame: inout Frame) -> [HitRegion] {
    let theme = model.derived.theme
    if let notice = model.notice {
      frame.put(notice, column: rect.x + 1, row: rect.y, theme.warningStyle, width: rect.width - 2)
      return []
    }
    var column = rect.x + 1
    var regions: [HitRegion] = []
    for (label, title) in pointerHints(model, width: rect.width) {
      frame.put(label, column: column, row: rect.y, Style(theme.accent, on: theme.ground))
      column += Frame.columns(of: label) + 1
      frame.put(title, column: column, row: rect.y, theme.quietStyle)
      column += Frame.columns(of: title) + 2
    }
    for hint in hints(model, width: rect.endX - 1 - column) {
      frame.put(hint.label, column: column, row: rect.y, theme.strongStyle)
      frame.put(hint.title, column: column + Frame.columns(of: hint.label) + 1, row: rect.y, theme.quietStyle)
      // A click on a key triggers that key; on the title, the last one.
      let end = column + hint.columns
      var x = column
      for key in hint.keys {
        regions.append(
          HitRegion(rect: Rect(x: x, y: rect.y, width: end - x, height: 1), target: .button(key.command)))
        x += Frame.columns(of: key.label + hint.gap)
      }
      column = end + 2
    }
    return regions
  }

  /// What the pointer does while it is over the map.
  private static func pointerHints(_ model: Model, width: Int) -> [(label: String, title: String)] {
    guard model.derived.map.reading != nil, model.lists.overlay == nil, model.settings.typedValue == nil,
      width >= 60
    else { return [] }
    let hints = [("click", "start"), ("drag", "pan"), ("wheel", "zoom")]
    return width >= 110 ? hints : Array(hints.prefix(1))
  }

  /// The hints that fit a width, in the order of the binding list.
  static func hints(_ model: Model, width: Int) -> [Hint] {
    let active = KeyBindings.active(in: model)
    let isPanes = model.lists.overlay == nil && model.settings.typedValue == nil
    var hints: [Hint] = []
    for binding in active
    where binding.applies(model) && !binding.label.isEmpty && (!isPanes || binding.footer != nil) {
      // A key taken by an earlier binding does not count.
      if let key = binding.keys.first,
        let first = active.first(where: { $0.keys.contains(key) && $0.applies(model) }),
        first.command != binding.command
      {
        continue
      }
      let label = model.environment.glyphs.keys(binding.label)
      if let last = hints.indices.last, hints[last].title == binding.title {
        hints[last].keys.append((label, binding.command))
      } else {
        hints.append(
          Hint(
            keys: [(label, binding.command)], title: binding.title, priority: binding.footer ?? 0))
      }
    }
    func columns(_ hints: [Hint]) -> Int { hints.map(\.columns).reduce(0, +) + 2 * max(0, hints.count - 1) }
    while columns(hints) > width, let least = hints.map(\.priority).max(), hints.count > 1 {
      hints.remove(at: hints.lastIndex { $0.priority == least } ?? 0)
    }
    return hints
  }
}
