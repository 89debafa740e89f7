import ArgumentParser
import Configuration
import Experiments
import Optimization
import OptvizApp
import TerminalGraphics
import Wording

/// The options that set the first view; at the end the program prints those that bring a view back.
struct ViewOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Open at this step and wait there; without it, the race plays.", valueName: "step"))
  var at: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("A step whose losses the table shows beside those of the present one.", valueName: "step"))
  var pin: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Runs that are not drawn, counted from 1.", valueName: "n,..."))
  var hide: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The run that is chosen, counted from 1.", valueName: "n"))
  var choose: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "What the largest panel shows. (default: both where there are data, else contours)",
      valueName: MainView.words), completion: MainView.completion)
  var view: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "With --view 3d: how far the surface is turned and tilted, in degrees, and how much it is magnified.",
      valueName: "yaw,pitch[,zoom]"))
  var turn: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How the panels stand: \(LayoutPreset.bundled.map(\.name).joined(separator: ", ")), a layout of your own, "
        + "or sizes and panels to hide, such as side=50,hide=chart. (default: standard)",
      valueName: "name|key=value,..."), completion: Completion.layout)
  var layout: String?

  @Flag(help: "Open with the inspector: the chosen run's next step, number by number.")
  var inspect = false

  @Flag(help: "Open with the inspector on the method's moving averages.")
  var averages = false

  @Flag(
    name: .customLong("no-cloud"),
    help: "With data: leave the batch, and where other batches point, off the map.")
  var hidesCloud = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The colours. See 'optviz list themes'; auto is dark or light as the terminal. (default: "
        + "\(ThemeCatalog.standard.id), or the configuration's)",
      valueName: "id|auto|FILE.toml"), completion: Completion.theme)
  var theme: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The colours of the heights, in place of the theme's. See 'optviz list colormaps'. (default: "
        + "\(ColorMapCatalog.themeWord), or the configuration's)",
      valueName: "id|theme"), completion: Completion.colorMap)
  var colormap: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How fast the race is played. (default: 30)", valueName: "steps a second"))
  var speed: String?

  @Flag(
    name: .customLong("no-config"),
    help: "Ignore the configuration file and themes of your own. See 'optviz list config'.")
  var ignoresConfiguration = false

  @Option(
    name: .customLong("loss-axis"), parsing: .unconditional,
    help: ArgumentHelp("The loss chart's axis. (default: log)", valueName: LossAxisChoice.words),
    completion: LossAxisChoice.completion)
  var lossAxis: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("What the chart shows. (default: loss)", valueName: ChartQuantity.words),
    completion: ChartQuantity.completion)
  var chart: String?

  @Option(
    name: .customLong("chart-axis"), parsing: .unconditional,
    help: ArgumentHelp("Over what the chart shows it. (default: steps)", valueName: ChartSpan.words),
    completion: ChartSpan.completion)
  var chartAxis: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "What lines are drawn with. See 'optviz list markers'. (default: auto)", valueName: "id"),
    completion: Completion.marker)
  var marker: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many colours are used. (default: auto)", valueName: ColorChoice.words),
    completion: ColorChoice.completion)
  var color: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Which symbols are used. (default: auto)", valueName: GlyphChoice.words),
    completion: GlyphChoice.completion)
  var glyphs: String?

  /// How the loss chart's axis is divided.
  enum LossAxisChoice: String, Choice {
    case log, linear
  }

  /// Refuses invalid options before the screen opens.
  func validate() throws {
    _ = try colorChoice()
    _ = try glyphChoice()
    let setup = setup
    if let theme, !isPath(theme), !setup.shelf.isAutomatic(theme) {
      _ = try listedTheme(theme, in: setup.shelf)
    }
    _ = try colorMapChoice(among: setup)
    _ = try speedChoice()
    _ = try lossAxisChoice()
    _ = try viewChoice()
    _ = try markerChoice()
    _ = try chartChoice()
    _ = try camera()
    _ = try arrangement(among: setup)
    _ = try hidden()
    _ = try chosenRun()
    if let at { _ = try WholeNumber.read(at, "--at", in: ExperimentOptions.stepRange) }
    _ = try pinnedStep()
  }

  /// What the program opens with.
  func opening(_ experiment: Experiment, showsDomain: Bool) throws -> Model.Opening {
    var opening = Model.Opening(experiment, among: Catalogs.experiments)
    let setup = setup
    try apply(setup, to: &opening)
    opening.showsDomain = showsDomain
    if let at {
      opening.step = min(experiment.steps, try WholeNumber.read(at, "--at", in: ExperimentOptions.stepRange))
    }
    opening.pin = try pinnedStep()
    opening.hidden = try hidden()
    opening.chosenRun = try chosenRun()
    opening.inspects = inspect
    opening.showsAverages = averages
    opening.showsBatches = !hidesCloud
    opening.layouts = setup.layouts
    opening.arrangement = try arrangement(among: setup)
    opening.view = try viewChoice()
    opening.camera = try camera()
    if let view = opening.view, view.needsData, !(experiment.objective is Regression) {
      throw InputError("--view \(view.rawValue) shows data, and \(experiment.surface.entry.card.id) has none")
    }
    if let marker = try markerChoice() { opening.markers = marker }
    opening.chart = try chartChoice()
    if opening.chart.span == .examples, !(experiment.objective is Regression) {
      throw InputError("--chart-axis examples counts data, and \(experiment.surface.entry.card.id) has none")
    }
    if opening.chart.quantity == .distance, !experiment.objective.minima.contains(where: \.isGlobal) {
      throw InputError("--chart distance needs a minimum, and \(experiment.surface.entry.card.id) has none")
    }
    opening.lossIsLinear = try lossAxisChoice() == .linear
    return opening
  }

  func colorChoice() throws(InputError) -> ColorChoice {
    if let color { try ColorChoice(color, of: "--color") } else { .auto }
  }
  func glyphChoice() throws(InputError) -> GlyphChoice {
    if let glyphs { try GlyphChoice(glyphs, of: "--glyphs") } else { .auto }
  }

  private func lossAxisChoice() throws(InputError) -> LossAxisChoice {
    if let lossAxis { try LossAxisChoice(lossAxis, of: "--loss-axis") } else { .log }
  }

  private func viewChoice() throws(InputError) -> MainView? {
    guard let view else { return nil }
    return try MainView(view, of: "--view")
  }

  private func markerChoice() throws(InputError) -> String? {
    guard let marker else { return nil }
    return try marker.asValue(of: "--marker") { marker throws(InputError) in
      try MarkerSet.everywhere.entry(marker, kind: "marker", by: \.id).id
    }
  }

  private func chartChoice() throws(InputError) -> ChartChoice {
    var choice = ChartChoice()
    if let chart { choice.quantity = try ChartQuantity(chart, of: "--chart") }
    if let chartAxis { choice.span = try ChartSpan(chartAxis, of: "--chart-axis") }
    return choice
  }

  private func camera() throws(InputError) -> Camera? {
    guard let turn else { return nil }
    guard let camera = Camera(words: turn) else {
      throw InputError("--turn takes yaw,pitch in degrees, such as 35,30, not '\(turn)'")
    }
    return camera
  }

  /// How the panels are arranged: by the option, or by the person's configuration if it names a layout.
  private func arrangement(among setup: PersonalSetup) throws(InputError) -> PaneArrangement {
    let presets = LayoutPreset.bundled + setup.layouts
    if let layout {
      return try layout.asValue(of: "--layout") { layout throws(InputError) in
        try LayoutPreset.arrangement(layout, among: presets)
      }
    }
    let usual = setup.configuration.layout
    return usual.flatMap { usual in presets.last { $0.name == usual.value }?.arrangement }
      ?? PaneArrangement()
  }

  private func pinnedStep() throws(InputError) -> Int? {
    guard let pin else { return nil }
    return try WholeNumber.read(pin, "--pin", in: ExperimentOptions.stepRange)
  }

  private func chosenRun() throws(InputError) -> Int? {
    guard let choose else { return nil }
    return try WholeNumber.read(choose, "--choose", in: 1...1000)
  }

  private func hidden() throws(InputError) -> Set<Int> {
    guard let hide else { return [] }
    var runs: Set<Int> = []
    for part in hide.split(separator: ",", omittingEmptySubsequences: false) {
      runs.insert(try WholeNumber.read(String(part), "--hide", in: 1...1000))
    }
    return runs
  }
}

extension ColorChoice: Choice {}
extension GlyphChoice: Choice {}
extension MainView: Choice {}
extension ChartQuantity: Choice {}
extension ChartSpan: Choice {}
