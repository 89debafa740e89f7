import ArgumentParser
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
      Without a command, the race opens on the screen. The options say what is raced; without any, it is the \
      comparison of methods on Beale's function.

      Examples:
        optviz
        optviz --surface rosenbrock --optimizer adam:lr=0.05 --optimizer gd
        optviz run --surface rosenbrock --optimizer adam:lr=0.05 --start=-1.5,2
        optviz run --experiment zigzag --format csv --output zigzag.csv
        optviz --data hubble --scale standard --batch-size 4
        optviz list optimizers
        optviz describe adam

      Exit codes: 0 done; 2 no usable terminal; 64 something in the command line is wrong; 65 something in a file \
      is wrong; 66 a file cannot be opened, or nothing comes from it; 73 a file cannot be created; 74 reading or \
      writing failed.
      """,
    version: "0.1.0",
    subcommands: [TUI.self, RunCommand.self, ListCommand.self, DescribeCommand.self],
    defaultSubcommand: TUI.self)

  private static var commandNames: [String] {
    configuration.subcommands.compactMap { $0.configuration.commandName }
  }

  static func main() {
    let words = Array(CommandLine.arguments.dropFirst())
    do {
      if let script = CompletionScript.asked(by: words) {
        return try Output.write { sink in sink.append(script + "\n") }
      }
      try refuseUnknownCommand(words)
      var command = try parseAsRoot(words)
      try command.run()
    } catch {
      let named = words.first.flatMap { commandNames.contains($0) ? "optviz \($0)" : nil }
      Failure.leave(with: error, in: self, command: named ?? "optviz")
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
