extension Model {
  /// Zooms to the pane that has the focus, or shows all again.
  mutating func toggleZoom() {
    document.arrangement.zoomed = derived.layout.zoomed == nil ? panes.focus : nil
  }

  /// Shows all panes again after a zoom.
  mutating func endZoom() { document.arrangement.zoomed = nil }

  /// Hides the pane that has the focus; the main view stays, and brings back hidden panes instead.
  mutating func hidePane() {
    endZoom()
    guard let pane = PaneArrangement.sidePanes.first(where: { $0.id == panes.focus }) else {
      let hadHidden = !document.arrangement.hidden.isEmpty
      document.arrangement.hidden = []
      notice =
        hadHidden ? "all panels are shown again" : "the main view cannot be hidden; tab chooses another panel"
      return
    }
    if pane.opening != nil { return togglePane(pane.id) }
    moveFocus(1)
    document.arrangement.hidden.insert(pane.id)
    notice = "\(pane.id.name) panel hidden; P goes through the layouts, the first one shows all"
  }

  /// Takes the next preset; after a person's own arrangement, the first.
  mutating func showNextLayout() {
    let presets = environment.presets
    let place = presets.firstIndex { $0 == preset }.map { $0 + 1 } ?? 0
    take(presets[place % presets.count])
  }

  /// Takes a preset by its name; an unknown name is reported.
  mutating func setLayout(_ name: String) {
    let presets = environment.presets
    guard let preset = presets.first(where: { $0.name == name }) else {
      notice = "no layout '\(name)'; there are \(presets.map(\.name).joined(separator: ", "))"
      return
    }
    take(preset)
  }

  private mutating func take(_ preset: LayoutPreset) {
    document.arrangement = preset.arrangement
    if let opened = PaneCatalog.onRequest.first(where: { preset.arrangement.opened.contains($0.id) }) {
      panes.lastSide = opened.id
    }
    notice = "layout \(preset.name)" + (preset.summary.isEmpty ? "" : ": \(preset.summary)")
  }

  /// Keeps the arrangement on the screen under a name; an invalid name is reported.
  mutating func saveLayout(as name: String) {
    guard LayoutPreset.isName(name) else {
      notice = "a layout's name is a word of letters, digits, _ and -"
      return
    }
    let preset = LayoutPreset(name, "", document.arrangement.unzoomed)
    environment.layouts.removeAll { $0.name == name }
    environment.layouts.append(preset)
    outbox.append(.saveLayout(preset))
  }
}
