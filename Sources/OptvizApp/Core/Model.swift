import Configuration
import Experiments
import Optimization
import TerminalGraphics

/// Everything the program knows: a value that `update` changes and `render` shows.
///
/// The document is what a person could save. Derived data are computed from it. The rest is momentary: what
/// plays, where the pointer and the focus are, what is open over the panes.
public struct Model: Sendable {
  /// What a person could save.
  public internal(set) var document: Document
  /// What is computed from it.
  public internal(set) var derived: Derived {
    _read { yield storedDerived[0] }
    _modify { yield &storedDerived[0] }
  }
  /// One element: it is so large that copying it member by member, as a struct is copied inside another, is 100 kB of code.
  private var storedDerived: [Derived]
  /// What the terminal and the person's configuration give.
  public internal(set) var environment: Environment
  /// What plays.
  public internal(set) var playback = Playback()
  /// Which pane has the focus.
  public internal(set) var panes = PaneState()
  /// Where the pointer is, and what it drags.
  public internal(set) var pointing = Pointing()
  /// What lies over the panes.
  public internal(set) var lists = Lists()
  /// What is typed in the settings.
  public internal(set) var settings = SettingsState()
  /// The inspector's scroll position.
  var inspector = InspectorState()
  /// The changes that can be undone.
  var history = History()
  /// What is remembered of earlier races.
  var memory = RaceMemory()
  /// The file to take away that is being made; `nil` for none.
  var writing: PictureWork?
  /// The file that was opened or saved last.
  public internal(set) var kept: KeptFile?
  /// The person's own experiments, as far as they were looked for.
  public internal(set) var ownExperiments: [OwnExperiment] = []
  /// A sentence about what just happened, until the next key.
  public internal(set) var notice: String?
  /// Whether it is drawn on a page: then paths have their full colour however old they are.
  var isOnPage = false
  /// Whether the program is to end.
  public internal(set) var isOver = false

  /// Counts the changes of everything except the step on display: within one revision only that step moves.
  ///
  /// `Screenful` describes what that means for drawing.
  var revision = 0
  /// Effects requested by the message that is being applied.
  var outbox: [Effect] = []

  /// The program as it opens.
  ///
  /// - Parameter blocks: the finest blocks that the terminal draws well.
  public init(
    _ opening: Opening, depth: ColorDepth, glyphs: GlyphSet, blocks: Marker = .sextant,
    size: (width: Int, height: Int)
  ) {
    self.init(
      opening, on: TerminalTraits(depth: depth, glyphs: glyphs, blocks: blocks), size: size)
  }

  /// The program as it opens on a terminal.
  public init(_ opening: Opening, on terminal: TerminalTraits, size: (width: Int, height: Int)) {
    environment = Environment(
      experiments: opening.experiments,
      keyMap: opening.remappings.isEmpty ? .standard : KeyMap(opening.remappings), themes: opening.themes,
      usualColorMap: opening.usualColorMap, usualPixels: opening.usualPixels, terminal: terminal,
      speedIsChosen: opening.speed != nil, layouts: opening.layouts, pictures: opening.pictures,
      size: Layout.drawn(width: size.width, height: size.height))
    document = Document(opening, environment)
    storedDerived = [
      Derived(
        race: opening.experiment.raceToWatch,
        theme: opening.theme.theme(for: terminal.depth, map: opening.colorMap))
    ]
    followBackground()
    playback.isPlaying = opening.step == nil
    kept = opening.kept
    if let pane = opening.view?.panes.first, pane == .solid { panes.focus = pane }
    if let opened = PaneCatalog.onRequest.first(where: { isOpen($0.id) }) { panes.lastSide = opened.id }
    extendRace()
    if !document.map.isChosen { fitView() }
    notice = keyMapNotice ?? opening.notice ?? pixelNotice
    refreshInspection()
    refreshLayout()
  }

  /// What is wrong with the person's keys.
  private var keyMapNotice: String? {
    let problems = environment.keyMap.problems
    guard let problem = problems.first else { return nil }
    let more = problems.count - 1
    let place = problem.line > 0 ? "keys, line \(problem.line): " : "keys: "
    return place + problem.message + (more > 0 ? " (and \(more) more)" : "")
  }

  /// The step on display.
  public var step: Int { min(document.moment, derived.race.computed) }

  /// The last step that a run has made by the moment on display.
  public func step(of run: Int) -> Int {
    min(derived.race.step(of: run, at: step), derived.race.timelines[run].last)
  }

  /// The outcome of a run at the moment on display.
  func outcome(of run: Int) -> Outcome {
    derived.race.timelines[run].outcome(at: derived.race.step(of: run, at: step))
  }

  /// The optimizer whose settings are shown; `nil` without any run.
  public var chosen: OptimizerChoice? {
    let optimizers = document.experiment.optimizers
    return optimizers.indices.contains(document.chosenRun) ? optimizers[document.chosenRun] : nil
  }

  /// The runs that are drawn.
  public var visibleRuns: [Int] {
    derived.race.timelines.indices.filter { !document.hiddenRuns.contains($0) }
  }

  /// The run whose settings are shown first: the second, since the first is plain descent with only a rate.
  static func firstChoice(of experiment: Experiment) -> Int {
    min(1, max(0, experiment.optimizers.count - 1))
  }
}

extension Document {
  /// What the program opens with; markers that the terminal cannot show are replaced by the best it has.
  init(_ opening: Model.Opening, _ environment: Environment) {
    let experiment = opening.experiment
    let runs = experiment.optimizers.indices
    let markers = environment.markers
    self.init(
      experiment: experiment, looks: opening.looks.count == runs.count ? opening.looks : Array(runs),
      chosenRun: Model.firstChoice(of: experiment),
      map: MapChoice(
        view: opening.map ?? experiment.domain, isChosen: opening.map != nil || opening.showsDomain),
      theme: opening.theme, markers: markers[0])
    (chosenMarkers, pixels) = (opening.markers, opening.pixels)
    takeMarkers(from: markers)
    hiddenRuns = Set(opening.hidden.map { $0 &- 1 }.filter(runs.contains))
    if let run = opening.chosenRun, runs.contains(run &- 1) { chosenRun = run - 1 }
    moment = max(0, min(experiment.steps, opening.step ?? 0))
    pin = opening.pin.map { max(0, min(experiment.steps, $0)) }
    if let wanted = opening.speed, !wanted.isNaN { speed = Model.possibleSpeed(wanted) }
    showsBatches = opening.showsBatches
    showsAverages = opening.showsAverages
    followsBackground = opening.followsBackground
    colorMap = opening.colorMap
    solid = SolidChoice(camera: opening.camera ?? .standard, isTurned: opening.camera != nil)
    chart = opening.chart
    chart.isLogarithmic = !opening.lossIsLinear
    chosenView = opening.view
    arrangement = opening.arrangement
    if opening.inspects || opening.showsAverages { arrangement.opened.insert(.inspector) }
    opened = opening.opened.map { OpenedFile($0, shown: viewTable(environment)) }
  }
}
