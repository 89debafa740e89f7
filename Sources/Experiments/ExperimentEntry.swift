import Optimization
import Synchronization

/// An experiment in the catalog: a bundled file, which is read when it is wanted.
public struct ExperimentEntry: Sendable {
  private let bundled: BundledExperiment
  private let read: ReadExperiments

  init(_ bundled: BundledExperiment, _ read: ReadExperiments) { (self.bundled, self.read) = (bundled, read) }

  /// The word on the command line.
  public var id: String { bundled.id }
  /// The name on the screen.
  public var name: String { words.title }
  /// One sentence or two: what it shows.
  public var summary: String { words.caption }
  /// Where its settings come from.
  public var source: String { words.source }
  /// What it belongs to.
  public var tags: [String] { words.tags }
  /// What it shows, in numbers.
  public var claims: [Claim] { file.claims }
  /// What is raced.
  public var experiment: Experiment { file.experiment }
  /// All of it.
  public var file: ExperimentFile { read.file(bundled) }

  /// The words alone, for which the runs need not be understood: many are listed at once.
  public var words: ExperimentWords { read.words(bundled) }
}

/// What has been read of bundled files, so that each is read once.
final class ReadExperiments: Sendable {
  private let optimizers: OptimizerCatalog
  private let words = Mutex<[String: ExperimentWords]>([:])
  private let files = Mutex<[String: ExperimentFile]>([:])

  init(_ optimizers: OptimizerCatalog) { self.optimizers = optimizers }

  func words(_ bundled: BundledExperiment) -> ExperimentWords {
    if let known = words.withLock({ $0[bundled.id] }) { return known }
    let new = ExperimentWords(bundled.text())
    words.withLock { $0[bundled.id] = new }
    return new
  }

  func file(_ bundled: BundledExperiment) -> ExperimentFile {
    if let known = files.withLock({ $0[bundled.id] }) { return known }
    let new: ExperimentFile
    do {
      // Without files it can only name bundled data.
      new = try ExperimentFile.read(bundled.text(), with: optimizers)
    } catch {
      // A test reads every file, so a wrong one never ships.
      preconditionFailure("experiment \(bundled.id): \(error.brief)")
    }
    files.withLock { $0[bundled.id] = new }
    return new
  }
}
