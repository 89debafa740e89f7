import Configuration
import Experiments
import Optimization
import TerminalGraphics

extension Document {
  /// The document as an experiment file.
  ///
  /// Words, claims and whatever of the view is as it was opened come from the file that it began with. Claims about another
  /// race are left out.
  ///
  /// - Parameter isExact: Whether all of the view is said, also what is as it was opened.
  public func file(_ environment: Environment, isExact: Bool = false) -> ExperimentFile {
    var file = ExperimentFile(experiment)
    (file.hidden, file.looks) = (hiddenRuns, looks)
    file.view = viewTable(environment)
    guard let opened else { return file }
    let former = opened.file
    (file.title, file.caption, file.source, file.tags) =
      (former.title, former.caption, former.source, former.tags)
    if former.experiment == experiment { file.claims = former.claims }
    if isExact { return file }
    for key in ViewKey.allCases where file.view[key] == opened.shown[key] {
      file.view[key] = former.view[key]
    }
    return file
  }

  /// What the screen shows in the words of a file: all that differs from how it shows any experiment.
  func viewTable(_ environment: Environment) -> ViewTable {
    var table = ViewTable()
    table[.at] = String(moment)
    if chosenRun != Model.firstChoice(of: experiment), experiment.optimizers.indices.contains(chosenRun) {
      table[.choose] = experiment.optimizers.labels[chosenRun]
    }
    table[.pin] = pin.map { String($0) }
    if map.isChosen {
      table[.map] = map.words
    }
    addColors(to: &table, environment)
    if speed != Model.usualSpeed { table[.speed] = speed.shortText }
    table[.view] = chosenView?.rawValue
    if solid.isTurned { table[.turn] = solid.camera.words }
    addPanels(to: &table, environment)
    if !showsBatches { table[.cloud] = "false" }
    let shown = chart.shown(experiment, experiment.objective)
    if shown.quantity != .loss { table[.chart] = shown.quantity.rawValue }
    if shown.span != .steps { table[.chartAxis] = shown.span.rawValue }
    if !chart.isLogarithmic { table[.lossAxis] = LossAxisChoice.linear.rawValue }
    return table
  }

  private func addColors(to table: inout ViewTable, _ environment: Environment) {
    let usual = environment.themes
    if followsBackground {
      if !usual.usuallyFollowsBackground { table[.theme] = ThemeShelf.automatic }
    } else if theme != usual.usual || usual.usuallyFollowsBackground, theme.origin == .bundled {
      // A theme of the person's own is not there where the file is opened.
      table[.theme] = theme.id
    }
    if colorMap != environment.usualColorMap { table[.colormap] = colorMap?.id ?? ColorMapCatalog.themeWord }
    table[.marker] = chosenMarkers
    if pixels != environment.usualPixels { table[.pixels] = pixels.rawValue }
  }

  private func addPanels(to table: inout ViewTable, _ environment: Environment) {
    table[.layout] = environment.layoutArgument(arrangement)
    guard arrangement.opened.contains(.inspector) else { return }
    let layout = try? table[.layout].map { try LayoutPreset.arrangement($0, among: LayoutPreset.bundled) }
    if showsAverages {
      table[.averages] = "true"
    } else if layout?.opened.contains(.inspector) != true {
      table[.inspect] = "true"
    }
  }
}

extension MapChoice {
  /// The rectangle that is shown, as `--map` takes it.
  var words: String {
    let ends = [view.x.lowerBound, view.x.upperBound, view.y.lowerBound, view.y.upperBound]
    return ends.map(\.shortText).joined(separator: ",")
  }
}

extension Model {
  /// What is on the screen as an experiment file.
  public var file: ExperimentFile {
    let document = settledState.document
    var file = document.file(environment)
    // A view that was fitted to an earlier state of the race is kept as it is.
    let race = derived.race
    if file.view[.map] == nil, lists.preview == nil, race.computed == race.budget,
      document.map.view != ViewFit.domain(of: race, within: document.experiment.domain)
    {
      file.view[.map] = document.map.words
    }
    return file
  }
}
