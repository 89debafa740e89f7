/// What a page shows.
public enum PageView: Hashable, Sendable {
  /// What the main place of the screen can show.
  case main(MainView)
  /// The loss of every run over its steps, or what else the chart shows.
  case loss
  /// The map with the chart, and a table of the runs.
  case all

  /// Every view, as words.
  public static let words = MainView.allCases.map(\.rawValue) + ["loss", "all"]

  /// The view of a word; `nil` for none.
  public init?(word: String) {
    switch word {
    case "loss": self = .loss
    case "all": self = .all
    default:
      guard let view = MainView(rawValue: word) else { return nil }
      self = .main(view)
    }
  }

  /// The word for it.
  public var word: String {
    switch self {
    case .main(let view): view.rawValue
    case .loss: "loss"
    case .all: "all"
    }
  }

  /// Whether it needs examples.
  public var needsData: Bool { if case .main(let view) = self { view.needsData } else { false } }

  /// Its panels, the most important first.
  var kinds: [PageKind] {
    switch self {
    case .main(.contours), .main(.field): [.map]
    case .main(.solid): [.solid]
    case .main(.both): [.map, .model]
    case .main(.model): [.model]
    case .main(.sliceX): [.slice(.x)]
    case .main(.sliceY): [.slice(.y)]
    case .loss: [.chart]
    case .all: [.map, .chart]
    }
  }

  /// The view of the screen whose map it shows.
  var mainView: MainView { if case .main(let view) = self { view } else { .contours } }
}

/// What a panel of a page shows.
enum PageKind: Hashable, Sendable {
  case map, solid, chart, model
  case slice(Slice.Axis)

  /// The word for it.
  var word: String {
    switch self {
    case .map: "map"
    case .solid: "3d"
    case .chart: "loss"
    case .model: "model"
    case .slice: "slice"
    }
  }
}
