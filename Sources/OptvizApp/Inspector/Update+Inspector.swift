/// How the inspector is scrolled.
struct InspectorState: Hashable, Sendable {
  /// The first of its rows that is shown.
  var scroll = 0
}

extension Model {
  /// Shows the moving averages, or the step again.
  mutating func toggleAverages() {
    let isShown = derived.layout.shows(.inspector)
    document.showsAverages = !(document.showsAverages && isShown)
    inspector.scroll = 0
    if !isShown { openPane(.inspector) }
  }

  /// Scrolls the inspector, as far as there is more.
  mutating func scrollInspector(_ rows: Int) {
    guard let rect = derived.layout.rect(of: .inspector) else { return }
    let (width, height) = (rect.width - 4, rect.height - 2)
    let last = max(0, InspectorContent(self, width: width).height(fitting: height) - height)
    inspector.scroll = max(0, min(last, min(last, inspector.scroll) + max(-last, min(last, rows))))
  }
}
