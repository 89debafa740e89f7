import ArgumentParser
import Experiments
import Glibc
import OptvizApp

/// The race on the screen.
struct TUI: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tui", abstract: "Open the race on the screen (what happens without a command).",
    discussion: "Press ? there for the keys. Leaving prints the command line that brings the same view back.")

  @OptionGroup(title: "Experiment") var options: ExperimentOptions
  @OptionGroup(title: "View") var view: ViewOptions

  func run() throws {
    let experiment = try options.experiment(readsStandardInput: false)
    let remarks = try ExperimentOptions.remarks(on: experiment)
    var opening = try view.opening(experiment, showsDomain: options.domain != nil)
    if let notice = opening.notice ?? remarks.last { opening.notice = notice }
    let (color, glyphs) = (try view.colorChoice(), try view.glyphChoice())
    let code = MainActor.assumeIsolated { TUI.show(opening, color, glyphs) }
    if code != 0 { throw ExitCode(code) }
  }

  @MainActor
  private static func show(_ opening: Model.Opening, _ color: ColorChoice, _ glyphs: GlyphChoice) -> Int32 {
    let screen: Screen
    do throws(ScreenError) {
      screen = try Screen.open(color: color, glyphs: glyphs)
    } catch {
      say("optviz: \(error.message)", to: STDERR_FILENO)
      return 2
    }
    let program = Program(opening, on: screen)
    let ending = program.run()
    screen.close()
    switch ending {
    case .left(let commandLine):
      say(commandLine, to: STDOUT_FILENO)
      return 0
    case .hungUp: return 128 + SIGHUP
    case .terminated(let signal): return 128 + signal
    }
  }

  private static func say(_ text: String, to file: Int32) {
    var line = text + "\n"
    _ = line.withUTF8 { write(file, $0.baseAddress, $0.count) }
  }
}
