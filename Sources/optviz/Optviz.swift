import ArgumentParser
import CTerm
import Experiments
import Glibc
import Wording

/// The program: a tree of commands, of which the screen is the default.
@main
struct Optviz: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "optviz",
    abstract: "Watch optimizers race over a loss surface, in a terminal.",
    discussion: """
      Without a command, the race opens on the screen. The options say what is raced. Without options, \
      six methods race on Beale's function.

      Examples:
        optviz
        optviz --surface rosenbrock --optimizer adam:lr=0.05 --optimizer gd
        optviz run --surface rosenbrock --optimizer adam:lr=0.05 --start=-1.5,2
        optviz run --experiment zigzag --format csv --output zigzag.csv
        optviz --data hubble --scale standard --batch-size 4
        optviz --resume
        optviz list optimizers
        optviz describe adam

      \(ExitStatus.summary)
      """,
    version: "0.1.0",
    subcommands: [
      TUI.self, RunCommand.self, RenderCommand.self, ListCommand.self, DescribeCommand.self,
      CheckCommand.self, FileCommand.self,
      SchemaCommand.self,
    ],
    defaultSubcommand: TUI.self)

  private static var commandNames: [String] {
    configuration.subcommands.compactMap { $0.configuration.commandName }
  }

  static func main() {
    cterm_tame_crashes()
    let words = Array(CommandLine.arguments.dropFirst())
    do {
      try refuseUnreadableWords()
      if let script = CompletionScript.asked(by: words) {
        return try Output.write { sink in sink.append(script + "\n") }
      }
      try refuseUnknownCommand(words)
      var command = try parsed(words)
      try command.run()
    } catch {
      Failure.leave(with: error)
    }
  }

  private static func parsed(_ words: [String]) throws -> any ParsableCommand {
    do {
      return try parseAsRoot(words)
    } catch {
      let named = words.first.flatMap { commandNames.contains($0) ? "optviz \($0)" : nil }
      Failure.leave(withParsing: error, command: named ?? "optviz")
    }
  }

  /// A word that is not UTF-8 would be repaired, and so name another file than the one that was meant.
  private static func refuseUnreadableWords() throws(InputError) {
    for index in 0..<Int(CommandLine.argc) {
      guard let word = CommandLine.unsafeArgv[index], String(validatingCString: word) == nil else { continue }
      throw InputError(
        "argument \(index), '\(String(cString: word))', is not UTF-8; rename the file, or give a link to it")
    }
  }

  /// A first word that is not a command would reach the default command as a stray argument, without a suggestion.
  private static func refuseUnknownCommand(_ words: [String]) throws(InputError) {
    let named = words.first == "help" ? words.dropFirst().first : words.first
    guard let named, !named.hasPrefix("-") else { return }
    let known = commandNames + ["help"]
    if !known.contains(named) { throw .unknown("command", named, known: known) }
  }
}
