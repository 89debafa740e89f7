import TerminalGraphics

extension Layout {
  /// The borders between panes that can be moved: on both sides of each, as one line of cells for each pane.
  static func dividers(
    _ panes: [(pane: PaneEntry, rect: Rect)], _ stacks: [[(pane: PaneEntry, rect: Rect)]],
    _ parts: LayoutInputs.Parts,
    isWide: Bool
  ) -> [(rect: Rect, divider: PaneDivider, pane: PaneID)] {
    var found: [(rect: Rect, divider: PaneDivider, pane: PaneID)] = []
    let above = panes.filter { pane in pane.pane.place != .bottom && !pane.rect.isEmpty }
    let columns =
      parts.own.map { ($0.rect, PaneDivider.column) } + parts.stacks.map { ($0.rect, PaneDivider.side) }
    for (column, divider) in columns where !column.isEmpty {
      for (pane, rect) in above {
        if isWide {
          if rect.x == column.x { found.append((edge(rect, left: true), divider, pane.id)) }
          if rect.endX == column.x { found.append((edge(rect, left: false), divider, pane.id)) }
        } else if rect.y == column.y, rect.x >= column.x, rect.endX <= column.endX {
          found.append((edge(rect, top: true), divider, pane.id))
        } else if rect.endY == column.y, parts.stacks.first?.rect == column {
          found.append((edge(rect, top: false), divider, pane.id))
        }
      }
    }
    for stack in stacks {
      for (upper, lower) in zip(stack, stack.dropFirst()) {
        let divider = PaneDivider.below(upper.pane.id)
        found.append((edge(upper.rect, top: false), divider, upper.pane.id))
        found.append((edge(lower.rect, top: true), divider, lower.pane.id))
      }
    }
    return found.filter { !$0.rect.isEmpty }
  }

  private static func edge(_ rect: Rect, left: Bool) -> Rect {
    Rect(x: left ? rect.x : rect.endX - 1, y: rect.y, width: 1, height: rect.height)
  }

  private static func edge(_ rect: Rect, top: Bool) -> Rect {
    Rect(x: rect.x, y: top ? rect.y : rect.endY - 1, width: rect.width, height: 1)
  }
}
