import Experiments
import Optimization

/// A format that the numbers of an experiment are written in.
///
/// An export turns points into bytes and nothing else: it opens no file and prints nothing. `Recording` makes the
/// runs and hands it their points as they come; the `ByteSink` passes the bytes to its owner, which in this
/// program is the command line, writing to standard output or a file.
///
/// A value that has written nothing yet is a format, as the catalog holds it; each recording begins with a copy.
///
/// To add a format: one line in `ExportCatalog`, with one file beside it where no type here can write it.
public protocol Export: Sendable {
  /// What is known of the format.
  var card: ExportCard { get }

  /// Writes what comes before the first run; `traces` are the named quantities that the points bring along.
  mutating func begin(_ experiment: Experiment, traces: [TraceColumn], into sink: inout ByteSink) throws
  /// A run begins; runs are numbered from 0 and follow one another.
  mutating func beginRun(_ number: Int, _ optimizer: OptimizerChoice, into sink: inout ByteSink) throws
  /// The run's next points, in order, some thousand at a time.
  mutating func add(_ samples: Samples, into sink: inout ByteSink) throws
  /// The run is over.
  mutating func endRun(_ result: RunResult, into sink: inout ByteSink) throws
  /// Writes what comes after the last run.
  mutating func end(into sink: inout ByteSink) throws
}

/// What is known of a format.
public struct ExportCard: Hashable, Sendable {
  /// The word on the command line, which is also the ending of files.
  public let id: String
  /// The name.
  public let name: String
  /// One sentence: what is in it.
  public let summary: String

  /// A card.
  public init(id: String, name: String, summary: String) {
    self.id = id
    self.name = name
    self.summary = summary
  }
}

/// What became of a run, known once it is over.
public struct RunResult: Hashable, Sendable {
  /// The first step at which it had converged.
  public let convergedAt: Int?
  /// The first step at which it was beyond the bound or not a number.
  public let divergedAt: Int?
  /// How many evaluations the optimizer asked for.
  public let evaluations: Int

  /// What became of a run so far.
  public init(_ run: Run) {
    convergedAt = run.convergedAt
    divergedAt = run.divergedAt
    evaluations = run.evaluations
  }
}
