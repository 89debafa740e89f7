extension Model {
  /// Whether the inspector is open and has its place on the screen.
  private var inspectorIsShown: Bool { Layout(self).rect(of: .inspector)?.isEmpty == false }

  /// Opens the inspector; brings it back where another panel has its place; closes it where it is seen.
  mutating func toggleInspector() {
    if inspectorIsShown { closeInspector() } else { showInspector() }
  }

  /// Shows the moving averages, or the step again.
  mutating func toggleAverages() {
    showsAverages = !(showsAverages && inspectorIsShown)
    inspectorScroll = 0
    if !inspectorIsShown { showInspector() }
  }

  /// Moves what the inspector shows up or down, as far as there is something.
  mutating func scrollInspector(_ rows: Int) {
    guard let rect = Layout(self).rect(of: .inspector) else { return }
    let last = InspectorPane.lastScroll(self, in: rect)
    inspectorScroll = max(0, min(last, min(last, inspectorScroll) + max(-last, min(last, rows))))
  }

  private mutating func showInspector() {
    inspectorIsOpen = true
    refreshInspection()
    inspectorScroll = 0
    lastSidePane = .inspector
    // The focus stays, so that ↑ and ↓ choose the run that is inspected; on the smallest screens only the panel that
    // has the focus is there.
    if !inspectorIsShown { setFocus(.inspector) }
  }

  private mutating func closeInspector() {
    inspectorIsOpen = false
    if focus == .inspector { setFocus(.race) }
    if lastSidePane == .inspector { lastSidePane = .settings }
  }
}
