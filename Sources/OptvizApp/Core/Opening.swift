import Configuration
import Experiments
import Optimization
import TerminalGraphics

extension Model {
  /// What the program opens with.
  public struct Opening: Sendable {
    /// What is raced.
    public var experiment: Experiment
    /// The experiments and the optimizers to choose from.
    public let experiments: ExperimentCatalog
    /// Whether the map shows the experiment's domain instead of fitting the race.
    public var showsDomain = false
    /// The step on display at first; `nil` starts playing from the beginning.
    public var step: Int?
    /// A pinned step; `nil` for none.
    public var pin: Int?
    /// The theme.
    public var theme: ThemeEntry = ThemeCatalog.standard
    /// Whether the theme is dark or light as the terminal is, in place of `theme`.
    public var followsBackground = false
    /// The colours of the heat map in place of the theme's; `nil` for the theme's.
    public var colorMap: ColorMap?
    /// The colours of the heat map by the person's configuration.
    public var usualColorMap: ColorMap?
    /// The themes to choose from.
    public var themes = ThemeShelf()
    /// How fast the race is played, in steps a second; `nil` for the usual speed.
    public var speed: Double?
    /// A notice to begin with, such as a problem in the person's configuration.
    public var notice: String?
    /// The file that the experiment comes from; `nil` for none.
    public var opened: ExperimentFile?
    /// The file on the disk that it was read from.
    public var kept: KeptFile?
    /// Which colour and head each run has, counted from 0; empty for each run's place.
    public var looks: [Int] = []
    /// What the map shows; `nil` for what the program chooses.
    public var map: Domain?
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
    /// How the panes are arranged.
    public var arrangement = PaneArrangement()
    /// A person's own layouts.
    public var layouts: [LayoutPreset] = []
    /// The formats of files to take away.
    public var pictures: [PictureKind] = []
    /// What the main place shows; `nil` leaves the choice to the program.
    public var view: MainView?
    /// Other keys for actions.
    public var remappings: [KeyRemapping] = []
    /// What lines are drawn with, if the terminal can show it; `nil` is the finest.
    public var markers: String?
    /// Whether figures are drawn in pixels.
    public var pixels = PixelChoice.auto
    /// The same by the person's configuration.
    public var usualPixels = PixelChoice.auto
    /// What the chart shows.
    public var chart = ChartChoice()
    /// The camera of the solid.
    public var camera: Camera?

    /// Opens an experiment.
    public init(_ experiment: Experiment, among experiments: ExperimentCatalog) {
      self.experiment = experiment
      self.experiments = experiments
    }
  }
}
