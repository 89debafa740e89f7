import TerminalGraphics

/// A key and what it does, in a word or two, as the footer and the titles of panels show it: neighbours with one title
/// make one hint.
struct KeyHint {
  /// The keys as they are shown now, each with its command.
  var keys: [(label: String, command: Command)]
  /// What they do.
  let title: String
  /// When it is dropped for want of room, the highest first.
  var priority = 0

  /// Signs stand side by side; words have a gap.
  private var gap: String { keys.contains { $0.label.count > 1 } ? " " : "" }
  /// The keys in one text.
  var label: String { keys.map(\.label).joined(separator: gap) }
  /// How many columns it takes.
  var columns: Int { Frame.columns(of: label) + 1 + Frame.columns(of: title) }

  /// Draws it; a click on a key triggers that key, on the title the last one.
  func draw(column: Int, row: Int, _ keyStyle: Style, _ titleStyle: Style, on frame: inout Frame)
    -> [HitRegion]
  {
    frame.put(label, column: column, row: row, keyStyle)
    frame.put(title, column: column + Frame.columns(of: label) + 1, row: row, titleStyle)
    var regions: [HitRegion] = []
    var x = column
    for key in keys {
      regions.append(
        HitRegion(
          rect: Rect(x: x, y: row, width: column + columns - x, height: 1), target: .button(key.command)))
      x += Frame.columns(of: key.label + gap)
    }
    return regions
  }
}

extension KeyHint {
  /// The columns between two hints.
  static let gap = 2

  /// The columns of some hints in a row.
  static func columns(_ hints: [KeyHint]) -> Int {
    hints.map(\.columns).reduce(0, +) + gap * max(0, hints.count - 1)
  }

  /// The hints of bindings that apply, in their order, each under its own key.
  ///
  /// A key that an earlier one of the `active` bindings takes does not count.
  static func hints(_ bindings: [KeyBinding], among active: [KeyBinding], in model: Model) -> [KeyHint] {
    var hints: [KeyHint] = []
    for binding in bindings where !binding.label.isEmpty && binding.applies(model) {
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
          KeyHint(
            keys: [(label, binding.command)], title: binding.title, priority: binding.footer ?? 0))
      }
    }
    return hints
  }
}
