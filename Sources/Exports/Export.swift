import Experiments
import Optimization

/// A format for the numbers of an experiment.
///
/// An export only turns points into bytes: it opens no file and prints nothing. `Recording` passes it runs, which it
/// follows as often as it needs, so that none has to be kept as a whole; the `ByteSink` passes the bytes to its owner, which in this
/// program is the command line, writing to standard output or a file.
///
/// The catalog holds values that have written nothing yet; each recording begins with a copy.
///
/// To add a format: one line in `ExportCatalog`, and one file if no type here can write it.
public protocol Export: Sendable {
  /// What is known of the format.
  var card: ExportCard { get }

  /// Writes the part before the first run; `traces` are the named quantities of the points.
  mutating func begin(_ experiment: Experiment, traces: [TraceColumn], into sink: inout ByteSink) throws
  /// Writes a run; runs follow one another in the order of their numbers.
  mutating func write(_ run: RecordedRun, into sink: inout ByteSink) throws
  /// Writes the part after the last run.
  mutating func end(into sink: inout ByteSink) throws
}

/// What is known of a format.
public struct ExportCard: Hashable, Sendable {
  /// The word on the command line, which is also the file extension.
  public let id: String
  /// The name.
  public let name: String
  /// One sentence: its content.
  public let summary: String

  /// A card.
  public init(id: String, name: String, summary: String) {
    self.id = id
    self.name = name
    self.summary = summary
  }
}

/// The outcome of a run, known once it is over.
public struct RunResult: Hashable, Sendable {
  /// The first step at which it had converged.
  public let convergedAt: Int?
  /// The first step at which it was beyond the bound or not a number.
  public let divergedAt: Int?
  /// The step at which it came to rest without a minimum, where it still rests in the end.
  public let stoppedAt: Int?
  /// How many evaluations the optimizer made.
  public let evaluations: Int

  /// The outcome of a run so far.
  public init(_ run: Run) {
    convergedAt = run.convergedAt
    divergedAt = run.divergedAt
    stoppedAt = run.stoppedAt
    evaluations = run.evaluations
  }
}
