import Configuration
import Experiments
import Optimization
import TerminalGraphics

/// Everything that a person could save, and nothing else: what is raced, how it is shown, and which moment.
///
/// `Derived` is everything computed from it; `Environment` is what the terminal and the configuration give. The
/// command line that brings a view back is a function of document and environment.
public struct Document: Equatable, Sendable {
  /// What is raced.
  public internal(set) var experiment: Experiment
  /// Which colour and head each run has; a run keeps its own when others come and go.
  var looks: [Int]
  /// The runs that are not drawn.
  public internal(set) var hiddenRuns: Set<Int> = []
  /// The run whose settings are shown.
  public internal(set) var chosenRun: Int
  /// The setting that - and + change.
  public internal(set) var chosenSetting = 0

  /// The moment on display, on the race's clock.
  ///
  /// If less is computed, the last computed step is shown instead.
  public internal(set) var moment = 0
  /// A moment that is kept beside it; `nil` for none.
  public internal(set) var pin: Int?
  /// How fast the race is played, in steps a second.
  public internal(set) var speed = Model.usualSpeed

  /// What the map shows.
  public internal(set) var map: MapChoice
  /// Whether the chosen run's batch is shown on the map, with the directions of other batches.
  public internal(set) var showsBatches = true
  /// The camera of the solid.
  public internal(set) var solid = SolidChoice()
  /// What the chart shows.
  public internal(set) var chart = ChartChoice()
  /// Whether the inspector shows the method's moving averages instead of the step.
  public internal(set) var showsAverages = false

  /// What the main place shows; `nil` leaves the choice to the program.
  public internal(set) var chosenView: MainView?
  /// How the panes are arranged, and which of those that open on request are open.
  public internal(set) var arrangement = PaneArrangement()

  /// Whether the theme follows the terminal's own ground, until another one is chosen.
  public internal(set) var followsBackground = false
  /// The theme.
  public internal(set) var theme: ThemeEntry
  /// The colours of the heat map in place of the theme's; `nil` for the theme's.
  public internal(set) var colorMap: ColorMap?
  /// What lines are drawn with.
  public internal(set) var markers: MarkerSet
  /// The markers that a person asked for, also where the terminal shows others in their place; `nil` is the best it has.
  var chosenMarkers: String?
  /// Whether figures are drawn in pixels.
  public internal(set) var pixels = PixelChoice.auto

  /// The experiment file that it began with; `nil` for none.
  public internal(set) var opened: OpenedFile?

  /// Draws with the markers that were asked for if they are among some, and otherwise with the first of them.
  mutating func takeMarkers(from sets: [MarkerSet]) {
    if let set = sets.first(where: { $0.id == chosenMarkers }) ?? sets.first { markers = set }
  }
}
