import ArgumentParser
import Experiments
import Exports
import OptvizApp
import Wording

/// What the options describe, as a file.
struct FileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "file",
    abstract: "Write what the options describe as an experiment file, or as a command line.",
    discussion: """
      A file is TOML. 'optviz --experiment FILE.toml' opens it, 'optviz check FILE.toml' reads it and evaluates its \
      claims, 'optviz schema' describes it for an editor.

      Examples:
        optviz file --surface rosenbrock --optimizer adam:lr=0.05 --output mine.toml
        optviz file --experiment zigzag
        optviz file --experiment mine.toml --as command
      """)

  /// What is written.
  enum Form: String, Choice {
    case file, command
  }

  @OptionGroup(title: "Experiment") var options: ExperimentOptions
  @OptionGroup(title: "View") var view: ViewOptions

  @Option(
    name: .customLong("as"), parsing: .unconditional,
    help: ArgumentHelp("What is written. (default: file)", valueName: Form.words), completion: Form.completion
  )
  var form: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Where it is written, instead of standard output (-).", valueName: "file"),
    completion: .file())
  var output: String?

  @Flag(help: "Replace FILE if it exists.")
  var force = false

  func run() throws {
    let form = try form.map { word throws(InputError) in try Form(word, of: "--as") } ?? .file
    let file = try view.completed(try options.file())
    _ = try view.opening(file, showsDomain: false)
    let text: String
    switch form {
    case .file: text = try ExperimentOutput.text(of: file, at: output)
    case .command:
      let words = ["optviz"] + file.arguments(in: Catalogs.experiments)
      text = words.map(\.shellWord).joined(separator: " ") + "\n"
    }
    try OptionError.naming("--output") {
      try Output.write(to: output, OutputFile.Permission(replaces: force, inputs: options.files)) { sink in
        sink.append(text)
      }
    }
  }
}
