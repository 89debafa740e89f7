/// What lines are drawn with: one alphabet for paths, and one for contours and curves.
public struct MarkerSet: Hashable, Sendable {
  /// The name in lists and settings.
  public let id: String
  /// One sentence.
  public let summary: String
  /// For the paths of runs.
  public let paths: Marker
  /// For contours, curves and all other lines.
  public let lines: Marker

  /// The sets that a terminal can show, the best one first; the first four are what a key goes through.
  public static func all(for glyphs: GlyphSet, _ depth: ColorDepth, blocks: Marker) -> [MarkerSet] {
    let markers = Marker.all(for: glyphs, depth, finestBlocks: blocks)
    let fine = markers.first ?? .ascii
    let solid = glyphs == .unicode ? markers.first(where: \.isSolid) : nil
    var sets = [
      MarkerSet(
        id: "auto",
        summary: "Solid paths over thin lines, in the finest symbols that the terminal draws well.",
        paths: solid ?? fine, lines: fine),
      MarkerSet(id: "dots", summary: "Dots for everything.", paths: fine, lines: fine),
      MarkerSet(
        id: "blocks", summary: "Blocks without gaps for everything.", paths: solid ?? fine,
        lines: solid ?? fine),
      MarkerSet(id: "plain", summary: "Characters that every terminal has.", paths: .ascii, lines: .ascii),
    ]
    sets += markers.map { MarkerSet(id: $0.id, summary: $0.summary, paths: $0, lines: $0) }
    return sets
  }

  /// Every set's name and sentence, whatever the terminal; with the blocks that most terminals have.
  public static let everywhere =
    all(for: .unicode, .direct, blocks: .quadrant).prefix(4)
    + Marker.all.map { MarkerSet(id: $0.id, summary: $0.summary, paths: $0, lines: $0) }

  /// The sets that a key goes through: those of the first four that differ.
  public static func choices(_ sets: [MarkerSet]) -> [MarkerSet] {
    var seen: Set<[Marker]> = []
    return sets.prefix(4).filter { seen.insert([$0.paths, $0.lines]).inserted }
  }
}
