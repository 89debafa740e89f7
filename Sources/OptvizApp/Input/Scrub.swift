import TerminalGraphics

/// What a press outside the map grabbed.
///
/// A drag moves only that, wherever the pointer goes; only the release lets it go.
enum Scrub: Hashable, Sendable {
  /// The timeline, or a chart that stands for it, with the columns it takes.
  case timeline(Rect)
  /// A setting's slider, with the columns it takes.
  case slider(Int, Rect)
  /// A border between panes: the size of the part it bounds and the pointer's cell, both as they were.
  case divider(PaneDivider, size: Int, column: Int, row: Int)
}

extension Scrub {
  /// Where a column lies along a line of columns: from 0 at the first to 1 at the last, even from beyond the ends.
  static func share(of column: Int, along rect: Rect) -> Double {
    guard rect.width > 1 else { return 0 }
    return max(0, min(1, Double(column - rect.x) / Double(rect.width - 1)))
  }
}

extension Model {
  /// Moves what was grabbed along with the pointer.
  mutating func move(_ scrub: Scrub, to pointer: Pointer) {
    switch scrub {
    case .timeline(let rect):
      let share = Scrub.share(of: pointer.column, along: rect)
      seek(Int((share * Double(derived.race.budget)).rounded()))
    case .slider(let index, let rect): slide(index, Scrub.share(of: pointer.column, along: rect))
    case .divider(let divider, let size, let column, let row):
      let (dx, dy) = (pointer.column - column, pointer.row - row)
      switch divider {
      // These bound a part to the right of the border, or below it.
      case .side: moveDivider(divider, to: size - (derived.layout.inputs.isWide ? dx : dy))
      case .column: moveDivider(divider, to: size - dx)
      case .below: moveDivider(divider, to: size + dy)
      }
    }
  }
}
