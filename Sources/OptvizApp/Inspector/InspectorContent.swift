import TerminalGraphics

/// Everything the inspector has to show, as a picture as high as it needs; the pane shows a window of it.
///
/// Where there is room, the run's last steps and the averages stand below the step. The averages also have a view of
/// their own.
struct InspectorContent {
  private let theme: Theme
  private let showsAverages: Bool
  private let width: Int
  /// The sections of the step, each some rows; `nil` without a step.
  private let sections: [[StyledLine]]?
  private let averages: AveragesView
  /// The text without a step.
  private let absence: String
  private let lastSteps: LastSteps?

  init(_ model: Model, width: Int, arrowFactor: Double = 1) {
    theme = model.derived.theme
    showsAverages = model.document.showsAverages
    self.width = width
    averages = AveragesView(model, width: width)
    absence =
      model.derived.inspectionRequest == nil
      ? "nothing to inspect: o adds optimizers" : "explaining a long step"
    lastSteps = LastSteps(model, width: width)
    sections =
      model.document.showsAverages
      ? nil : InspectorRows(model, width: width, arrowFactor: arrowFactor)?.sections()
  }

  /// The height of all rows, with gaps between the sections.
  var height: Int {
    if showsAverages { return averages.height(fitting: .max) }
    guard let sections else { return 1 }
    return tight + sections.count - 1
  }

  private var tight: Int { sections?.map(\.count).reduce(0, +) ?? 1 }

  /// The height in a window: gaps are left out if they would push rows out of sight.
  func height(fitting room: Int) -> Int {
    let filling = filling(room)
    if filling.lastSteps > 0 || filling.averages > 0 { return room }
    if showsAverages { return averages.height(fitting: room) }
    return height <= room || tight > room ? height : room
  }

  /// How many rows of a window the last steps and the averages have below the rest, each after a gap.
  private func filling(_ room: Int) -> (lastSteps: Int, averages: Int) {
    var rest = room - (showsAverages ? averages.height(fitting: room) : height) - 1
    guard showsAverages || sections != nil, rest > 0 else { return (0, 0) }
    let least = averages.isEmpty || showsAverages ? 0 : averages.height(fitting: .max)
    let steps = LastSteps.usualRows
    guard least > 0, least <= rest else {
      // Without averages the table takes all.
      return (rest >= LastSteps.leastRows ? min(rest, LastSteps.mostRows) : 0, 0)
    }
    let table = rest - least - 1 >= LastSteps.leastRows ? min(steps, rest - least - 1) : 0
    rest -= table > 0 ? table + 1 : 0
    return (table, rest)
  }

  /// The picture, for a window of a height.
  func drawn(height room: Int) -> Frame {
    var frame = Frame(
      width: width, height: height(fitting: room), filledWith: Cell(background: theme.ground))
    let filling = filling(room)
    var row = drawUpper(on: &frame, room: room) + 1
    for line in lastSteps?.lines(rows: filling.lastSteps) ?? [] where filling.lastSteps > 0 {
      line.draw(on: &frame, column: 0, row: row, width: width)
      row += 1
    }
    if filling.averages > 0 {
      let top = frame.height - filling.averages
      averages.draw(on: &frame, from: top, room: filling.averages)
    }
    return frame
  }

  /// Draws the step, or the averages in its place; returns the row after it.
  private func drawUpper(on frame: inout Frame, room: Int) -> Int {
    if showsAverages {
      averages.draw(on: &frame, room: room)
      return averages.height(fitting: room)
    }
    guard let sections else {
      frame.put(absence, column: 0, row: 0, theme.quietStyle, width: width)
      return 1
    }
    // The upper gaps are kept longest.
    var gaps = min(frame.height, height) - tight
    var row = 0
    for section in sections {
      for line in section {
        line.draw(on: &frame, column: 0, row: row, width: width)
        row += 1
      }
      if gaps > 0 {
        gaps -= 1
        row += 1
      }
    }
    return row
  }
}
