import Configuration
import Exports
import OptvizApp
import TerminalGraphics

extension Listing {
  /// The themes of the screen: the bundled ones and the person's.
  static var themes: Listing {
    Listing(id: "themes", kind: "theme", notes: "file", items: PersonalSetup.read().shelf.entries.map(item))
  }

  /// The colour maps that the heights may have, and that a theme may name.
  static var colorMaps: Listing {
    Listing(
      id: "colormaps", kind: "colour map", notes: "licence",
      items: ColorMapCatalog.all.map { map in
        ListingItem(
          id: map.id, name: map.name, summary: map.summary, notes: [[map.licence]],
          sections: [
            .init("On the command line", lines: ["--colormap \(map.id)"]),
            .init("In a theme", lines: ["heat = {map = \"\(map.id)\", from = 0.4, to = 0.0}"]),
            .init("Source", map.source), .init("Licence", map.licence),
          ],
          members: [
            ("source", .text(map.source)), ("licence", .text(map.licence)),
            ("stops", .list(map.gradient.stops.map { .text($0.css) })),
          ])
      })
  }

  private static func item(_ entry: ThemeEntry) -> ListingItem {
    let definition = entry.definition
    let theme = definition.full
    let file: String? = if case .file(let path) = entry.origin { path } else { nil }
    let roles: [(String, Color?)] = [
      ("ground", theme.ground), ("text", theme.text), ("quiet", theme.quiet), ("strong", theme.strong),
      ("border", theme.border), ("focus", theme.focus), ("accent", theme.accent),
      ("warning", theme.warning), ("selection", theme.selection),
    ]
    let heat = [theme.heat.first, theme.heat.last].compactMap { $0?.css }.joined(separator: " to ")
    return ListingItem(
      id: entry.id, summary: definition.summary.isEmpty ? "A theme of your own." : definition.summary,
      notes: file.map { [[$0]] } ?? [],
      sections: [
        .init(
          "Colours",
          lines: roles.map { TextLayout.padded($0.0, to: 12) + ($0.1?.css ?? "the terminal's own") }),
        .init("Paths", lines: TextLayout.joined(theme.paths.map(\.css), by: ", ", to: TextLayout.width - 2)),
        .init("Map", lines: heat.isEmpty ? [] : ["\(heat), \(theme.heat.count) levels"]),
        .init(
          "Problems",
          lines: definition.problems.flatMap {
            TextLayout.wrapped($0.description, to: TextLayout.width - 2)
          }),
        .init("File", lines: file.map { [$0] } ?? []),
        .init("Source", definition.source),
      ],
      members: [
        ("origin", .text(file ?? "bundled")), ("source", .text(definition.source)),
        ("paths", .list(theme.paths.map { .text($0.css) })),
        ("problems", .list(definition.problems.map { .text($0.description) })),
      ])
  }
}
