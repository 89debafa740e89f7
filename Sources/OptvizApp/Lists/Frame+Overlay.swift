import TerminalGraphics

extension Frame {
  /// Fragments of panes this narrow beside a list only distract.
  private static let narrow = 16

  /// Makes room for a list that lies over the panes: its box, and beside it what would stick out in fragments.
  mutating func makeRoom(for box: Rect, _ theme: Theme) {
    let left = box.x <= Frame.narrow ? 0 : box.x
    let right = width - box.endX <= Frame.narrow ? width : box.endX
    fill(Rect(x: left, y: box.y, width: right - left, height: box.height), " ", theme.textStyle)
  }
}
