import Exports

/// A catalog as `list` and `describe` show it.
struct Listing: Sendable {
  /// The word after `list`.
  let id: String
  /// The word for one item.
  let kind: String
  /// The heading of the notes in a table.
  let notes: String
  /// The families that a table in Markdown is divided into, in this order; empty where there are none.
  let families: [String]
  /// What is in it, in the catalog's order.
  var items: [ListingItem] { make() }
  private let make: @Sendable () -> [ListingItem]

  /// A listing, whose items are made on demand: the names of all kinds are needed at every start.
  init(
    id: String, kind: String, notes: String = "", families: [String] = [],
    items: @autoclosure @escaping @Sendable () -> [ListingItem]
  ) {
    self.id = id
    self.kind = kind
    self.notes = notes
    self.families = families
    make = items
  }

  /// The catalog as a table within 80 columns: identifiers and their descriptions.
  var table: [String] {
    let margin = (items.map(\.id.count).max() ?? 0) + 2
    let width = TextLayout.width - margin
    return items.flatMap { item in
      // A name that is a question needs no colon.
      let title = item.name.map { $0.hasSuffix("?") ? "\($0) " : "\($0): " } ?? ""
      var lines = TextLayout.wrapped(title + item.summary, to: width)
      for notes in item.notes {
        // A single note may be longer than a line: some formulas are.
        lines += TextLayout.joined(notes, by: ", ", to: width, breaksWords: true).flatMap {
          TextLayout.wrapped($0, to: width)
        }
      }
      return lines.enumerated().map { number, line in
        TextLayout.padded(number == 0 ? item.id : "", to: margin) + line
      }
    }
  }

  /// The catalog as a table in Markdown, as the README beside it has it; each family begins with a row of its title.
  var markdown: [String] {
    func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
    func cells(_ item: ListingItem) -> [String] {
      let title = item.name.map { "**\($0)** " } ?? ""
      let notes = item.notes.map { $0.joined(separator: ", ") }.filter { !$0.isEmpty }
      return ["`\(item.id)`", title + item.summary, notes.joined(separator: "; ")]
        .map { $0.replacing("|", with: "\\|") }
    }
    let items = items
    let rows =
      families.isEmpty
      ? items.map(cells)
      : families.flatMap { family in
        [["*\(family)*", "", ""]] + items.filter { $0.family == family }.map(cells)
      }
    let heading = [[kind, "what it is", notes], ["---", "---", "---"]]
    // If nothing has notes, as with the themes, the column is left out.
    let hasNotes = rows.contains { !$0[2].isEmpty }
    return (heading + rows).map { row(hasNotes ? $0 : $0.dropLast()) }
  }
}

/// One thing in a catalog.
struct ListingItem: Sendable {
  /// The word on the command line.
  let id: String
  /// The name, if it differs from the identifier.
  var name: String?
  /// The family it is listed under, where there are families.
  var family = ""
  /// One sentence.
  let summary: String
  /// Short words for the table, such as the settings; each group begins a line.
  var notes: [[String]] = []
  /// The rest, for a description.
  var sections: [Section] = []
  /// The rest, for programs.
  var members: [(String, JSONValue)] = []

  /// A titled part of a description.
  struct Section: Sendable {
    let title: String
    /// Its lines, at most `TextLayout.width - 2` wide if possible.
    let lines: [String]

    /// Lines that stay as they are.
    init(_ title: String, lines: [String]) {
      self.title = title
      self.lines = lines
    }

    /// A text, wrapped.
    init(_ title: String, _ text: String) {
      self.init(title, lines: TextLayout.wrapped(text, to: TextLayout.width - 2))
    }
  }

  /// The whole description as text.
  func description(kind: String) -> [String] {
    var lines = ["\(id) (\(kind))" + (name.map { ": \($0)" } ?? ""), ""]
    lines += TextLayout.wrapped(summary, to: TextLayout.width)
    for section in sections where !section.lines.isEmpty {
      lines += ["", section.title] + section.lines.map { "  " + $0 }
    }
    return lines
  }

  /// The whole description in Markdown.
  var markdownDescription: [String] {
    ["## \(name ?? id) (`\(id)`)", "", summary]
      + sections.filter { !$0.lines.isEmpty }.flatMap {
        ["", "### \($0.title)", "", "```"] + $0.lines + ["```"]
      }
  }

  /// The whole description for programs.
  var json: JSONValue {
    var all: [(key: String, value: JSONValue)] = [("id", .text(id))]
    if let name { all.append(("name", .text(name))) }
    all.append(("summary", .text(summary)))
    return .object(all + members.map { (key: $0.0, value: $0.1) })
  }

  /// The same, preceded by its kind.
  func json(kind: String) -> JSONValue {
    guard case .object(let members) = json else { return json }
    return .object([("kind", .text(kind))] + members)
  }
}

/// Every catalog that can be listed.
enum ListingCatalog {
  /// One line for each catalog.
  static let all: [Listing] = [
    .surfaces, .dataSets, .optimizers, .wrappers, .schedules, .experiments, .formats, .pictures, .scripts,
    .markers,
    .themes,
    .colorMaps, .keys, .configuration,
  ]

  /// The catalogs whose items have identifiers of their own, and so can be described; keys and a configuration have none,
  /// and scripts those of the optimizers.
  static var described: [Listing] { all.filter { !["keys", "config", "scripts"].contains($0.id) } }

  /// All catalogs in short: their names, and the identifiers in each.
  static var overview: [String] {
    let margin = (described.map(\.id.count).max() ?? 0) + 2
    return described.flatMap { listing in
      TextLayout.joined(listing.items.map(\.id), by: ", ", to: TextLayout.width - margin)
        .enumerated().map { TextLayout.padded($0 == 0 ? listing.id : "", to: margin) + $1 }
    }
  }
}
