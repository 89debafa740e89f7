import ArgumentParser
import Experiments
import Exports
import Wording

/// The catalogs: each as a table.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List \(ListingCatalog.all.map(\.id).joined(separator: ", ")).",
    discussion: "Without a kind, list only the names. 'optviz describe ID' says more about one.")

  @Argument(
    help: ArgumentHelp(
      "What to list: \(ListingCatalog.all.map(\.id).joined(separator: ", ")).", valueName: "kind"),
    completion: .list(ListingCatalog.all.map(\.id)))
  var kind: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The output format. (default: text)", valueName: ListingFormat.words),
    completion: ListingFormat.completion)
  var format: String?

  func validate() throws {
    _ = try listing()
    _ = try listingFormat()
  }

  func run() throws {
    let listing = try listing()
    let format = try listingFormat()
    try Output.write { sink in
      switch (listing, format) {
      case (let listing?, .text): sink.append(lines: listing.table)
      case (let listing?, .markdown): sink.append(lines: listing.markdown)
      case (nil, .markdown): sink.append(lines: ListingCatalog.described.flatMap { $0.markdown + [""] })
      case (nil, .text): sink.append(lines: ListingCatalog.overview)
      case (let listing?, .json): JSONValue.list(listing.items.map(\.json)).writeIndented(into: &sink)
      case (nil, .json):
        JSONValue.object(
          ListingCatalog.described.map { ($0.id, .list($0.items.map { item in .text(item.id) })) }
        ).writeIndented(into: &sink)
      }
    }
  }

  private func listing() throws(InputError) -> Listing? {
    guard let kind else { return nil }
    return try ListingCatalog.all.entry(kind, kind: "list", by: \.id)
  }

  private func listingFormat() throws(InputError) -> ListingFormat {
    if let format { try ListingFormat(format, of: "--format") } else { .text }
  }
}

extension ByteSink {
  /// Adds lines for a person, each with its end.
  mutating func append(lines: [String]) {
    for line in lines { append(line.printableLine + "\n") }
  }
}
