import ArgumentParser

@main
struct Optviz: ParsableCommand {
  func run() throws { print("optviz") }
}
