import Optimization

/// The last click, for recognising a double click and for undoing what its first half did.
struct Click: Sendable {
  /// Where it was.
  let column: Int
  let row: Int
  /// When, in seconds.
  let time: Double
  /// What it may have changed, as it was before.
  let start: Point<Double>
  let moment: Int
  let isPlaying: Bool

  /// How long the second press may take.
  private static let patience = 0.4

  /// Whether a press follows soon and near enough for a double click.
  func isFollowed(by pointer: Pointer) -> Bool {
    guard let then = pointer.time, then >= time, then - time <= Click.patience else { return false }
    return abs(pointer.column - column) <= 1 && pointer.row == row
  }
}

extension Click {
  /// A press, and what it may change of a model; `nil` if its time is unknown.
  init?(_ pointer: Pointer, in model: Model) {
    guard let time = pointer.time else { return nil }
    self.init(
      column: pointer.column, row: pointer.row, time: time, start: model.document.experiment.start,
      moment: model.document.moment, isPlaying: model.playback.isPlaying)
  }
}

extension Model {
  /// Treats a press as the second of a double click if it is one, and returns whether it was.
  ///
  /// A double click on a pane fills the screen with it, or shows all again. Its first press may have set the start or
  /// moved the timeline, which is undone. On buttons and sliders, where quick clicks are usual, each counts alone.
  mutating func takeDoubleClick(_ pointer: Pointer, _ target: HitTarget) -> Bool {
    let former = pointing.lastClick
    pointing.lastClick = Click(pointer, in: self)
    switch target {
    case .button, .field, .slider, .pickerRow, .overlay: return false
    default: break
    }
    guard let former, former.isFollowed(by: pointer),
      let pane = derived.layout.pane(atColumn: pointer.column, row: pointer.row), pane.place != .bottom
    else { return false }
    pointing.lastClick = nil
    setStart(former.start)
    if document.moment != former.moment, !former.isPlaying || !playback.isPlaying {
      seek(former.moment)
      if former.isPlaying { play() }
    }
    pointing.drag = nil
    pointing.scrub = nil
    setFocus(pane.id)
    toggleZoom()
    return true
  }
}
