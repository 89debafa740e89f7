import Optimization
import Wording

/// The bundled experiments, built from the optimizers that are passed in.
public struct ExperimentCatalog: Sendable {
  /// The optimizers that experiments and command lines name.
  public let optimizers: OptimizerCatalog
  /// One entry for each experiment, in the order in which they are listed.
  public let entries: [ExperimentEntry]

  /// The experiments, with these optimizers.
  public init(optimizers: OptimizerCatalog) {
    self.optimizers = optimizers
    let read = ReadExperiments(optimizers)
    entries = BundledExperiment.all.map { ExperimentEntry($0, read) }
  }

  /// The experiment that the program opens with.
  public var opening: ExperimentEntry { entries[0] }

  /// The words for these optimizers.
  public var specification: Specification { Specification(optimizers: optimizers) }

  /// The identifiers of all experiments, whatever their optimizers.
  static let names = BundledExperiment.all.map(\.id)

  /// The experiment of that identifier.
  ///
  /// Refuses an unknown one, and says where a word of another kind belongs.
  public func named(_ id: String) throws(InputError) -> ExperimentEntry {
    if let entry = entry(id) { return entry }
    if let remedy = MisplacedWord.remedy(for: id, in: .experiment, of: optimizers) {
      throw InputError("'\(id)': \(remedy)")
    }
    throw .unknown("experiment", id, known: Self.names, listing: "optviz list experiments")
  }

  /// The experiment of that identifier; `nil` for none.
  public func entry(_ id: String) -> ExperimentEntry? { entries.first { $0.id == id } }
}

/// The experiments are always the same, so catalogs differ only in their optimizers.
extension ExperimentCatalog: Hashable {
  public static func == (a: ExperimentCatalog, b: ExperimentCatalog) -> Bool { a.ids == b.ids }
  public func hash(into hasher: inout Hasher) { hasher.combine(ids) }

  private var ids: [String] { optimizers.entries.map(\.card.id) }
}
