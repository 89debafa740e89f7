import TerminalGraphics

/// How the screen is divided: rows along the bottom, columns beside the main view or panes below it, and what is left.
extension LayoutInputs {
  /// The screen's parts.
  struct Parts {
    /// The rows along the bottom.
    var bottom: [(pane: PaneEntry, rect: Rect)] = []
    /// Everything above them.
    var whole = Rect(x: 0, y: 0, width: 0, height: 0)
    /// Panes with a column of their own.
    var own: [(pane: PaneEntry, rect: Rect)] = []
    /// The panes that share a column, with its rectangle.
    var stacks: [(panes: [PaneEntry], rect: Rect)] = []
    /// What is left for the main view.
    var main = Rect(x: 0, y: 0, width: 0, height: 0)
  }

  /// The parts of a screen that is large enough.
  var divided: Parts {
    var rest = Rect(x: 0, y: 0, width: width, height: height)
    var parts = Parts()
    for pane in PaneCatalog.all.reversed() where pane.place == .bottom {
      let range = range(pane)
      let rows = height >= 30 ? range.upperBound : range.lowerBound
      let (top, bottom) = rest.splitBottom(rows)
      parts.bottom.append((pane, bottom))
      rest = top
    }
    parts.whole = rest
    parts.main = rest
    var side = sidePanes
    if side.isEmpty { return parts }
    guard isWide else {
      let columns = columns(side)
      let (top, below) = rest.splitBottom(belowHeight(columns, rest))
      parts.main = top
      let (left, right) = below.splitRight(columns.count > 1 ? below.width / 2 : 0)
      parts.stacks = Array(zip(columns, [left, right]).map { (panes: $0, rect: $1) })
      return parts
    }
    let own = hasOwnColumn ? side.filter { $0.place == .column } : []
    side.removeAll { pane in own.contains { $0.id == pane.id } }
    if !side.isEmpty {
      let (left, column) = rest.splitRight(sideWidth)
      parts.stacks = [(side, column)]
      rest = left
    }
    for pane in own {
      let (left, column) = rest.splitRight(columnWidth)
      parts.own.append((pane, column))
      rest = left
    }
    parts.main = rest
    return parts
  }

  /// The panes that fit a height: all, some of them lower than they would like, or those that never hide and the one
  /// last used.
  func shown(_ panes: [PaneEntry], _ height: Int) -> [PaneEntry] {
    if panes.map(leastAmongAll).reduce(0, +) <= height { return panes }
    let hidden = panes.filter(\.canHide)
    let last = hidden.first { $0.id == lastSide } ?? hidden.first { $0.id == focus } ?? hidden.first
    let some = panes.filter { !$0.canHide || $0.id == last?.id }
    if some.map(leastAlone).reduce(0, +) <= height { return some }
    let one = panes.filter { $0.id == (focus == .map ? .race : focus) }
    return one.isEmpty ? Array(panes.prefix(1)) : one
  }
}
