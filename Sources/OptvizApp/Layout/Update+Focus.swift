extension Model {
  /// Whether a pane is open, even if hidden or without room.
  public func isOpen(_ pane: PaneID) -> Bool {
    document.arrangement.opened.contains(pane) || PaneCatalog.all.contains { $0.id == pane && isOpen($0) }
  }

  private func isOpen(_ pane: PaneEntry) -> Bool {
    guard pane.place != .main else { return derived.layout.mainView.panes.contains(pane.id) }
    return pane.opening == nil || document.arrangement.opened.contains(pane.id)
  }

  /// Whether a pane can have the focus: it is open and not hidden.
  private func canFocus(_ pane: PaneEntry) -> Bool {
    pane.takesFocus && isOpen(pane) && !document.arrangement.hidden.contains(pane.id)
  }

  mutating func moveFocus(_ steps: Int) {
    let order = PaneCatalog.all.filter(canFocus).map(\.id)
    let index = order.firstIndex(of: panes.focus) ?? 0
    setFocus(order[(index + steps + order.count) % order.count])
  }

  /// Gives a pane the focus, if it takes it.
  mutating func setFocus(_ pane: PaneID) {
    guard let entry = PaneCatalog.all.first(where: { $0.id == pane }), canFocus(entry) else { return }
    panes.focus = pane
    if document.arrangement.zoomed != nil { document.arrangement.zoomed = pane }
    if entry.place != .main, entry.canHide { panes.lastSide = pane }
  }

  /// Brings back a pane that was requested by name.
  mutating func reveal(_ pane: PaneID) { document.arrangement.hidden.remove(pane) }

  // MARK: Panes that open on request

  /// Opens a pane, or brings it back if another one has its place; closes it if it is visible.
  mutating func togglePane(_ pane: PaneID) {
    guard PaneCatalog.onRequest.contains(where: { $0.id == pane }) else { return }
    if derived.layout.shows(pane) { closePane(pane) } else { openPane(pane) }
  }

  /// Opens a pane if it has room.
  ///
  /// The focus stays, so that ↑ and ↓ choose the run that is inspected; on the smallest screens only the pane with
  /// the focus is shown.
  mutating func openPane(_ pane: PaneID) {
    document.arrangement.opened.insert(pane)
    reveal(pane)
    panes.lastSide = pane
    refreshInspection()
    refreshLayout()
    if !derived.layout.shows(pane) { setFocus(pane) }
  }

  private mutating func closePane(_ pane: PaneID) {
    document.arrangement.opened.remove(pane)
    if panes.focus == pane { setFocus(.race) }
    if panes.lastSide == pane { panes.lastSide = .settings }
  }

  // MARK: After a change

  /// Computes the layout; focus and zoom move to panes that exist.
  mutating func settleLayout() {
    refreshLayout()
    let zoomed = document.arrangement.zoomed
    let focus = panes.focus
    keepOnOpenPanes()
    if (zoomed, focus) != (document.arrangement.zoomed, panes.focus) { refreshLayout() }
    // If the pane with the focus has no room, a visible one takes the focus.
    let layout = derived.layout
    guard !layout.panes.isEmpty, !layout.shows(panes.focus) else { return }
    let others = [panes.lastSide, .race] + layout.mainView.panes
    guard let shown = others.first(where: layout.shows) else { return }
    panes.focus = shown
    refreshLayout()
  }

  private mutating func keepOnOpenPanes() {
    let main = derived.layout.mainView.panes.first
    func entry(_ id: PaneID) -> PaneEntry? { PaneCatalog.all.first { $0.id == id } }
    if let zoomed = document.arrangement.zoomed, derived.layout.zoomed == nil {
      // A new main view replaces the one that filled the screen.
      document.arrangement.zoomed = entry(zoomed)?.place == .main ? main : nil
    }
    if let pane = entry(panes.focus), !canFocus(pane), let main { panes.focus = main }
    if let zoomed = document.arrangement.zoomed, zoomed != panes.focus { panes.focus = zoomed }
  }
}
