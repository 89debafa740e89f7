import ArgumentParser
import Experiments
import Glibc
import OptvizApp
import Wording

/// The race on the screen.
struct TUI: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tui", abstract: "Open the race on the screen (what happens without a command).",
    discussion: "Press ? there for the keys. Leaving prints the command line that brings the same view back.")

  @Flag(help: "Bring back the last session: what was on the screen, and all that can be undone.")
  var resume = false

  @OptionGroup(title: "Experiment") var options: ExperimentOptions
  @OptionGroup(title: "View") var view: ViewOptions

  /// The options that go with --resume; all others say what the session says.
  private static let besideResume = ["--color", "--glyphs", "--no-config", "--resume"]

  func validate() throws {
    guard resume else { return }
    let others = CommandLine.arguments.dropFirst().filter { $0.hasPrefix("--") }
      .map { String($0.prefix { $0 != "=" }) }.filter { !TUI.besideResume.contains($0) }
    if let other = others.first {
      throw InputError("--resume brings everything back; \(other) cannot be given with it")
    }
  }

  func run() throws {
    let session = resume ? try SessionStore.read() : nil
    let (file, kept) = try session.map { ($0.now.file, nil) } ?? options.opened(readsStandardInput: false)
    let remarks = try ExperimentOptions.remarks(on: file.experiment)
    var opening = try view.opening(file, showsDomain: options.domain != nil)
    opening.kept = kept
    opening.pictures = PictureWriter.kinds
    if let notice = opening.notice ?? remarks.last { opening.notice = notice }
    let (color, glyphs) = (try view.colorChoice(), try view.glyphChoice())
    try MainActor.assumeIsolated { try TUI.show(opening, session, color, glyphs) }
  }

  @MainActor
  private static func show(
    _ opening: Model.Opening, _ session: Session?, _ color: ColorChoice, _ glyphs: GlyphChoice
  ) throws {
    let screen = try Screen.open(
      color: color, glyphs: glyphs, followsBackground: opening.followsBackground,
      insistsOnPixels: opening.pixels == .on)
    let program = Program(opening, session, on: screen)
    let ending = program.run()
    screen.close()
    switch ending {
    case .left(let commandLine): try Output.write { sink in sink.append(commandLine.printableLine + "\n") }
    case .hungUp: throw ExitCode(128 + SIGHUP)
    case .terminated(let signal): throw ExitCode(128 + signal)
    }
  }
}
