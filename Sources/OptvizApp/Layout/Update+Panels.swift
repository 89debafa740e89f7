import TerminalGraphics

extension Model {
  /// The panel that fills the screen; `nil` where none does, or where it is not to be had now.
  var zoomedPane: PaneEntry? {
    guard let id = panels.arrangement.zoomed else { return nil }
    return PanelArrangement.zoomable.first { $0.id == id && $0.isOpen(self) }
  }

  /// Whether a panel can have the focus: it is open, and nobody hid it.
  func canFocus(_ pane: PaneEntry) -> Bool {
    pane.takesFocus && pane.isOpen(self) && !panels.arrangement.hidden.contains(pane.id)
  }

  /// Fills the screen with the panel that has the focus, or shows all again.
  mutating func toggleZoom() {
    panels.arrangement.zoomed = zoomedPane == nil ? focus : nil
  }

  /// Shows all panels again, after one of them filled the screen.
  mutating func endZoom() { panels.arrangement.zoomed = nil }

  /// Hides the panel that has the focus; with the focus on the main view, which stays, brings back what is hidden.
  mutating func hidePanel() {
    endZoom()
    guard let pane = PanelArrangement.sidePanels.first(where: { $0.id == focus }) else {
      let hadHidden = !panels.arrangement.hidden.isEmpty
      panels.arrangement.hidden = []
      notice = hadHidden ? "all panels are back" : "the main view stays; tab chooses the panel to hide"
      return
    }
    if pane.id == .inspector { return toggleInspector() }
    moveFocus(1)
    panels.arrangement.hidden.insert(pane.id)
    notice = "\(pane.id.name) panel hidden; P goes through the layouts, the first one shows all"
  }

  /// Brings a panel back that a person asks for by name.
  mutating func reveal(_ pane: PaneID) { panels.arrangement.hidden.remove(pane) }

  /// Takes the next preset; after an arrangement of a person's own the first.
  mutating func takeNextLayout() {
    let presets = panels.presets
    let place = presets.firstIndex { $0 == panels.preset }.map { $0 + 1 } ?? 0
    take(presets[place % presets.count])
  }

  /// Takes a preset by its name; one that is not known is told.
  mutating func takeLayout(_ name: String) {
    guard let preset = panels.presets.first(where: { $0.name == name }) else {
      notice = "no layout '\(name)'; there are \(panels.presets.map(\.name).joined(separator: ", "))"
      return
    }
    take(preset)
  }

  private mutating func take(_ preset: LayoutPreset) {
    panels.arrangement = preset.arrangement
    inspectorIsOpen = preset.arrangement.opened.contains(.inspector)
    if inspectorIsOpen { lastSidePane = .inspector }
    notice = "layout \(preset.name)" + (preset.summary.isEmpty ? "" : ": \(preset.summary)")
  }

  /// Keeps the arrangement on the screen under a name; what cannot be one is told.
  mutating func keepLayout(as name: String) {
    guard LayoutPreset.isName(name) else {
      notice = "a layout's name is a word of letters, digits, _ and -"
      return
    }
    var arrangement = panels.arrangement.unzoomed
    arrangement.opened = inspectorIsOpen ? [.inspector] : []
    let preset = LayoutPreset(name, "", arrangement)
    panels.own.removeAll { $0.name == name }
    panels.own.append(preset)
    panels.unsaved.append(preset)
    panels.arrangement.opened = arrangement.opened
  }

  // MARK: Sizes

  /// The column beside the main view wider or narrower, or what stands below it higher or lower.
  mutating func resizeSide(by steps: Int) {
    guard zoomedPane == nil, let size = dividedSize(.side) else { return notePanelsStay() }
    let isWide = Layout.isWide(self)
    moveDivider(.side, to: size + (isWide ? 2 : 1) * max(-999, min(999, steps)))
  }

  /// The panel that has the focus higher or lower.
  mutating func resizeFocused(by rows: Int) {
    let rows = max(-999, min(999, rows))
    let layout = Layout(self)
    guard zoomedPane == nil else { return notePanelsStay() }
    for stack in layout.stacks {
      guard let place = stack.firstIndex(where: { $0.pane.id == focus }), stack.count > 1 else { continue }
      let isLast = place == stack.count - 1
      let above = stack[isLast ? place - 1 : place]
      moveDivider(.below(above.pane.id), to: above.rect.height + (isLast ? -rows : rows))
      return
    }
    // Alone in its place, or the main view: what is beside it gives or takes the room.
    guard !Layout.isWide(self), let size = dividedSize(.side) else { return notePanelsStay() }
    let isMain = PaneCatalog.all.contains { $0.id == focus && $0.place == .main }
    moveDivider(.side, to: size + (isMain ? -rows : rows))
  }

  private mutating func notePanelsStay() {
    notice =
      zoomedPane == nil
      ? "this panel has all the height there is; ( and ) move the border beside it"
      : "the panel fills the screen; w shows all again"
  }

  /// How large the part is that a divider bounds, in cells; `nil` where there is no such divider.
  func dividedSize(_ divider: PanelDivider) -> Int? {
    let layout = Layout(self)
    switch divider {
    case .side:
      let rects = layout.stacks.joined().map(\.rect)
      guard let first = rects.first else { return nil }
      if Layout.isWide(self) { return first.width }
      let top = rects.map(\.y).min() ?? first.y
      return (rects.map(\.endY).max() ?? top) - top
    case .column: return Layout.hasOwnColumn(self) ? layout.rect(of: .inspector)?.width : nil
    case .below(let pane): return layout.rect(of: pane)?.height
    }
  }

  /// Moves a divider so that the part it bounds gets a size, as far as the others have room to give.
  mutating func moveDivider(_ divider: PanelDivider, to size: Int) {
    switch divider {
    case .side where Layout.isWide(self):
      panels.arrangement.side = .cells(Layout.clamp(size, Layout.sideRange(self)))
    case .side: panels.arrangement.below = .cells(Layout.clamp(size, Layout.belowRange(self)))
    case .column: panels.arrangement.column = .cells(Layout.clamp(size, Layout.columnRange(self)))
    case .below(let pane):
      for stack in Layout(self).stacks {
        guard let place = stack.firstIndex(where: { $0.pane.id == pane }), place < stack.count - 1 else {
          continue
        }
        let (above, next) = (stack[place], stack[place + 1])
        let both = above.rect.height + next.rect.height
        let isLast = place + 1 == stack.count - 1
        // The last one is not pushed below what it needs.
        let least = Layout.leastRows
        let leastBelow = isLast ? min(next.rect.height, Layout.least(next.pane, self)) : least
        guard both >= least + leastBelow else { return }
        let height = max(least, min(both - leastBelow, size))
        panels.arrangement.heights[above.pane.id] = .cells(height)
        // The last one takes what is left, on a screen of any height.
        panels.arrangement.heights[next.pane.id] = isLast ? nil : .cells(both - height)
      }
    }
  }

  /// After any change: the focus and what fills the screen stay with panels that are there.
  mutating func keepPanelsShown(after message: Message) {
    if case .tick = message { return }
    if let zoomed = panels.arrangement.zoomed, zoomedPane == nil {
      // Another main view takes over from the one that filled the screen.
      let wasMain = PaneCatalog.all.contains { $0.id == zoomed && $0.place == .main }
      panels.arrangement.zoomed = wasMain ? mainView.panes.first : nil
    }
    if let pane = PaneCatalog.all.first(where: { $0.id == focus }), !canFocus(pane),
      let shown = mainView.panes.first
    {
      focus = shown
    }
    if let zoomed = zoomedPane, zoomed.id != focus { focus = zoomed.id }
    // Where there is no room for the panel that has the focus, one that is shown takes it.
    let layout = Layout(self)
    guard !layout.panes.isEmpty, layout.rect(of: focus)?.isEmpty != false else { return }
    let others = [lastSidePane, .race] + mainView.panes
    if let shown = others.first(where: { layout.rect(of: $0)?.isEmpty == false }) { focus = shown }
  }
}
