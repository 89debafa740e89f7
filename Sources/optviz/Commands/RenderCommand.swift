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

  @Flag(help: "Replace FILE if it exists; the file that is read is never replaced.")
  var force = false

  func validate() throws {
    try picture.check(for: try target())
  }

  func run() throws {
    let target = try target()
    let (file, _) = try options.opened(readsStandardInput: true)
    Failure.remark(file.experiment.surface.notes)
    Failure.remark(ExperimentOptions.readingRemarks(on: file.experiment))
    Failure.remark(try ExperimentOptions.remarks(on: file.experiment))
    let permission = OutputFile.Permission(replaces: force, inputs: options.files)
    func write() throws {
      switch target {
      case .numbers(let export):
        let recording = Recording(file.experiment, every: 1, until: .steps, traces: false)
        try Output.write(to: output, permission) { sink in try recording.write(as: export, into: &sink) }
      case .picture(let format):
        let job = try picture.job(file, format, showsDomain: options.domain != nil)
        try Output.write(to: output, permission) { sink in try job.write(into: &sink) }
      }
    }
    if output == Output.standardOutput {
      try write()
    } else {
      try OptionError.naming("--output", write)
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

/// What `render` writes: a picture, or the numbers as `run` does.
enum RenderTarget {
  case picture(any PictureFormat)
  case numbers(any Export)

  /// Every word for one.
  static let words = PictureCatalog.all.map(\.card.id) + ExportCatalog.all.map(\.card.id)

  /// The target of a word; `nil` for none.
  init?(_ word: String) {
    if let format = PictureCatalog.entry(word) {
      self = .picture(format)
    } else if let export = ExportCatalog.entry(word) {
      self = .numbers(export)
    } else {
      return nil
    }
  }

  /// The word for it.
  var word: String {
    switch self {
    case .picture(let format): format.card.id
    case .numbers(let export): export.card.id
    }
  }

  /// The options of pictures that it takes.
  var options: Set<PictureOption> {
    switch self {
    case .picture(let format): format.card.options
    case .numbers: []
    }
  }
}
