import TerminalGraphics

extension Model {
  /// The finished share of background work that can be stopped; `nil` without any.
  ///
  /// A sketch is so short that it cannot be stopped: without it nothing would be visible.
  var longWork: Double? {
    guard let request = derived.map.request, request.coarseness == 1, request.isLong,
      request != derived.map.stopped
    else {
      return nil
    }
    return derived.map.progress
  }

  /// Stops background computation; the present result stays.
  mutating func cancelWork() {
    guard longWork != nil else { return }
    derived.map.stopped = derived.map.request
    derived.map.progress = nil
    outbox.append(.abandonWork(.picture))
    notice = "stopped: the map stays a sketch until the view changes"
  }
}

/// The progress of long work: the pane's lower border fills from the left.
enum WorkBar {
  static func draw(_ model: Model, in rect: Rect, on frame: inout Frame) {
    guard let share = model.longWork, rect.width >= 20 else { return }
    let theme = model.derived.theme
    let whole = rect.width - 2
    let done = max(0, min(whole, Int((share * Double(whole)).rounded())))
    frame.fill(
      Rect(x: rect.x + 1, y: rect.endY - 1, width: done, height: 1), "━",
      Style(theme.accent, on: theme.ground))
    let percent = String(Int(share * 100))
    let number = String(repeating: " ", count: max(0, 3 - percent.count)) + percent
    let text = " computing \(number) %  esc stops "
    if Frame.columns(of: text) <= rect.width - 4 {
      frame.put(text, endingAt: rect.endX - 2, row: rect.endY - 1, theme.textStyle)
    }
  }
}
