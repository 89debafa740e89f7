import ArgumentParser
import Experiments
import Exports
import Toml
import Wording

/// Whether experiments' files can be read, and what they claim holds.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Read experiment files, and evaluate their claims.",
    discussion: """
      Every problem is a line: file, line, column, and a sentence. Nothing is written where there is none.

      Examples:
        optviz check zigzag.toml
        optviz check experiments/*.toml
      """)

  @Argument(
    help: ArgumentHelp("The files.", valueName: "file"), completion: Completion.experimentFile)
  var files: [String]

  @Flag(
    name: .customLong("allow-outside"),
    help: "Let a file read a table that lies neither beside nor below it.")
  var allowsOutside = false

  func run() throws {
    var lines: [String] = []
    var status: ExitStatus?
    for path in files {
      do {
        let problems = try CheckCommand.problems(of: path, allowsOutside: allowsOutside)
        lines += problems.map { "\(path):\($0.place.line):\($0.place.column): \($0.message)" }
        if !problems.isEmpty { status = status ?? .data }
      } catch let error as InputFileError {
        lines.append("\(path):1:1: \(error.message)")
        status = error.status
      }
    }
    try Output.write { sink in sink.append(lines: lines) }
    if let status { throw ExitCode(status.rawValue) }
  }

  /// What is wrong with a file, in the order of the places.
  private static func problems(of path: String, allowsOutside: Bool) throws -> [TextProblem] {
    let text = try InputFile.bytes(ofNamed: path, atMost: TomlDocument.mostBytes)
    let file: ExperimentFile
    do throws(ExperimentFileProblems) {
      file = try ExperimentInput.file(text, at: path, allowsOutside: allowsOutside)
    } catch {
      return error.all
    }
    if file.experiment.missingValues == .everywhere, let sentence = file.experiment.remarks.last {
      return [TextProblem(sentence, at: TextPlace(line: 1, column: 1))]
    }
    guard !file.claims.isEmpty else { return [] }
    let check = ClaimCheck(file.experiment)
    return zip(file.claims, Claim.places(in: text)).compactMap { claim, place in
      check.failure(of: claim).map { TextProblem("does not hold: \($0)", at: place) }
    }
  }
}
