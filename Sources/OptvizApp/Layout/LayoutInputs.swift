import TerminalGraphics

/// Everything the layout depends on: sizes, choices and wishes as plain values.
///
/// The layout is a function of these alone, so that it does not call any pane.
public struct LayoutInputs: Equatable, Sendable {
  /// How many rows a pane wants.
  struct Height: Equatable, Sendable {
    /// How many it needs at least, and how many it can use.
    let range: ClosedRange<Int>
    /// How few are enough if it scrolls the rest.
    let least: Int
  }

  /// The size of the screen in cells.
  var width = 0
  var height = 0
  /// How a person arranged the panes, and which of them are open.
  var arrangement = PaneArrangement()
  /// The pane that has the focus, and the side pane last used: they are shown if there is no room for all.
  var focus = PaneID.race
  var lastSide = PaneID.settings
  /// The main view that was chosen; `nil` leaves the choice to the layout.
  var chosenView: MainView?
  /// Whether there are data to show.
  var hasData = false
  /// What the panes outside the main place want.
  var heights: [PaneID: Height] = [:]

  /// What a pane wants; without an entry, any height will do.
  private func height(_ pane: PaneEntry) -> Height {
    heights[pane.id] ?? Height(range: 1...Int.max, least: 1)
  }

  /// How many rows a pane needs, and how many it can use.
  func range(_ pane: PaneEntry) -> ClosedRange<Int> { height(pane).range }

  /// How few rows are enough for a pane that is alone in its place.
  func leastAlone(_ pane: PaneEntry) -> Int { height(pane).least }

  /// How few rows are enough for a pane so that all panes of its column can be shown.
  func leastAmongAll(_ pane: PaneEntry) -> Int {
    pane.yields ? min(least(pane), leastAlone(pane)) : least(pane)
  }

  /// Whether the screen is large enough for any pane.
  var hasRoom: Bool { width >= Layout.smallest.width && height >= Layout.smallest.height }

  /// Whether a pane outside the main place is open.
  func isOpen(_ pane: PaneEntry) -> Bool {
    pane.place != .main && (pane.opening == nil || arrangement.opened.contains(pane.id))
  }

  /// The panes to the right of or below the main view that are open and not hidden.
  var sidePanes: [PaneEntry] {
    PaneArrangement.sidePanes.filter { isOpen($0) && !arrangement.hidden.contains($0.id) }
  }
}

extension Model {
  /// The layout's inputs: panes report their heights here, once the width of their column is known.
  public var layoutInputs: LayoutInputs {
    var inputs = LayoutInputs(
      width: environment.size.width, height: environment.size.height, arrangement: document.arrangement,
      focus: panes.focus, lastSide: panes.lastSide, chosenView: document.chosenView,
      hasData: regression != nil)
    guard inputs.hasRoom else { return inputs }
    let width = inputs.columnWidth
    for pane in PaneCatalog.all where inputs.isOpen(pane) {
      let range = pane.height(self, width)
      inputs.heights[pane.id] = LayoutInputs.Height(
        range: range, least: pane.leastHeight ?? range.lowerBound)
    }
    return inputs
  }

  /// Computes the layout again if its inputs have changed.
  mutating func refreshLayout() {
    let inputs = layoutInputs
    if inputs != derived.layout.inputs { derived.layout = Layout(inputs) }
  }
}
