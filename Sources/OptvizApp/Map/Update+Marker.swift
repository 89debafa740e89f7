import TerminalGraphics

extension Model {
  /// Whether lines are told apart by symbols: without colours, or with ASCII characters alone.
  var usesSymbols: Bool {
    environment.depth == .mono || environment.glyphs == .ascii && document.markers.lines == .ascii
  }

  /// A symbol in place of a line's dots if lines are told apart by symbols; otherwise `nil`.
  func symbol(_ symbol: Unicode.Scalar) -> Unicode.Scalar? { usesSymbols ? symbol : nil }

  /// Chooses the markers of that name, if they can be shown.
  mutating func setMarkers(_ id: String) { document.markers = environment.markers(named: id) }

  /// The next markers, and after the coarsest the best.
  mutating func showNextMarkers() {
    let sets = MarkerSet.choices(environment.markers)
    let index = sets.firstIndex(of: document.markers) ?? -1
    document.markers = sets[(index + 1) % sets.count]
    notice = "lines: \(document.markers.id)"
  }
}
