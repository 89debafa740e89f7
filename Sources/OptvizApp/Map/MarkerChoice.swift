import TerminalGraphics

/// The marker that every line is drawn with, chosen among those that the terminal can show.
public struct MarkerChoice: Hashable, Sendable {
  /// What can be chosen, finest first; never empty.
  let available: [Marker]
  /// What is chosen.
  private(set) var marker: Marker

  /// The wanted marker, or the finest where the terminal cannot show it or none is wanted.
  init(_ wanted: Marker?, _ glyphs: GlyphSet, _ depth: ColorDepth, hasSextants: Bool) {
    let all = Marker.all(for: glyphs, depth, hasSextants: hasSextants)
    available = all
    marker = all.first { $0 == wanted } ?? all.first ?? .ascii
  }

  /// Whether it is the one that is there without a choice.
  var isUsual: Bool { marker == available.first }

  /// The one of that name, where it can be shown.
  mutating func take(_ id: String) { marker = available.first { $0.id == id } ?? marker }

  /// The next coarser one, and after the coarsest the finest.
  mutating func advance() {
    let index = available.firstIndex(of: marker) ?? 0
    marker = available[(index + 1) % available.count]
  }
}

extension Model {
  /// What every line is drawn with.
  var marker: Marker { markers.marker }

  /// What stands for a line's dots where runs are told apart by symbols; `nil` where dots or colours do it.
  func symbol(_ symbol: Unicode.Scalar) -> Unicode.Scalar? {
    guard depth == .mono || glyphs == .ascii && marker == .ascii else { return nil }
    return symbol
  }

  mutating func takeNextMarker() {
    markers.advance()
    notice = "lines: \(marker.id)"
  }
}
