import TerminalGraphics

/// How wide and high the parts of the screen are: what the screen's size suggests, or what a person chose.
extension Layout {
  /// The fewest columns of a side column, and of the main view beside one.
  private static let leastSide = 24
  private static let leastMain = 30
  /// The fewest columns of the inspector's own column: narrower its formulas break.
  private static let leastColumn = 34
  /// The fewest rows to which a person can push a panel.
  static let leastRows = 4

  /// Whether panels stand beside the main view rather than below: on a screen that is neither narrow nor high.
  static func isWide(_ model: Model) -> Bool {
    // A cell is twice as high as wide, so this is where the screen looks a fifth wider than high.
    model.size.width >= 66 && 5 * model.size.height < 3 * model.size.width
  }

  /// Whether the inspector has a column of its own.
  static func hasOwnColumn(_ model: Model) -> Bool { model.size.width > 160 && isWide(model) }

  /// The width of the side column; the inspector's formulas take up to half of the screen.
  static func sideWidth(_ model: Model) -> Int {
    let width = model.size.width
    if let chosen = model.panels.arrangement.side { return clamp(chosen.cells(of: width), sideRange(model)) }
    let usual = max(36, min(width / 3, 44 + min(28, max(0, width - 200) / 5)))
    let isShared = !hasOwnColumn(model) && model.inspectorIsOpen
    return isShared ? max(usual, min(60, width / 2)) : usual
  }

  /// What the side column's width may be; the inspector's own column keeps its.
  static func sideRange(_ model: Model) -> ClosedRange<Int> {
    let own = hasOwnColumn(model) && model.inspectorIsOpen ? ownWidth(model) : 0
    return leastSide...max(leastSide, model.size.width - own - leastMain)
  }

  /// What the width of the inspector's own column may be.
  static func columnRange(_ model: Model) -> ClosedRange<Int> {
    let side = sidePanes(model).contains { $0.place == .side } ? leastSide : 0
    return leastColumn...max(leastColumn, model.size.width - side - leastMain)
  }

  private static func ownWidth(_ model: Model) -> Int {
    guard let chosen = model.panels.arrangement.column else { return 60 }
    return clamp(chosen.cells(of: model.size.width), columnRange(model))
  }

  /// The width of a pane that has a column of its own where there is room for one.
  static func columnWidth(_ model: Model) -> Int {
    if let zoomed = model.zoomedPane, zoomed.place == .column { return model.size.width }
    if hasOwnColumn(model) { return ownWidth(model) }
    if isWide(model) { return sideWidth(model) }
    let isDivided = columns(sidePanes(model), width: model.size.width).count > 1
    return isDivided ? model.size.width / 2 : model.size.width
  }

  // MARK: Below the main view

  /// The panes below the main view, in two columns where there is room: what needs most rows stands alone.
  static func columns(_ panes: [PaneEntry], width: Int) -> [[PaneEntry]] {
    guard width >= 84, panes.count > 1 else { return [panes] }
    let alone = panes.first { $0.place == .column } ?? panes[1]
    return [panes.filter { $0.id != alone.id }, [alone]]
  }

  /// How high the panels below the main view are together.
  ///
  /// The main view keeps at least half, and on a high screen what makes it a third wider than high.
  static func belowHeight(_ columns: [[PaneEntry]], _ rest: Rect, _ model: Model) -> Int {
    if let chosen = model.panels.arrangement.below {
      return clamp(chosen.cells(of: rest.height), leastRows...max(leastRows, rest.height - 8))
    }
    let needed = columns.map { $0.map { least($0, model) }.reduce(0, +) }.max() ?? 0
    return max(min(rest.height / 2, needed), rest.height - rest.width * 3 / 4)
  }

  /// What the height of the panels below the main view may be.
  static func belowRange(_ model: Model) -> ClosedRange<Int> {
    leastRows...max(leastRows, divided(model).whole.height - 8)
  }

  // MARK: Stacks

  /// The fewest rows with which a pane is shown among others: what it needs, or what a person left it.
  static func least(_ pane: PaneEntry, _ model: Model) -> Int {
    let least = pane.height(model).lowerBound
    guard case .cells(let rows) = model.panels.arrangement.heights[pane.id] else { return least }
    return min(least, max(leastRows, rows))
  }

  /// Stacks panes in a column: each gets its least height or the chosen one, then up to three fifths of what is to
  /// spare goes to the upper ones, and the last takes the rest.
  static func stack(_ panes: [PaneEntry], in column: Rect, _ model: Model) -> [(pane: PaneEntry, rect: Rect)]
  {
    let chosen = panes.dropLast().map { pane in
      model.panels.arrangement.heights[pane.id].map { max(leastRows, $0.cells(of: column.height)) }
    }
    var heights = panes.indices.map { i in
      i < chosen.count ? chosen[i] ?? panes[i].height(model).lowerBound : least(panes[i], model)
    }
    // What was chosen on a higher screen gives way to what the others need on this one.
    var excess = heights.reduce(0, +) - column.height
    for i in chosen.indices.reversed() where excess > 0 && chosen[i] != nil {
      let given = max(0, min(excess, heights[i] - least(panes[i], model)))
      heights[i] -= given
      excess -= given
    }
    var spare = max(0, -excess) * 3 / 5
    var rest = column
    var placed: [(pane: PaneEntry, rect: Rect)] = []
    for (i, pane) in panes.enumerated() {
      let range = pane.height(model)
      let extra = i < chosen.count && chosen[i] != nil ? 0 : max(0, min(spare, range.upperBound - heights[i]))
      let height = i == panes.count - 1 ? rest.height : heights[i] + extra
      spare -= extra
      let (top, below) = rest.splitTop(height)
      placed.append((pane, top))
      rest = below
    }
    return placed
  }

  /// A size inside what is possible.
  static func clamp(_ size: Int, _ range: ClosedRange<Int>) -> Int {
    max(range.lowerBound, min(range.upperBound, size))
  }
}
