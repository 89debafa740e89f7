import TerminalGraphics

extension Model {
  /// Whether lines are told apart by symbols: without colours, or with ASCII characters alone.
  var usesSymbols: Bool {
    environment.depth == .mono || environment.glyphs == .ascii && document.markers.lines == .ascii
  }

  /// A symbol in place of a line's dots if lines are told apart by symbols; otherwise `nil`.
  func symbol(_ symbol: Unicode.Scalar) -> Unicode.Scalar? { usesSymbols ? symbol : nil }

  /// Chooses the markers of that name, if they can be shown.
  mutating func setMarkers(_ id: String) {
    guard let chosen = environment.markers.first(where: { $0.id == id }) else { return }
    document.chosenMarkers = id
    document.markers = chosen
  }

  /// The next markers, and after the plain ones the best.
  mutating func showNextMarkers() {
    let sets = MarkerSet.choices(environment.markers)
    let index = sets.firstIndex(of: document.markers) ?? -1
    setMarkers(sets[(index + 1) % sets.count].id)
    notice = "lines: \(document.markers.id)"
  }
}
