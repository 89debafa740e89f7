import TerminalGraphics

extension Frame {
  /// Fragments of panes this narrow next to a list only distract.
  private static let narrow = 16

  /// Makes room for a list over the panes: its box, and the fragments of panes that would stick out next to it.
  mutating func makeRoom(for box: Rect, _ theme: Theme) {
    let left = box.x <= Frame.narrow ? 0 : box.x
    let right = width - box.endX <= Frame.narrow ? width : box.endX
    fill(Rect(x: left, y: box.y, width: right - left, height: box.height), " ", theme.textStyle)
  }
}
