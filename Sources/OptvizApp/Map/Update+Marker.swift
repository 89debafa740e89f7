import TerminalGraphics

extension Model {
  /// Whether lines are told apart by symbols: without colours, or with ASCII characters alone.
  var usesSymbols: Bool {
    environment.depth == .mono || environment.glyphs == .ascii && document.marker == .ascii
  }

  /// A symbol in place of a line's dots if lines are told apart by symbols; otherwise `nil`.
  func symbol(_ symbol: Unicode.Scalar) -> Unicode.Scalar? { usesSymbols ? symbol : nil }

  /// Chooses the marker of that name, if it can be shown.
  mutating func setMarker(_ id: String) {
    guard let chosen = environment.markers.first(where: { $0.id == id }) else { return }
    document.chosenMarker = chosen
    document.marker = chosen
  }

  /// The next coarser marker, and after the coarsest the finest.
  mutating func showNextMarker() {
    let markers = environment.markers
    let index = markers.firstIndex(of: document.marker) ?? 0
    setMarker(markers[(index + 1) % markers.count].id)
    notice = "lines: \(document.marker.id)"
  }
}
