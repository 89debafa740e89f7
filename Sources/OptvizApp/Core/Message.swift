import Experiments
import Optimization

/// Everything that can happen to the model: what a key, a click or the clock asks for.
public enum Message: Hashable, Sendable {
  // Time and terminal.
  /// The time is now, in seconds of a monotonic clock.
  case tick(now: Double)
  /// The screen has this size now.
  case resize(width: Int, height: Int)
  /// A map was computed.
  case mapComputed(MapScene)
  /// So much of a map is computed.
  case mapProgress(MapRequest, Double)
  /// A key that no binding took, while text is being typed.
  case type(Character)
  /// Text was pasted; it is typed where something is being typed, and otherwise ignored.
  case paste(String)
  /// The pointer did something, on the part of the screen it was on.
  case pointer(Pointer, on: HitTarget?)

  // The view in three dimensions.
  /// A surface was computed for it.
  case solidComputed(SolidScene)
  /// So much of one is computed.
  case solidProgress(SolidRequest, Double)
  /// Turns it by steps to the right and upwards.
  case turnSolid(Int, Int)
  /// Shows it so many times as large.
  case magnifySolid(Double)
  case resetSolid

  // Playback.
  case togglePlay
  /// Forward or back by steps.
  case step(Int)
  case seek(Int)
  case first, last, restart
  case faster, slower

  // The race.
  case toggleRun(Int)
  case chooseRun(Int)
  case setStart(Point<Double>)
  /// Compares runs after as many examples, or after as many steps again.
  case togglePace
  /// The start by steps of a round size, in units of them.
  case moveStart(Int, Int)
  case randomStart

  // Settings of the chosen run.
  case chooseSetting(Int)
  /// The chosen setting by steps of its scale.
  case adjust(Int)
  /// Sets a setting of the chosen run by its index.
  case set(Int, Double)
  case resetSetting
  /// The next smaller batch, for every run or for the chosen one; after a single example all of them.
  case smallerBatches, smallerBatch
  case startEntry, commitEntry, cancelEntry
  case erase

  // The view.
  case zoom(Double)
  case pan(Int, Int)
  case resetView
  case toggleLossAxis
  /// Shows the chosen run's batch on the map, or hides it.
  case toggleBatchView
  /// The next of the main views that make sense.
  case nextView
  /// Opens the inspector, shows it where another panel has its place, or closes it.
  case toggleInspector
  /// The inspector's moving averages, or the step again.
  case toggleAverages
  case scrollInspector(Int)
  case nextTheme
  case focusNext, focusPrevious
  case focus(PaneID)
  /// Up or down in the panel that has the focus.
  case move(Int)

  // Lines and charts.
  /// The next marker that the terminal can show.
  case nextMarker
  /// The next number that the chart can show, and the next count it can show it over.
  case nextChartQuantity, nextChartSpan
  /// A marker by its name, and what the chart is to show.
  case takeMarker(String), takeChart(ChartQuantity)
  // The panels' arrangement.
  /// Fills the screen with the focused panel, or shows all again; shows all again.
  case toggleZoom, endZoom
  /// The side column wider by steps; the focused panel higher by rows.
  case resizeSide(Int), resizeFocused(Int)
  /// Hides the focused panel; on the main view, brings all back.
  case hidePanel
  /// The next preset, or one by its name.
  case nextLayout, layout(String)
  /// Keeps the arrangement under a name, also in the person's configuration.
  case saveLayout(String)
  /// Something asked for outside the model is done; the sentence, where there is one, is for the person.
  case done(String?)
  /// Stops what is being computed beside the program.
  case cancelWork
  /// The pointer is on the screen no more.
  case pointerLeft

  // Overlays.
  case open(Picker.Kind)
  case help
  /// Takes the chosen row of a picker.
  case pick
  /// Takes a row of a picker by its place in the filtered list.
  case pickRow(Int)
  case scroll(Int)
  /// By a page up or down.
  case page(Int)
  /// Left or right among cards.
  case moveAcross(Int)
  case thumbnailsComputed([Thumbnail])
  /// The command palette, and what its commands ask for.
  case openPalette, complete
  case takeSurface(SurfaceChoice), takeExperiment(String), takeTheme(String), takeView(MainView)
  case addOptimizer(OptimizerChoice), changeOptimizer(OptimizerChoice)
  case setSteps(Int), setSpeed(Int), setSeed(UInt64), showDomain(Domain)
  case close
  case quit
}

/// The part of the screen under the pointer, as the frame on display was drawn.
public indirect enum HitTarget: Hashable, Sendable {
  /// The map.
  case map
  /// The surface in three dimensions.
  case solid
  /// A run in the race table.
  case run(Int)
  /// A setting's row.
  case setting(Int)
  /// A setting's slider, at a share of its length.
  case slider(Int, share: Double)
  /// The timeline, at a share of its length.
  case timeline(share: Double)
  /// Anything that sends a message when clicked.
  case button(Message)
  /// A row of the picker.
  case pickerRow(Int)
  /// Somewhere in an overlay.
  case overlay
  /// A border of a panel that can be moved.
  case divider(PanelDivider, PaneID)
  /// A panel, apart from what it contains.
  case pane(PaneID)
}
