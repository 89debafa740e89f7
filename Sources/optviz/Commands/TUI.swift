import ArgumentParser
import Experiments
import Glibc
import OptvizApp
import TerminalGraphics

extension ColorChoice: ExpressibleByArgument {}
extension GlyphChoice: ExpressibleByArgument {}

/// The terminal interface.
struct TUI: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Race optimizers in the terminal (the default).",
    discussion: "Press ? in the program for its keys. Leaving prints the command line for the view you left.")

  @Option(help: ArgumentHelp("Colours: auto, truecolor, 256, 16, 8 or mono.", valueName: "depth"))
  var color = ColorChoice.auto

  @Option(help: ArgumentHelp("Symbols: auto, unicode or ascii.", valueName: "set"))
  var glyphs = GlyphChoice.auto

  func run() throws {
    let code = MainActor.assumeIsolated { show() }
    if code != 0 { throw ExitCode(code) }
  }

  @MainActor
  private func show() -> Int32 {
    let screen: Screen
    do throws(ScreenError) {
      screen = try Screen.open(color: color, glyphs: glyphs)
    } catch {
      let line = "optviz: \(error.message)\n"
      write(STDERR_FILENO, line, line.utf8.count)
      return 2
    }
    var program = Program(Model.Opening(ExperimentCatalog.opening.experiment), on: screen)
    let ending = program.run()
    screen.close()
    switch ending {
    case .left: return 0
    case .hungUp: return 129
    case .terminated(let signal): return 128 + signal
    }
  }
}
