import ArgumentParser
import Glibc

/// The race on the screen.
struct TUI: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tui", abstract: "Open the race on the screen (what happens without a command).")

  @OptionGroup(title: "Experiment") var options: ExperimentOptions

  func run() throws {
    let line = "optviz: not built yet\n"
    _ = write(STDERR_FILENO, line, line.utf8.count)
    throw ExitCode(1)
  }
}
