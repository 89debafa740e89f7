/// How an experiment is looked at: the options of the screen, as their words.
///
/// Only what is said has a word. Whether a word is known is for the screen to say.
public struct ViewTable: Hashable, Sendable {
  private var words: [ViewKey: String] = [:]

  /// Nothing is said.
  public init() {}

  /// The word of a key; `nil` where nothing is said.
  public subscript(key: ViewKey) -> String? {
    get { words[key] }
    set { words[key] = newValue }
  }

  /// The keys that have words, in their usual order.
  public var keys: [ViewKey] { ViewKey.allCases.filter { words[$0] != nil } }

  /// The same with what another one says in place of it.
  public func overridden(by other: ViewTable) -> ViewTable {
    var table = self
    table.words.merge(other.words) { $1 }
    return table
  }
}

/// A key of the table `[view]`, which is an option of the screen without its dashes.
public enum ViewKey: String, CaseIterable, Hashable, Sendable {
  case at, choose, pin, map, theme, colormap, speed, view, turn, layout, inspect, averages, cloud, chart
  case chartAxis = "chart-axis"
  case lossAxis = "loss-axis"
  case marker, pixels

  /// What is written behind a key.
  public enum Kind: Hashable, Sendable {
    case text, whole, number, flag, rectangle
    /// A label, or a number.
    case run
  }

  /// What is written behind it.
  public var kind: Kind {
    switch self {
    case .at, .pin: .whole
    case .choose: .run
    case .map: .rectangle
    case .speed: .number
    case .inspect, .averages, .cloud: .flag
    case .theme, .colormap, .view, .turn, .layout, .chart, .chartAxis, .lossAxis, .marker,
      .pixels:
      .text
    }
  }

  /// What it says, for an editor.
  public var meaning: String {
    switch self {
    case .at: "The step on display; without it, the race plays."
    case .choose: "The run that is chosen: its label, or its number from 1."
    case .pin: "A step that is shown beside the present one."
    case .map: "The rectangle that the map shows: x0, x1, y0, y1."
    case .theme: "The theme."
    case .colormap: "The colours of the heights, in place of the theme's; theme for those."
    case .speed: "How fast the race is played, in steps a second."
    case .view: "What the largest panel shows."
    case .turn: "With view = \"3d\": yaw, pitch and magnification, as in \"35,30\"."
    case .layout: "How the panels stand: a name, or pairs such as \"side=50,hide=chart\"."
    case .inspect: "Whether the inspector is open."
    case .averages: "Whether the inspector is open on the method's moving averages."
    case .cloud: "With data: whether the batch is shown on the map."
    case .chart: "What the chart shows."
    case .chartAxis: "Over what the chart shows it."
    case .lossAxis: "How the loss's axis is divided: log or linear."
    case .marker: "What lines are drawn with, in cells."
    case .pixels: "Whether figures are drawn in pixels: auto, on or off."
    }
  }
}
