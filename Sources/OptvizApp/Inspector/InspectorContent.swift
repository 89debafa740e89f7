import TerminalGraphics

/// Everything the inspector has to show, as a picture as high as it needs; the pane shows a window of it.
///
/// The averages have a view of their own; if there is room they also follow the step.
struct InspectorContent {
  private let theme: Theme
  private let showsAverages: Bool
  private let width: Int
  /// The sections of the step, each some rows; `nil` without a step.
  private let sections: [[StyledLine]]?
  private let averages: AveragesView
  /// What is said without a step.
  private let absence: String

  init(_ model: Model, width: Int, arrowFactor: Double = 1) {
    theme = model.derived.theme
    showsAverages = model.document.showsAverages
    self.width = width
    averages = AveragesView(model, width: width)
    absence =
      model.derived.inspectionRequest == nil
      ? "nothing to inspect: o adds optimizers" : "explaining a long step"
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
    if showsAverages { return averages.height(fitting: room) }
    if averagesFollow(room) { return room }
    return height <= room || tight > room ? height : room
  }

  /// Whether the averages fit below the step.
  private func averagesFollow(_ room: Int) -> Bool {
    sections != nil && !averages.isEmpty && height + 1 + averages.height(fitting: .max) <= room
  }

  /// The picture, for a window of a height.
  func drawn(height room: Int) -> Frame {
    var frame = Frame(
      width: width, height: height(fitting: room), filledWith: Cell(background: theme.ground))
    if showsAverages {
      averages.draw(on: &frame, room: room)
      return frame
    }
    guard let sections else {
      frame.put(absence, column: 0, row: 0, theme.quietStyle, width: width)
      return frame
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
    if averagesFollow(room) {
      averages.draw(on: &frame, from: height + 1, room: room - height - 1)
    }
    return frame
  }
}
