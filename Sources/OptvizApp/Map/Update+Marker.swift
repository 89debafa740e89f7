import TerminalGraphics

extension Model {
  /// Whether lines are told apart by symbols: without colours, or with ASCII characters alone.
  var usesSymbols: Bool {
    pixelCell == nil
      && (environment.depth == .mono || environment.glyphs == .ascii && document.markers.lines == .ascii)
  }

  /// A symbol in place of a line's dots if lines are told apart by symbols; otherwise `nil`.
  func symbol(_ symbol: Unicode.Scalar) -> Unicode.Scalar? { usesSymbols ? symbol : nil }

  /// Chooses the markers of that name, if they can be shown; figures are then drawn with them, not in pixels.
  mutating func setMarkers(_ id: String) {
    guard let chosen = environment.markers.first(where: { $0.id == id }) else { return }
    document.chosenMarkers = id
    document.markers = chosen
    if pixelCell != nil { document.pixels = .off }
  }

  /// The next markers, and after the plain ones the best: pixels where the terminal has them.
  mutating func showNextMarkers() {
    let sets = MarkerSet.choices(environment.markers)
    // Where pixels were given up by themselves, the key brings them back at once.
    let isNext =
      environment.hasGivenUpPixels && document.pixels != .off || document.markers == sets.last
    if pixelCell == nil, isNext, environment.hasPixels {
      setPixels(.auto)
    } else {
      let index = pixelCell == nil ? sets.firstIndex(of: document.markers) ?? -1 : -1
      setMarkers(sets[(index + 1) % sets.count].id)
    }
    notice = "lines: \(pixelCell == nil ? document.markers.id : "pixels")"
  }
}
