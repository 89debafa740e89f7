import TerminalGraphics

/// What to do where a picture has no path: a line in its middle.
enum EmptyNote {
  /// Draws it over a picture that shows no run.
  static func draw(_ model: Model, in picture: Rect, on frame: inout Frame) {
    guard model.visibleRuns.isEmpty else { return }
    let hasRuns = !model.derived.race.timelines.isEmpty
    let texts =
      hasRuns
      ? ["all runs are hidden: press a digit", "press a digit"]
      : ["no run: \(key(.open(.optimizers), model)) adds an optimizer", "no run"]
    guard let text = texts.first(where: { Frame.columns(of: $0) + 2 <= picture.width }) else { return }
    let column = picture.x + (picture.width - Frame.columns(of: text) - 2) / 2
    frame.put(
      " \(text) ", column: column, row: picture.y + picture.height / 2, model.derived.theme.strongStyle)
  }

  /// The key of a command now, or the palette's.
  private static func key(_ command: Command, _ model: Model) -> String {
    let label = model.environment.keyMap.binding(of: command, in: model)?.label ?? ""
    return label.isEmpty ? ":" : model.environment.glyphs.keys(label)
  }
}
