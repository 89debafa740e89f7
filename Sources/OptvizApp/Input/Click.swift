import Optimization

/// The last click, for telling a double click and for taking back what its first half did.
struct Click: Sendable {
  /// Where it was.
  let column: Int
  let row: Int
  /// When, in seconds.
  let time: Double
  /// What it may have changed, as it was before.
  let start: Point<Double>
  let target: Int
  let isPlaying: Bool

  /// How long the second press may take.
  private static let patience = 0.4

  /// Whether a press follows so soon, and so near, that both are one double click.
  func isFollowed(by pointer: Pointer) -> Bool {
    guard let then = pointer.time, then >= time, then - time <= Click.patience else { return false }
    return abs(pointer.column - column) <= 1 && pointer.row == row
  }
}

extension Model {
  /// Takes a press for the second of a double click where it is one, and says whether it was.
  ///
  /// A double click on a panel fills the screen with it, or shows all again. Its first press may have set the start or
  /// moved the timeline, which is taken back. Where clicking quickly is usual, on buttons and sliders, each is its own.
  mutating func takeDoubleClick(_ pointer: Pointer, _ target: HitTarget?) -> Bool {
    let former = lastClick
    lastClick = pointer.time.map {
      Click(
        column: pointer.column, row: pointer.row, time: $0, start: experiment.start, target: self.target,
        isPlaying: isPlaying)
    }
    switch target {
    case .button, .slider, .pickerRow, .overlay, nil: return false
    default: break
    }
    guard let former, former.isFollowed(by: pointer),
      let pane = Layout(self).panes.first(where: {
        $0.rect.contains(column: pointer.column, row: pointer.row)
      })?.pane, pane.place != .bottom
    else { return false }
    lastClick = nil
    setStart(former.start)
    if self.target != former.target, !former.isPlaying || !isPlaying {
      goTo(former.target)
      if former.isPlaying { play() }
    }
    drag = nil
    scrub = nil
    setFocus(pane.id)
    toggleZoom()
    return true
  }
}
