import ArgumentParser

@main
struct Optviz: ParsableCommand {
  static let configuration = CommandConfiguration(subcommands: [TUI.self], defaultSubcommand: TUI.self)
}
