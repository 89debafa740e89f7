import TerminalGraphics

/// What to do where a picture has no path: a sentence in its middle.
enum EmptyNote {
  /// Draws it over a picture that shows no run.
  static func draw(_ model: Model, in picture: Rect, on frame: inout Frame) {
    guard model.visibleRuns.isEmpty else { return }
    let (what, todo) =
      model.derived.race.timelines.isEmpty
      ? ("no run:", "\(key(.open(.optimizers), model)) adds an optimizer")
      : ("all runs are hidden:", "press a digit")
    let line = "\(what) \(todo)"
    // A narrow picture has it in two rows.
    let lines = Frame.columns(of: line) + 2 <= picture.width ? [line] : [what, todo]
    for (i, text) in lines.enumerated() where Frame.columns(of: text) + 2 <= picture.width {
      let column = picture.x + (picture.width - Frame.columns(of: text) - 2) / 2
      frame.put(
        " \(text) ", column: column, row: picture.y + picture.height / 2 + i, model.derived.theme.strongStyle)
    }
  }

  /// The key of a command now, or the palette's.
  private static func key(_ command: Command, _ model: Model) -> String {
    let label = model.environment.keyMap.binding(of: command, in: model)?.label ?? ""
    return label.isEmpty ? ":" : model.environment.glyphs.keys(label)
  }
}
