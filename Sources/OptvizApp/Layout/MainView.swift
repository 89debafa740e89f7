import Optimization
import TerminalGraphics

/// What the main place of the screen shows.
public enum MainView: String, CaseIterable, Hashable, Sendable {
  /// The map.
  case contours
  /// The surface in three dimensions.
  case solid = "3d"
  /// The map with arrows downhill.
  case field
  /// The map, and the data with each run's current model.
  case both
  /// The data and the models alone.
  case model
  /// The loss along the first parameter, through where the chosen run is.
  case sliceX = "slice_x"
  /// The same along the second.
  case sliceY = "slice_y"

  /// Whether it needs examples.
  public var needsData: Bool { self == .both || self == .model }

  /// What it is called in lists.
  var title: String {
    switch self {
    case .contours: "contours"
    case .solid: "3-D"
    case .field: "gradient field"
    case .both: "map and model"
    case .model: "model"
    case .sliceX: "slice along the first"
    case .sliceY: "slice along the second"
    }
  }

  /// What it shows, in one line.
  var summary: String {
    switch self {
    case .contours: "The map: heights, contour lines and paths."
    case .solid: "The surface in three dimensions, with the race draped over it."
    case .field: "The map with arrows downhill."
    case .both: "The map, and the data with each run's model."
    case .model: "The data, and each run's model."
    case .sliceX: "The loss along the first parameter, through the chosen run."
    case .sliceY: "The loss along the second parameter, through the chosen run."
    }
  }

  /// The panes that share the main place.
  var panes: [PaneID] {
    switch self {
    case .contours, .field: [.map]
    case .solid: [.solid]
    case .both: [.map, .fit]
    case .model: [.fit]
    case .sliceX, .sliceY: [.slice]
    }
  }
}

extension Model {
  /// The view after the current one.
  var nextView: MainView {
    let views = derived.layout.views
    let place = views.firstIndex(of: derived.layout.mainView) ?? 0
    return views[(place + 1) % views.count]
  }

  /// Shows the next view; the focus moves with it if its pane is gone.
  mutating func showNextView() {
    document.chosenView = nextView
    // There the arrows turn the view that has just appeared.
    if document.chosenView == .solid { panes.focus = .solid }
  }

  /// Shows a view if it is available.
  mutating func setView(_ view: MainView) {
    guard derived.layout.views.contains(view) else {
      return notice =
        regression == nil ? "\(view.title) needs data; s has some" : "\(view.title) needs a larger screen"
    }
    document.chosenView = view
  }
}
