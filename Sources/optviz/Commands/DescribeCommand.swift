import ArgumentParser
import Experiments
import Exports
import Optimization
import Wording

/// Everything about one thing: formula, settings, sources.
struct DescribeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "describe",
    abstract: "Describe an optimizer, a surface, an experiment or anything else that 'optviz list' names.",
    discussion: """
      An optimizer: its formula, settings, paper, the implementations it was checked against, and what it is called \
      in the libraries. It may have settings, or be a library's own constructor call.

      'formula' describes what can be typed after --expression; a formula is described as a surface is.

      Examples:
        optviz describe adam
        optviz describe adam:lr=0.01,beta1=0.8 --as torch
        optviz describe 'torch.optim.AdamW(lr=3e-4, weight_decay=0.1)' --as all
        optviz describe formula
        optviz describe 'w^2 + 10*b^2'
      """)

  @Argument(
    help: ArgumentHelp("What to describe, as 'optviz list' names it.", valueName: "id"),
    completion: Completion.described)
  var id: String

  @Option(
    name: .customLong("as"), parsing: .unconditional,
    help: ArgumentHelp(
      "Only the constructor call that makes an optimizer in a library.",
      valueName: (LibraryWording.libraries + ["all"]).joined(separator: "|")),
    completion: .list(LibraryWording.libraries + ["all"]))
  var library: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The output format. (default: text)", valueName: ListingFormat.words),
    completion: ListingFormat.completion)
  var format: String?

  func validate() throws {
    if library == nil { _ = try item() } else { _ = try calls() }
    _ = try listingFormat()
  }

  func run() throws {
    if library != nil {
      let calls = try calls()
      return try Output.write { sink in sink.append(lines: calls) }
    }
    let (kind, item) = try item()
    let format = try listingFormat()
    try Output.write { sink in
      switch format {
      case .text: sink.append(lines: item.description(kind: kind))
      case .markdown: sink.append(lines: item.markdownDescription)
      case .json: item.json(kind: kind).writeIndented(into: &sink)
      }
    }
  }

  private func item() throws(InputError) -> (kind: String, ListingItem) {
    if id == Listing.formulaWord { return ("topic", Listing.formulas) }
    if let formula = try formula() { return ("formula", Listing.item(formula)) }
    if let choice = try choice() { return (Listing.optimizers.kind, Listing.item(choice)) }
    for listing in ListingCatalog.described {
      if let item = listing.items.first(where: { $0.id == id }) { return (listing.kind, item) }
    }
    let known = ListingCatalog.described.flatMap { $0.items.map(\.id) } + [Listing.formulaWord]
    let suggestion = NearestMatch.suggestion(for: id, among: known)
    throw InputError("unknown name '\(id)'; \(suggestion)'optviz list' shows all names")
  }

  /// The typed formula to describe; `nil` if it is something else.
  private func formula() throws(InputError) -> SurfaceChoice? {
    let isWord = id.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    guard !isWord, !id.contains(where: { "@:".contains($0) }) || id.contains(where: { "^?{".contains($0) })
    else { return nil }
    do {
      return try Specification.expression(id)
    } catch {
      // What only a formula has; a constructor call has parentheses and products too.
      guard id.contains(where: { "^²³√\\".contains($0) }) else { return nil }
      throw error
    }
  }

  /// The optimizer to describe; `nil` if it is something else.
  private func choice() throws(InputError) -> OptimizerChoice? {
    if let entry = Catalogs.optimizers.entry(id) { return OptimizerChoice(entry) }
    let isMore = id.contains { ":(+@=".contains($0) }
    return isMore ? try Catalogs.specification.optimizer(id) : nil
  }

  /// The calls that `--as` requests.
  private func calls() throws(InputError) -> [String] {
    guard let choice = try choice() else {
      _ = try item()
      throw InputError("'\(id)' is not an optimizer; --as writes the library's call for an optimizer")
    }
    guard let library, library != "all" else {
      return try LibraryWording.libraries.map { library throws(InputError) in
        switch try LibraryWording.of(choice, in: library, Catalogs.specification) {
        case .call(let call): call
        case .none(let why): "# \(why)"
        }
      }
    }
    guard LibraryWording.libraries.contains(library) else {
      throw .unknown("--as", library, known: LibraryWording.libraries + ["all"])
    }
    switch try LibraryWording.of(choice, in: library, Catalogs.specification) {
    case .call(let call): return [call]
    case .none(let why): throw InputError(why)
    }
  }

  private func listingFormat() throws(InputError) -> ListingFormat {
    if let format { try ListingFormat(format, of: "--format") } else { .text }
  }
}
