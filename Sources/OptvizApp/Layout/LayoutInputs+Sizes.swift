import TerminalGraphics

/// How wide and high the parts of the screen are: as the screen's size suggests, or as a person chose.
extension LayoutInputs {
  /// The fewest columns of a side column, and of the main view next to one.
  private static let leastSide = 24
  private static let leastMain = 30
  /// The fewest columns of a pane's own column: in less, the inspector's formulas break.
  private static let leastColumn = 34
  /// The fewest rows to which a person can shrink a pane.
  static let leastRows = 4

  /// Whether panes stand to the right of the main view instead of below: on a screen that is neither narrow nor high.
  var isWide: Bool {
    // A cell is twice as high as wide, so from here on the screen looks at least a fifth wider than high.
    width >= 66 && 5 * height < 3 * width
  }

  /// Whether there is room for panes with a column of their own.
  var hasOwnColumn: Bool { width > 160 && isWide }

  /// Whether a pane is open that gets a column of its own if there is room.
  private var opensColumn: Bool { PaneCatalog.all.contains { $0.place == .column && isOpen($0) } }

  /// The width of the side column; the inspector's formulas take up to half of the screen.
  var sideWidth: Int {
    if let chosen = arrangement.side { return LayoutInputs.clamp(chosen.cells(of: width), sideRange) }
    let usual = max(36, min(width / 3, 44 + min(28, max(0, width - 200) / 5)))
    return !hasOwnColumn && opensColumn ? max(usual, min(60, width / 2)) : usual
  }

  /// The possible widths of the side column; a pane's own column keeps its width.
  var sideRange: ClosedRange<Int> {
    let own = hasOwnColumn && opensColumn ? ownWidth : 0
    return Self.leastSide...max(Self.leastSide, width - own - Self.leastMain)
  }

  /// The possible widths of a pane's own column.
  var columnRange: ClosedRange<Int> {
    let side = sidePanes.contains { $0.place == .side } ? Self.leastSide : 0
    return Self.leastColumn...max(Self.leastColumn, width - side - Self.leastMain)
  }

  private var ownWidth: Int {
    guard let chosen = arrangement.column else { return 60 }
    return LayoutInputs.clamp(chosen.cells(of: width), columnRange)
  }

  /// The width of a pane that gets a column of its own if there is room, wherever it stands.
  ///
  /// It must not depend on any pane's height, since the height of some depends on it.
  var columnWidth: Int {
    let zoomed = PaneCatalog.all.first { $0.id == arrangement.zoomed }
    if let zoomed, zoomed.place == .column, isOpen(zoomed) { return width }
    if hasOwnColumn { return ownWidth }
    if isWide { return sideWidth }
    return columns(sidePanes).count > 1 ? width / 2 : width
  }

  // MARK: Below the main view

  /// The panes below the main view, in two columns if there is room: the pane that needs most rows stands alone.
  func columns(_ panes: [PaneEntry]) -> [[PaneEntry]] {
    guard width >= 84, panes.count > 1 else { return [panes] }
    let alone = panes.first { $0.place == .column } ?? panes[1]
    return [panes.filter { $0.id != alone.id }, [alone]]
  }

  /// The total height of the panes below the main view.
  ///
  /// The main view keeps at least half, and on a high screen enough to look a third wider than high.
  func belowHeight(_ columns: [[PaneEntry]], _ rest: Rect) -> Int {
    if let chosen = arrangement.below {
      return LayoutInputs.clamp(chosen.cells(of: rest.height), LayoutInputs.belowRange(rest))
    }
    let needed = columns.map { $0.map(least).reduce(0, +) }.max() ?? 0
    return max(min(rest.height / 2, needed), rest.height - rest.width * 3 / 4)
  }

  /// The possible heights of the panes below the main view, out of all above the bottom rows.
  static func belowRange(_ whole: Rect) -> ClosedRange<Int> {
    leastRows...max(leastRows, whole.height - 8)
  }

  // MARK: Stacks

  /// The fewest rows with which a pane is shown among others: what it needs, or what a person chose.
  func least(_ pane: PaneEntry) -> Int {
    let least = range(pane).lowerBound
    guard case .cells(let rows) = arrangement.heights[pane.id] else { return least }
    return min(least, max(Self.leastRows, rows))
  }

  /// Stacks panes in a column: each gets its least height or the chosen one, then up to three fifths of the spare
  /// rows go to the upper ones, and the last takes the rest.
  func stack(_ panes: [PaneEntry], in column: Rect) -> [(pane: PaneEntry, rect: Rect)] {
    let chosen = panes.dropLast().map { pane in
      arrangement.heights[pane.id].map { max(Self.leastRows, $0.cells(of: column.height)) }
    }
    var heights = panes.indices.map { i in
      i < chosen.count ? chosen[i] ?? range(panes[i]).lowerBound : least(panes[i])
    }
    // The upper ones give way to what the last needs, down to what they need themselves.
    var excess = heights.reduce(0, +) - column.height
    for i in panes.indices where excess > 0 && !(i < chosen.count && chosen[i] != nil) {
      let given = max(0, min(excess, heights[i] - leastAmongAll(panes[i])))
      heights[i] -= given
      excess -= given
    }
    // A height chosen on a higher screen gives way to what the others need on this one.
    for i in chosen.indices.reversed() where excess > 0 && chosen[i] != nil {
      let given = max(0, min(excess, heights[i] - least(panes[i])))
      heights[i] -= given
      excess -= given
    }
    var spare = max(0, -excess) * 3 / 5
    var rest = column
    var placed: [(pane: PaneEntry, rect: Rect)] = []
    for (i, pane) in panes.enumerated() {
      let isChosen = i < chosen.count && chosen[i] != nil
      let extra = isChosen ? 0 : max(0, min(spare, range(pane).upperBound - heights[i]))
      let height = i == panes.count - 1 ? rest.height : heights[i] + extra
      spare -= extra
      let (top, below) = rest.splitTop(height)
      placed.append((pane, top))
      rest = below
    }
    return placed
  }

  /// A size limited to a range.
  static func clamp(_ size: Int, _ range: ClosedRange<Int>) -> Int {
    max(range.lowerBound, min(range.upperBound, size))
  }
}
