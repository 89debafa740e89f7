import Configuration
import Experiments
import Optimization
import TerminalGraphics

/// The command line that opens the program on what it shows now.
extension Model {
  /// The options, as words; reading them gives the same picture.
  public var arguments: [String] {
    var shown = experiment
    shown.domain = experiment.usualDomain
    let opensOn = ViewFit.domain(of: race, within: shown.domain)
    var words = shown.arguments
    if view != opensOn {
      let shown = ViewFit.rounded(view)
      let ends = [shown.x.lowerBound, shown.x.upperBound, shown.y.lowerBound, shown.y.upperBound]
      words.append("--domain=" + ends.map(\.shortText).joined(separator: ","))
    }
    words += ["--at", String(step)]
    if !hidden.isEmpty { words += ["--hide", hidden.sorted().map { String($0 + 1) }.joined(separator: ",")] }
    if chosenRun != Model.firstChoice(of: experiment) { words += ["--choose", String(chosenRun + 1)] }
    if inspectorIsOpen { words.append(showsAverages ? "--averages" : "--inspect") }
    if !showsBatches { words.append("--no-cloud") }
    if let layout = panels.argument { words += ["--layout", layout] }
    // The person's configuration may say something else, here or where the line is pasted.
    if themeEntry != ThemeCatalog.standard || themeEntry != themes.usual {
      words += ["--theme", themeEntry.word]
    }
    if speedIsChosen || stepsPerSecond != Model.usualSpeed {
      words += ["--speed", stepsPerSecond.shortText]
    }
    if mainView != openingView() { words += ["--view", mainView.rawValue] }
    if chartQuantity != .loss { words += ["--chart", chartQuantity.rawValue] }
    if chartSpan != .steps { words += ["--chart-axis", chartSpan.rawValue] }
    if !markers.isUsual { words += ["--marker", marker.id] }
    if mainView == .surface { words.append("--turn=" + solid.camera.words) }
    if !lossIsLogarithmic { words += ["--loss-axis", "linear"] }
    return words
  }

  /// The command line, ready to be pasted into a shell.
  public var commandLine: String { (["optviz"] + arguments).map(Model.quoted).joined(separator: " ") }

  /// A word as a POSIX shell takes it.
  private static func quoted(_ word: String) -> String {
    let isPlain = word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_-.,:=+@%/".contains($0)) }
    return isPlain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }
}
