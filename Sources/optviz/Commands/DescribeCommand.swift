import ArgumentParser
import Experiments
import Exports

/// Everything about one thing: formula, settings, sources.
struct DescribeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "describe",
    abstract: "Describe an optimizer, a surface, an experiment or anything else that 'optviz list' names.",
    discussion: "An optimizer: its formula, settings, paper, and the implementations it was checked against.")

  @Argument(help: ArgumentHelp("What to describe, as 'optviz list' names it.", valueName: "id"))
  var id: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How it is written. (default: text)", valueName: ListingFormat.words))
  var format: String?

  func validate() throws {
    _ = try item()
    _ = try listingFormat()
  }

  func run() throws {
    let (listing, item) = try item()
    let format = try listingFormat()
    try Output.write { sink in
      switch format {
      case .text: sink.append(lines: item.description(kind: listing.kind))
      case .markdown: sink.append(lines: item.markdownDescription)
      case .json: item.json(kind: listing.kind).writeIndented(into: &sink)
      }
    }
  }

  private func item() throws(InputError) -> (Listing, ListingItem) {
    for listing in ListingCatalog.described {
      if let item = listing.items.first(where: { $0.id == id }) { return (listing, item) }
    }
    let known = ListingCatalog.described.flatMap { $0.items.map(\.id) }
    let suggestion = NearestMatch.suggestion(for: id, among: known)
    throw InputError("nothing is called '\(id)'; \(suggestion)'optviz list' names everything there is")
  }

  private func listingFormat() throws(InputError) -> ListingFormat {
    if let format { try ListingFormat(format, of: "--format") } else { .text }
  }
}
