import Configuration
import Experiments
import Optimization

/// A person's request: what a key, a click, the palette or a list can ask for.
///
/// It is a value that can be compared, so that lists name each request once with all its keys.
public enum Command: Hashable, Sendable {
  // Playback.
  case togglePlay
  /// Steps forward or back.
  case step(Int)
  /// Shows a step and stays there.
  case seek(Int)
  case first, last, restart
  case faster, slower
  case setSpeed(Int)

  // The race.
  case toggleRun(Int)
  /// Chooses a run, and shows it if it is hidden; the chosen one is hidden.
  case callRun(Int)
  /// Removes the chosen run.
  case removeRun
  case chooseRun(Int)
  case setStart(Point<Double>)
  /// Moves the start by steps of a round size.
  case moveStart(Int, Int)
  case randomStart
  /// Compares runs after equal numbers of examples, or of steps again.
  case togglePace
  case setSurface(SurfaceChoice)
  /// A bundled experiment by its name.
  case setExperiment(String)
  case addOptimizer(OptimizerChoice)
  /// The chosen run becomes another.
  case changeOptimizer(OptimizerChoice)
  case setSteps(Int), setSeed(UInt64)
  /// Names the chosen run.
  case label(String)
  /// Copies the chosen run at the step on display, or from its start.
  case fork, forkFromStart
  /// Keeps the moment on display beside later ones, or lets it go.
  case togglePin

  // Settings of the chosen run.
  case chooseSetting(Int)
  /// Changes the chosen setting by steps of its scale.
  case adjust(Int)
  /// Sets a setting of the chosen run by its index.
  case set(Int, Double)
  case resetSetting
  /// The next smaller batch, for every run or for the chosen one; after a single example all of them.
  case smallerBatches, smallerBatch
  case startEntry, commitEntry, cancelEntry

  // The map.
  case zoom(Double)
  /// Zooms around a point; shows a point in the middle.
  case zoomAround(Double, Point<Double>), centerView(Point<Double>)
  case pan(Int, Int)
  case resetView
  /// A rectangle of the plane.
  case setDomain(Domain)
  /// Shows the chosen run's batch on the map, or hides it.
  case toggleBatches
  /// The next marker that the terminal can show, or one by its name.
  case nextMarkers, setMarkers(String)
  /// Whether figures are drawn in pixels.
  case setPixels(PixelChoice)

  // The view in three dimensions.
  /// Turns it by steps, to the right and upwards.
  case turnSolid(Int, Int)
  /// Multiplies its size.
  case magnifySolid(Double)
  case resetSolid

  // The chart.
  case toggleLossAxis
  /// The next quantity that the chart can show, or a given one.
  case nextChartQuantity, setChartQuantity(ChartQuantity)
  /// The next count on the horizontal axis.
  case nextChartSpan

  // The inspector.
  /// The inspector's moving averages, or the step again.
  case toggleAverages
  case scrollInspector(Int)

  // The layout.
  /// The next available main view, or a given one.
  case nextView, setView(MainView)
  /// Opens a pane that opens on request, shows it if another one has its place, or closes it.
  case togglePane(PaneID)
  case focusNext, focusPrevious
  case focus(PaneID)
  /// Zooms to the focused pane or back to all; back to all.
  case toggleZoom, endZoom
  /// The side column wider by steps; the focused pane higher by rows.
  case resizeSide(Int), resizeFocused(Int)
  /// Hides the focused pane; on the main view, brings all back.
  case hidePane
  /// The next preset, or one by its name.
  case nextLayout, setLayout(String)
  /// Keeps the arrangement under a name, also in the person's configuration.
  case saveLayout(String)
  /// Keep the experiment in a file: a path, a name in the person's own folder, or empty for the file at hand; by force
  /// whatever is there.
  case saveExperiment(String, isForced: Bool)
  /// The same with a title, a caption and tags.
  case saveWords(String, FileWords, isForced: Bool)
  /// Open the experiment of a path or a name.
  case openExperiment(String)
  case nextTheme, setTheme(String)
  /// The colours of the heat map, by a map's name or the theme's own.
  case setColorMap(String), nextColorMap

  // Lists.
  /// Adds the optimizers of a text, with values for its variables.
  case addOptimizers(String, given: [String: String])
  case open(Picker.Kind)
  case help
  case openPalette
  /// Up or down in the list that is open, or in the pane that has the focus; by a page.
  case move(Int), page(Int)
  /// Left or right among cards.
  case moveAcross(Int)
  /// Takes the chosen row of a list, or one by its place in the filtered list.
  case pick, pickRow(Int)
  /// Shows or hides the chosen row of a list; removes it.
  case toggleListed, removeListed
  /// Completes what is typed in the palette.
  case complete
  /// Erases the last character of what is typed.
  case erase
  case close
  /// Opens a form; moves to its next or previous field; moves its cursor; presses its button.
  case openForm(FormPurpose), moveField(Int), moveCursor(Int), submit
  /// Opens the form that loads a table, perhaps with the name of a file.
  case openTable(String)
  /// Erases the character after the cursor.
  case eraseForward
  /// Erases all before the cursor, or the word before it.
  case eraseLine, eraseWord

  /// Writes what is on the screen into a file; with `force` an existing one is replaced.
  case writePicture(String, isForced: Bool)

  // The history.
  /// Takes the last change back; makes the change again that was undone last.
  case undo, redo
  /// Undoes or redoes changes until so many are made.
  case jump(Int)

  // The program.
  /// Shows the command line of this view; puts it on the clipboard.
  case share, copy
  /// Stops background computation.
  case cancelWork
  case quit
}
