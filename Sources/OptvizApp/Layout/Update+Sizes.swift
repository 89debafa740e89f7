import TerminalGraphics

extension Model {
  /// Makes the column to the right of the main view wider or narrower, or the panes below it higher or lower.
  mutating func resizeSide(by steps: Int) {
    guard derived.layout.zoomed == nil, let size = dividedSize(.side) else { return notePanesStay() }
    let isWide = derived.layout.inputs.isWide
    moveDivider(.side, to: size + (isWide ? 2 : 1) * max(-999, min(999, steps)))
  }

  /// Makes the pane that has the focus higher or lower.
  mutating func resizeFocused(by rows: Int) {
    let rows = max(-999, min(999, rows))
    let layout = derived.layout
    guard derived.layout.zoomed == nil else { return notePanesStay() }
    for stack in layout.stacks {
      guard let place = stack.firstIndex(where: { $0.pane.id == panes.focus }), stack.count > 1 else {
        continue
      }
      let isLast = place == stack.count - 1
      let above = stack[isLast ? place - 1 : place]
      moveDivider(.below(above.pane.id), to: above.rect.height + (isLast ? -rows : rows))
      return
    }
    // For a pane alone in its place, or the main view, its neighbour gives or takes the rows.
    guard !derived.layout.inputs.isWide, let size = dividedSize(.side) else { return notePanesStay() }
    let isMain = PaneCatalog.all.contains { $0.id == panes.focus && $0.place == .main }
    moveDivider(.side, to: size + (isMain ? -rows : rows))
  }

  private mutating func notePanesStay() {
    notice =
      derived.layout.zoomed == nil
      ? "this panel has the full height already; ( and ) move the border beside it"
      : "the panel fills the screen; w shows all again"
  }

  /// The size in cells of the part that a divider bounds; `nil` without such a divider.
  func dividedSize(_ divider: PaneDivider) -> Int? {
    let layout = derived.layout
    switch divider {
    case .side:
      let rects = layout.stacks.joined().map(\.rect)
      guard let first = rects.first else { return nil }
      if derived.layout.inputs.isWide { return first.width }
      let top = rects.map(\.y).min() ?? first.y
      return (rects.map(\.endY).max() ?? top) - top
    case .column: return layout.columns.first?.width
    case .below(let pane): return layout.rect(of: pane)?.height
    }
  }

  /// Moves a divider so that its part gets a size, as far as the others have room to give.
  mutating func moveDivider(_ divider: PaneDivider, to size: Int) {
    let inputs = derived.layout.inputs
    switch divider {
    case .side where derived.layout.inputs.isWide:
      document.arrangement.side = .cells(LayoutInputs.clamp(size, inputs.sideRange))
    case .side:
      document.arrangement.below = .cells(
        LayoutInputs.clamp(size, LayoutInputs.belowRange(derived.layout.whole)))
    case .column: document.arrangement.column = .cells(LayoutInputs.clamp(size, inputs.columnRange))
    case .below(let pane):
      for stack in derived.layout.stacks {
        guard let place = stack.firstIndex(where: { $0.pane.id == pane }), place < stack.count - 1 else {
          continue
        }
        let (above, next) = (stack[place], stack[place + 1])
        let both = above.rect.height + next.rect.height
        let isLast = place + 1 == stack.count - 1
        // The last one is not pushed below its minimum.
        let least = LayoutInputs.leastRows
        let leastBelow = isLast ? min(next.rect.height, inputs.least(next.pane)) : least
        guard both >= least + leastBelow else { return }
        let height = max(least, min(both - leastBelow, size))
        document.arrangement.heights[above.pane.id] = .cells(height)
        // The last one takes the remaining rows, on a screen of any height.
        document.arrangement.heights[next.pane.id] = isLast ? nil : .cells(both - height)
      }
    }
  }
}
