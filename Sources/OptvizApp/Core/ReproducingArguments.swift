import Configuration
import Experiments
import Optimization
import TerminalGraphics
import Wording

/// The command line that opens the program on what a document shows.
extension Document {
  /// The options, as words; reading them gives the same picture.
  ///
  /// The program's defaults depend on the environment and on derived data; options give only what
  /// differs from them.
  func arguments(_ environment: Environment, _ derived: Derived) -> [String] {
    var usual = experiment
    usual.domain = experiment.usualDomain(in: environment.experiments)
    var words = usual.arguments(in: environment.experiments)
    if map.view != ViewFit.domain(of: derived.race, within: usual.domain) {
      let shown = ViewFit.rounded(map.view)
      let ends = [shown.x.lowerBound, shown.x.upperBound, shown.y.lowerBound, shown.y.upperBound]
      words.append("--domain=" + ends.map(\.shortText).joined(separator: ","))
    }
    words += ["--at", String(min(moment, derived.race.computed))]
    if looks != Array(looks.indices) {
      words += ["--run-colors", looks.map { String($0 + 1) }.joined(separator: ",")]
    }
    if let pin { words += ["--pin", String(pin)] }
    if !hiddenRuns.isEmpty {
      words += ["--hide", hiddenRuns.sorted().map { String($0 + 1) }.joined(separator: ",")]
    }
    if chosenRun != Model.firstChoice(of: experiment) { words += ["--choose", String(chosenRun + 1)] }
    if arrangement.opened.contains(.inspector) { words.append(showsAverages ? "--averages" : "--inspect") }
    if !showsBatches { words.append("--no-cloud") }
    if let layout = environment.layoutArgument(arrangement) { words += ["--layout", layout] }
    // The person's configuration may set another theme, here or where the line is pasted.
    if followsBackground {
      if !environment.themes.usuallyFollowsBackground { words += ["--theme", ThemeShelf.automatic] }
    } else if environment.themes.usuallyFollowsBackground || theme != ThemeCatalog.standard
      || theme != environment.themes.usual
    {
      words += ["--theme", theme.word]
    }
    if colorMap != environment.usualColorMap || colorMap != nil {
      words += ["--colormap", colorMap?.id ?? ColorMapCatalog.themeWord]
    }
    if environment.speedIsChosen || speed != Model.usualSpeed { words += ["--speed", speed.shortText] }
    let view = derived.layout.mainView
    if view != derived.layout.openingView { words += ["--view", view.rawValue] }
    let shown = chart.shown(experiment, derived.race.objective)
    if shown.quantity != .loss { words += ["--chart", shown.quantity.rawValue] }
    if shown.span != .steps { words += ["--chart-axis", shown.span.rawValue] }
    if markers != environment.markers.first { words += ["--marker", markers.id] }
    // The person's configuration may say something else, here or where the line is pasted.
    if pixels != .auto || environment.usualPixels != .auto { words += ["--pixels", pixels.rawValue] }
    if view == .solid { words.append("--turn=" + solid.camera.words) }
    if !chart.isLogarithmic { words += ["--loss-axis", "linear"] }
    return words
  }
}

extension Document {
  /// The options of a picture of what is shown, as words, without those that a form asks for.
  func pictureArguments(_ environment: Environment, _ derived: Derived) -> [String] {
    var words = experiment.arguments(in: environment.experiments)
    // A domain that is said is shown whole, and any other is fitted to the race.
    let isDomainSaid = words.contains { $0.hasPrefix("--domain") }
    let usual =
      isDomainSaid
      ? experiment.domain : ViewFit.domain(of: derived.race, within: experiment.domain)
    if map.view != usual { words.append("--map=" + map.words) }
    if looks != Array(looks.indices) {
      words += ["--run-colors", looks.map { String($0 + 1) }.joined(separator: ",")]
    }
    if !hiddenRuns.isEmpty {
      words += ["--hide", hiddenRuns.sorted().map { String($0 + 1) }.joined(separator: ",")]
    }
    if chosenRun != Model.firstChoice(of: experiment) { words += ["--choose", String(chosenRun + 1)] }
    if derived.batchScene != nil { words.append("--cloud") }
    let shown = chart.shown(experiment, derived.race.objective)
    if shown.quantity != .loss { words += ["--chart", shown.quantity.rawValue] }
    if shown.span != .steps { words += ["--chart-axis", shown.span.rawValue] }
    if !chart.isLogarithmic { words += ["--loss-axis", "linear"] }
    if solid.isTurned { words.append("--turn=" + solid.camera.words) }
    return words
  }
}

extension Document {
  /// The options of a frame of the screen beside those of a picture: its panels, and what lines are drawn with.
  func screenArguments(_ environment: Environment) -> [String] {
    var words: [String] = []
    if let pin { words += ["--pin", String(pin)] }
    if arrangement.opened.contains(.inspector) { words.append(showsAverages ? "--averages" : "--inspect") }
    if let layout = environment.layoutArgument(arrangement) { words += ["--layout", layout] }
    if markers != environment.markers.first { words += ["--marker", markers.id] }
    return words
  }
}

extension Model {
  /// The options of a frame of the screen beside those.
  var screenArguments: [String] { document.screenArguments(environment) }

  /// The options of a picture of what is shown.
  var pictureArguments: [String] { document.pictureArguments(environment, derived) }

  /// The options that say what is raced.
  var experimentArguments: [String] { document.experiment.arguments(in: environment.experiments) }

  /// The options that bring back what is shown, as words.
  public var arguments: [String] { document.arguments(environment, derived) }

  /// The command line, ready to be pasted into a shell.
  public var commandLine: String { (["optviz"] + arguments).map(\.shellWord).joined(separator: " ") }
}
