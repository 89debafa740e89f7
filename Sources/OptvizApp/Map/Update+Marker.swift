import TerminalGraphics

extension Model {
  /// Whether lines are told apart by symbols, since neither dots nor colours do it.
  var usesSymbols: Bool {
    environment.depth == .mono || environment.glyphs == .ascii && document.marker == .ascii
  }

  /// What stands for a line's dots where lines are told apart by symbols; `nil` elsewhere.
  func symbol(_ symbol: Unicode.Scalar) -> Unicode.Scalar? { usesSymbols ? symbol : nil }

  /// Draws lines with the marker of that name, where it can be shown.
  mutating func setMarker(_ id: String) {
    document.marker = environment.markers.first { $0.id == id } ?? document.marker
  }

  /// The next coarser marker, and after the coarsest the finest.
  mutating func showNextMarker() {
    let markers = environment.markers
    let index = markers.firstIndex(of: document.marker) ?? 0
    document.marker = markers[(index + 1) % markers.count]
    notice = "lines: \(document.marker.id)"
  }
}
