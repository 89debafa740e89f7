import ArgumentParser
import Experiments
import Exports
import Optimization
import Wording

extension Recording.Ending: Choice {}

/// The race without a screen: every point as numbers.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Make the runs without a screen and write every point.",
    discussion: """
      A run makes all its steps, even after it has converged. It ends early only where its position is no longer a \
      number; that point is its last. Numbers are written with the fewest digits that read back as the same bits. \
      Numbers that are not finite are written as nan, inf and -inf (in JSON, as strings).

      \(Limits.convergence)

      Every format is written in bounded memory. CSV and TSV are written point by point. JSON is written column by \
      column: at most \(JSONExport.mostKept >> 20) MB are kept, and a longer run is repeated for the other columns. \
      A file appears under its name only when it is complete, so an existing file is never left half written.

      Examples:
        optviz run --surface rosenbrock --optimizer adam:lr=0.05 --start=-1.5,2
        optviz run --experiment valley --format csv --every 10 | head
      """)

  @OptionGroup(title: "Experiment") var options: ExperimentOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The output format. (default: what FILE ends in, else \(ExportCatalog.standard.card.id))",
      valueName: ExportCatalog.all.map(\.card.id).joined(separator: "|")),
    completion: .list(ExportCatalog.all.map(\.card.id)))
  var format: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The file to write, instead of standard output (-).", valueName: "file"),
    completion: .file())
  var output: String?

  @Flag(help: "Replace FILE if it exists; the file that is read is never replaced.")
  var force = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Only points 0, k, 2k, ... and the last one.", valueName: "k"))
  var every: String?

  @Option(
    name: .customLong("until"), parsing: .unconditional,
    help: ArgumentHelp(
      "Where a run ends: after all steps, or where it has converged. (default: steps)",
      valueName: Recording.Ending.words), completion: Recording.Ending.completion)
  var ending: String?

  @Flag(
    help: "Also write the named quantities of every step: g, V, S and whatever else the update rule computes."
  )
  var trace = false

  func validate() throws {
    _ = try entry()
  }

  func run() throws {
    let recording = try recording()
    let entry = try entry()
    Failure.remark(recording.experiment.surface.notes)
    Failure.remark(ExperimentOptions.readingRemarks(on: recording.experiment))
    Failure.remark(try ExperimentOptions.remarks(on: recording.experiment))
    let permission = OutputFile.Permission(replaces: force, inputs: options.files)
    func write() throws {
      try Output.write(to: output, permission) { sink in try recording.write(as: entry, into: &sink) }
    }
    if output == nil || output == Output.standardOutput {
      try write()
    } else {
      try OptionError.naming("--output", write)
    }
  }

  private func recording() throws -> Recording {
    Recording(
      try options.experiment(),
      every: try every.map { text throws(InputError) in
        try WholeNumber.read(text, "--every", in: 1...ExperimentOptions.stepRange.upperBound)
      } ?? 1,
      until: try ending.map { word throws(InputError) in try .init(word, of: "--until") } ?? .steps,
      traces: trace)
  }

  private func entry() throws(InputError) -> any Export {
    if let format {
      return try format.asValue(of: "--format") { format throws(InputError) in
        try ExportCatalog.all.entry(format, kind: "format", by: \.card.id)
      }
    }
    let ending = output.flatMap { $0.split(separator: ".").last }
    return ending.flatMap { ExportCatalog.entry($0.lowercased()) } ?? ExportCatalog.standard
  }
}
