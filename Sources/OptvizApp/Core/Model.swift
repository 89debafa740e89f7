import Configuration
import Experiments
import Optimization
import TerminalGraphics

/// Everything the program knows: a value that `update` changes and `render` shows.
public struct Model: Sendable {
  /// What is raced.
  public internal(set) var experiment: Experiment
  /// The race itself, computed as far as `race.computed`.
  public internal(set) var race: Race
  /// The step on display is the smaller of this and what is computed.
  public internal(set) var target = 0
  /// Whether the step on display advances by itself.
  public internal(set) var isPlaying = false
  /// How fast it advances.
  public internal(set) var stepsPerSecond = Model.usualSpeed
  /// Whether the program was asked to open at a speed, so that leaving it says which.
  let speedIsChosen: Bool
  /// Where between two steps the playback is, and when that was.
  var playhead = 0.0
  var lastTick: Double?

  /// Counts the changes of everything but the step on display: in one edition only that has moved.
  var edition = 0
  /// Where the panes lie in this edition.
  var layout = Layout.none

  /// The part of the plane that the map shows.
  public internal(set) var view: Domain
  /// Whether a person chose the view, so that it is kept and reproduced.
  public internal(set) var viewIsChosen = false
  /// The map as it was last computed.
  public internal(set) var map: MapScene?
  /// What stays of its picture while runs move.
  var mapGround: MapGround?
  /// The map that was asked for last.
  var mapRequest: MapRequest?
  /// How much of it is computed, where that takes long.
  var mapProgress: Double?
  /// Where the map lies on the screen.
  var mapRect = Rect(x: 0, y: 0, width: 0, height: 0)
  /// The paths as they lie on it.
  var paths = PathTraces()
  /// What lines are drawn with.
  public internal(set) var markers: MarkerChoice

  /// A map whose computing was stopped, so that its sketch stays.
  var stoppedMap: MapRequest?

  /// How the panels are arranged.
  public internal(set) var panels = Panels()
  /// The cell under the pointer, where something can be read there.
  public internal(set) var hover: Hover?
  /// What is read there.
  var reading: MapReading?
  /// The last click, which another one may make a double click.
  var lastClick: Click?

  /// The runs that are not drawn.
  public internal(set) var hidden: Set<Int> = []
  /// The run whose settings are shown.
  public internal(set) var chosenRun = 0
  /// The setting that - and + change.
  public internal(set) var chosenSetting = 0
  /// The panel that arrows speak to.
  public internal(set) var focus = PaneID.race
  /// The side panel shown where there is room for one beside the race table.
  var lastSidePane = PaneID.settings
  /// Whether the inspector is open.
  public internal(set) var inspectorIsOpen = false
  /// What it shows, as far as that takes time.
  var inspection: Inspection?
  /// Whether it shows the method's moving averages rather than the step.
  public internal(set) var showsAverages = false
  /// The first of its rows that is shown.
  var inspectorScroll = 0
  /// Whether the loss chart's axis is logarithmic.
  public internal(set) var lossIsLogarithmic = true
  /// What the chart shows.
  public internal(set) var chart = ChartChoice()
  /// Whether the chosen run's batch is shown on the map, and where other batches would have led.
  public internal(set) var showsBatches = true
  /// The batch on the map as it was last computed.
  var batchScene: BatchScene?
  /// What to go back to from a race at equal examples; `nil` where it was not made here.
  var equalExamples: FormerPace?
  /// The view in three dimensions.
  var solid = SolidState()
  /// The view that was chosen; `nil` leaves the choice to the program.
  var chosenView: MainView?
  /// What lies over the panels.
  public internal(set) var overlay: Overlay?
  /// The small maps of galleries.
  var thumbnails = ThumbnailCache()
  /// The commands that were run.
  var history = PaletteHistory()
  /// A value being typed for the chosen setting.
  public internal(set) var entry: String?
  /// Runs that were taken off, with their looks, for when they come back.
  var setAside: [String: [(choice: OptimizerChoice, look: Int, place: Int)]] = [:]
  /// Which colour and head each run has; a run keeps its own when others come and go.
  var looks: [Int] = []
  /// How many random starts were asked for.
  var randomStarts: UInt64 = 0
  /// The model as it was before a formula was typed, where one is shown while it is; at most one.
  var beforePreview: [Model] = []
  /// A sentence about what just happened, until the next key.
  public internal(set) var notice: String?
  /// Where the pointer went down on the map, and whether it moved since.
  var drag: Drag?
  /// What a press outside the map took hold of: a drag moves only that.
  var scrub: Scrub?
  /// Whether the view is to be fitted once the race is computed.
  var fitsWhenComputed = false

  /// The keys in force.
  public let keyMap: KeyMap
  /// The theme.
  public internal(set) var themeEntry: ThemeEntry
  /// The themes to choose from.
  public internal(set) var themes: ThemeShelf
  /// How many colours the terminal has.
  public let depth: ColorDepth
  /// Which symbols the terminal has.
  public let glyphs: GlyphSet
  /// The theme as the terminal can show it.
  public internal(set) var theme: Theme
  /// The size of the screen in cells.
  public internal(set) var size: (width: Int, height: Int)
  /// Whether the program is to end.
  public internal(set) var isOver = false

  /// What the program opens with.
  public struct Opening: Sendable {
    /// What is raced.
    public var experiment: Experiment
    /// Whether the map shows the experiment's domain rather than fitting the race.
    public var showsDomain = false
    /// The step on display at first; `nil` starts playing from the beginning.
    public var step: Int?
    /// The theme.
    public var theme: ThemeEntry = ThemeCatalog.standard
    /// The themes to choose from.
    public var themes = ThemeShelf()
    /// How fast the race is played, in steps a second; `nil` for the usual speed.
    public var speed: Double?
    /// A sentence to begin with, such as what is wrong with the person's configuration.
    public var notice: String?
    /// Runs that are hidden at first, counted from 1.
    public var hidden: Set<Int> = []
    /// Whether the loss axis is linear.
    public var lossIsLinear = false
    /// The chosen run, counted from 1; `nil` leaves the choice to the program.
    public var chosenRun: Int?
    /// Whether the inspector is open.
    public var inspects = false
    /// Whether it is open on the moving averages.
    public var showsAverages = false
    /// Whether the chosen run's batch is shown on the map.
    public var showsBatches = true
    /// How the panels stand.
    public var arrangement = PanelArrangement()
    /// A person's own layouts.
    public var layouts: [LayoutPreset] = []
    /// What the main place shows; `nil` leaves the choice to the program.
    public var view: MainView?
    /// Other keys for actions.
    public var remappings: [KeyRemapping] = []
    /// What lines are drawn with, where the terminal can show it; `nil` is the finest.
    public var marker: Marker?
    /// What the chart shows.
    public var chart = ChartChoice()
    /// Where the solid is looked at from.
    public var camera: Camera?

    /// Opens an experiment.
    public init(_ experiment: Experiment) { self.experiment = experiment }
  }

  /// The program as it opens.
  ///
  /// - Parameter hasSextants: whether the terminal shows blocks of six, which Unicode has not had for long.
  public init(
    _ opening: Opening, depth: ColorDepth, glyphs: GlyphSet, hasSextants: Bool = true,
    size: (width: Int, height: Int)
  ) {
    experiment = opening.experiment
    looks = Array(opening.experiment.optimizers.indices)
    race = opening.experiment.race()
    view = opening.experiment.domain
    viewIsChosen = opening.showsDomain
    keyMap = opening.remappings.isEmpty ? .standard : KeyMap(opening.remappings)
    themeEntry = opening.theme
    theme = opening.theme.theme(for: depth)
    themes = opening.themes
    speedIsChosen = opening.speed != nil
    if let speed = opening.speed, !speed.isNaN {
      stepsPerSecond = min(max(speed, Model.speedRange.lowerBound), Model.speedRange.upperBound)
    }
    notice = opening.notice
    self.depth = depth
    self.glyphs = glyphs
    markers = MarkerChoice(opening.marker, glyphs, depth, hasSextants: hasSextants)
    self.size = size
    hidden = Set(opening.hidden.map { $0 &- 1 }.filter(experiment.optimizers.indices.contains))
    lossIsLogarithmic = !opening.lossIsLinear
    target = max(0, min(experiment.steps, opening.step ?? 0))
    isPlaying = opening.step == nil
    chosenRun = Model.firstChoice(of: opening.experiment)
    if let run = opening.chosenRun, experiment.optimizers.indices.contains(run &- 1) { chosenRun = run - 1 }
    inspectorIsOpen = opening.inspects || opening.showsAverages
    showsAverages = opening.showsAverages
    showsBatches = opening.showsBatches
    chart = opening.chart
    chosenView = opening.view
    solid.camera = opening.camera ?? .standard
    solid.isTurned = opening.camera != nil
    if let pane = opening.view?.panes.first, pane == .solid { focus = pane }
    panels.own = opening.layouts
    panels.arrangement = opening.arrangement
    if panels.arrangement.opened.contains(.inspector) { inspectorIsOpen = true }
    if inspectorIsOpen { lastSidePane = .inspector }
    extendRace()
    if !viewIsChosen { fitView() }
    if let problem = keyMap.problems.first {
      let more = keyMap.problems.count - 1
      let place = problem.line > 0 ? "keys, line \(problem.line): " : "keys: "
      notice = place + problem.message + (more > 0 ? " (and \(more) more)" : "")
    }
    refreshInspection()
    layout = Layout(self)
  }

  /// The step on display.
  public var step: Int { min(target, race.computed) }

  /// The last step that a run has made by the moment on display.
  public func step(of run: Int) -> Int { min(race.step(of: run, at: step), race.timelines[run].last) }

  /// What has become of a run by the moment on display.
  func outcome(of run: Int) -> Outcome { race.timelines[run].outcome(at: race.step(of: run, at: step)) }

  /// Whether there is more of the race to compute.
  public var isComputing: Bool { race.computed < race.budget }

  /// The optimizer whose settings are shown; `nil` where none takes part.
  public var chosen: OptimizerChoice? {
    experiment.optimizers.indices.contains(chosenRun) ? experiment.optimizers[chosenRun] : nil
  }

  /// The runs that are drawn.
  public var visibleRuns: [Int] { race.timelines.indices.filter { !hidden.contains($0) } }

  /// When the model wants to be told the time next, on the clock of `tick`; `nil` while nothing moves.
  ///
  /// Counted from the last tick, not from now, so that drawing takes nothing from the speed.
  public func nextTick(now: Double) -> Double? {
    if isComputing || isExplaining || !missingThumbnails.isEmpty { return now }
    guard isPlaying else { return nil }
    guard let lastTick else { return now }
    let toNextStep = (playhead.rounded(.down) + 1 - playhead) / stepsPerSecond
    return lastTick + min(Model.longestFrame, max(Model.frameInterval, toNextStep))
  }

  /// The run whose settings are shown first: the second, since the first is plain descent, which has only a rate.
  static func firstChoice(of experiment: Experiment) -> Int {
    min(1, max(0, experiment.optimizers.count - 1))
  }

  /// After a suspension or a slow frame the race goes on from where it is rather than leaping: no frame counts longer.
  static let longestFrame = 0.25

  /// Thirty frames a second: smooth to the eye, and cheap.
  public static let frameInterval = 1.0 / 30

  /// Steps of each run that one call computes: a few milliseconds, so that keys are answered meanwhile.
  ///
  /// Where each point's loss is a sum over examples, which take about two nanoseconds each, they are fewer.
  var stepsAtOnce: Int { max(1, Model.cheapStepsAtOnce * 50 / (50 + 2 * race.objective.examplesRead)) }
  private static let cheapStepsAtOnce = 20_000

  /// Computes some more of the race.
  mutating func extendRace() { race.extend(to: min(race.budget, race.computed + stepsAtOnce)) }

  /// Shows start, minima and paths, as far as they lie in the experiment's domain.
  mutating func fitView() {
    view = ViewFit.domain(of: race, within: experiment.domain)
    viewIsChosen = false
    fitsWhenComputed = isComputing
  }
}

/// What lies over the panels.
public enum Overlay: Hashable, Sendable {
  /// A list to pick from.
  case picker(Picker)
  /// The keys and what they do.
  case help(HelpList)
  /// A line to type a command in.
  case palette(Palette)
}

/// A press of the pointer that may become a drag.
struct Drag: Hashable, Sendable {
  var column: Int
  var row: Int
  var view: Domain
  var hasMoved = false
}
