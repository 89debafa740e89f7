import ArgumentParser
import Configuration
import Experiments
import Exports
import Optimization
import OptvizApp
import Pictures
import TerminalGraphics
import Wording

extension PageRequest.Labels: Choice {}

/// The race as a picture or as numbers in a file.
struct RenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Write a picture of the race into a file.",
    discussion: """
      The file's ending, or --format, says what is written; see 'optviz list pictures'. Pictures have a light ground \
      unless told, and depend on nothing of the terminal. The same command writes the same bytes, and the file carries \
      the command, the version and the seed. CSV, TSV and JSON are the numbers, as 'optviz run' writes them.

      Examples:
        optviz render --output race.svg
        optviz render --experiment valley --view all --size 1200x700 --theme auto --output valley.svg
        optviz render --animate --output race.svg
        optviz render --surface himmelblau --view 3d --theme night --output himmelblau.svg
      """)

  @OptionGroup(title: "Experiment") var options: ExperimentOptions
  @OptionGroup(title: "Picture") var picture: PictureOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The file to write, or - for standard output.", valueName: "file"),
    completion: .file())
  var output: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "What is written. (default: what FILE ends in)", valueName: RenderTarget.words.joined(separator: "|")),
    completion: .list(RenderTarget.words))
  var format: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Of a script: the library that it uses. (default: the first that has every optimizer)",
      valueName: ScriptStyleCatalog.cards.map(\.id).joined(separator: "|")),
    completion: .list(ScriptStyleCatalog.cards.map(\.id)))
  var style: String?

  @Flag(help: "Replace FILE if it exists; the file that is read is never replaced.")
  var force = false

  func validate() throws {
    let target = try target()
    try picture.check(for: target)
    guard let style else { return }
    guard case .script = target else {
      throw InputError("--style does not go with \(target.word); it goes with \(PythonScript.card.id)")
    }
    try OptionError.naming("--style") {
      _ = try ScriptStyleCatalog.cards.entry(style, kind: "style", by: \.id)
    }
  }

  func run() throws {
    let (file, _) = try options.opened(readsStandardInput: true)
    Failure.remark(file.experiment.surface.notes)
    Failure.remark(ExperimentOptions.readingRemarks(on: file.experiment))
    Failure.remark(try ExperimentOptions.remarks(on: file.experiment))
    let permission = OutputFile.Permission(replaces: force, inputs: options.files)
    let command = RenderJob.command(CommandLine.arguments.dropFirst())
    func write() throws {
      var meter = ProgressMeter()
      defer { meter.end() }
      try Output.write(to: output, permission) { sink in
        try make(file, command: command, into: &sink) { meter.show($0) }
      }
    }
    if output == Output.standardOutput {
      try write()
    } else {
      try OptionError.naming("--output", write)
    }
  }

  /// Makes the file of an experiment and passes its bytes to a sink.
  ///
  /// - Parameters:
  ///   - command: the command line that makes it again.
  ///   - progress: is told the finished share, and throws where the file is no longer wanted.
  func make(
    _ file: ExperimentFile, command: String, into sink: inout ByteSink, progress: (Double) throws -> Void
  ) throws {
    switch try target() {
    case .numbers(let export):
      let recording = Recording(file.experiment, every: 1, until: .steps, traces: false)
      try recording.write(as: export, into: &sink)
    case .picture(let format):
      let job = try picture.job(file, format, command: command, showsDomain: options.domain != nil)
      try job.write(into: &sink, progress: progress)
    case .script:
      // The script's own words, without those of pictures: its text does not depend on them.
      let words = ["optviz"] + file.experiment.arguments(in: Catalogs.experiments)
      let script = try PythonScript(
        file.experiment, style: style, Catalogs.experiments.specification,
        command: words.map(\.shellWord).joined(separator: " "), version: Optviz.configuration.version)
      try script.write(into: &sink)
    }
  }

  private func target() throws(InputError) -> RenderTarget {
    if let format {
      return try format.asValue(of: "--format") { word throws(InputError) in
        guard let target = RenderTarget(word) else {
          throw .unknown("format", word, known: RenderTarget.words, listing: "optviz list pictures")
        }
        return target
      }
    }
    let name = output.split(separator: "/").last ?? ""
    let ending = name.contains(".") ? name.split(separator: ".").last.map { $0.lowercased() } ?? "" : ""
    guard !ending.isEmpty else {
      throw InputError(
        "--output '\(output)' has no ending that says what is written; give --format, one of "
          + RenderTarget.words.joined(separator: ", "))
    }
    guard let target = RenderTarget(ending) else {
      throw InputError.unknown(
        "format", ending, known: RenderTarget.words, listing: "optviz list pictures"
      ).inOption("--output")
    }
    return target
  }
}

/// What `render` writes: a picture, the numbers as `run` does, or a script.
enum RenderTarget {
  case picture(any PictureFormat)
  case numbers(any Export)
  case script

  /// Every word for one.
  static let words =
    PictureCatalog.all.map(\.card.id) + ExportCatalog.all.map(\.card.id)
    + [PythonScript.card.id]

  /// The target of a word; `nil` for none.
  init?(_ word: String) {
    if let format = PictureCatalog.entry(word) {
      self = .picture(format)
    } else if let export = ExportCatalog.entry(word) {
      self = .numbers(export)
    } else if word == PythonScript.card.id {
      self = .script
    } else {
      return nil
    }
  }

  /// The word for it.
  var word: String {
    switch self {
    case .picture(let format): format.card.id
    case .numbers(let export): export.card.id
    case .script: PythonScript.card.id
    }
  }

  /// The options of pictures that it takes.
  var options: Set<PictureOption> {
    switch self {
    case .picture(let format): format.card.options
    case .numbers, .script: []
    }
  }
}
