import TerminalGraphics

/// All that the inspector has to show, as a picture as high as it needs; the pane shows a window of it.
struct InspectorContent {
  private let model: Model
  private let width: Int
  /// The sections of the step, each some rows; `nil` where there is no step to show.
  private let sections: [[StyledLine]]?
  private let averages: AveragesView?

  init(_ model: Model, width: Int, arrowFactor: Double = 1) {
    self.model = model
    self.width = width
    averages = model.showsAverages ? AveragesView(model, width: width) : nil
    sections = model.showsAverages ? nil : InspectorRows(model, width: width, arrowFactor: arrowFactor)?.sections()
  }

  /// The rows of all, with gaps between the sections.
  var height: Int {
    if let averages { return averages.height(fitting: .max) }
    guard let sections else { return 1 }
    return tight + sections.count - 1
  }

  private var tight: Int { sections?.map(\.count).reduce(0, +) ?? 1 }

  /// The rows of all where so many can be seen: gaps are left out where they would push something out of sight.
  func height(fitting room: Int) -> Int {
    if let averages { return averages.height(fitting: room) }
    return height <= room || tight > room ? height : max(tight, min(height, room))
  }

  /// The picture, for a window of a height.
  func drawn(height room: Int) -> Frame {
    let theme = model.theme
    var frame = Frame(
      width: width, height: height(fitting: room), filledWith: Cell(background: theme.ground))
    if let averages {
      averages.draw(on: &frame, room: room)
      return frame
    }
    guard let sections else {
      frame.put("nothing to inspect: o adds optimizers", column: 0, row: 0, theme.quietStyle, width: width)
      return frame
    }
    // The upper gaps stay longest.
    var gaps = frame.height - tight
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
    return frame
  }
}
