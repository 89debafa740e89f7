import Optimization
import TerminalGraphics

/// What the main place of the screen shows.
public enum MainView: String, CaseIterable, Hashable, Sendable {
  /// The map.
  case contours
  /// The surface in three dimensions.
  case surface = "3d"
  /// The map with arrows downhill.
  case field
  /// The map, and the data with the model that each run has by now.
  case both
  /// The data and the models alone.
  case model
  /// The loss along the first parameter, through where the chosen run is.
  case sliceX = "slice_x"
  /// The same along the second.
  case sliceY = "slice_y"

  /// Whether there is nothing to show of it without examples.
  public var needsData: Bool { self == .both || self == .model }

  /// The panes that share the main place.
  var panes: [PaneID] {
    switch self {
    case .contours, .field: [.map]
    case .surface: [.solid]
    case .both: [.map, .fit]
    case .model: [.fit]
    case .sliceX, .sliceY: [.slice]
    }
  }
}

extension Model {
  /// The regression whose loss is descended; `nil` for a surface without examples.
  var regression: Regression? { race.objective as? Regression }

  /// What the two parameters are called.
  var parameterNames: [String] { regression == nil ? ["x", "y"] : ["W", "b"] }

  /// What the loss is called.
  var lossName: String { regression == nil ? "f" : "J" }

  /// What the main place shows: what was chosen where that makes sense, and otherwise what it opens with.
  public var mainView: MainView { mainView(in: nil) }

  /// The same, where the main place is known already.
  func mainView(in place: Rect?) -> MainView {
    guard let chosenView else { return openingView(in: place) }
    return views(in: place).contains(chosenView) ? chosenView : openingView(in: place)
  }

  /// The views that make sense, in the order in which a key goes through them.
  func views(in place: Rect? = nil) -> [MainView] {
    MainView.allCases.filter {
      regression == nil ? !$0.needsData : $0 != .both || hasRoomForBoth(in: place)
    }
  }

  /// What the main place shows until something else is chosen: data are seen beside their loss where there is room.
  func openingView(in place: Rect? = nil) -> MainView {
    regression != nil && hasRoomForBoth(in: place) ? .both : .contours
  }

  private func hasRoomForBoth(in place: Rect?) -> Bool {
    Layout.halves(of: place ?? Layout.mainPlace(self)).allSatisfy { $0.width >= 34 && $0.height >= 10 }
  }

  /// The view after the one that is shown.
  var nextView: MainView {
    let views = views()
    let place = views.firstIndex(of: mainView) ?? 0
    return views[(place + 1) % views.count]
  }

  /// Shows the next view; the focus goes with it where its pane is gone.
  mutating func takeNextView() {
    chosenView = nextView
    // There the arrows turn what has just come.
    if chosenView == .surface { focus = .solid }
  }

  /// Gives the focus to what is shown in the main place where the pane that had it is there no more.
  mutating func keepFocusOnMain() {
    guard let pane = PaneCatalog.all.first(where: { $0.id == focus }), pane.place == .main,
      !pane.isOpen(self), let shown = mainView.panes.first
    else { return }
    focus = shown
  }
}
