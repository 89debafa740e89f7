import Optimization
import TerminalGraphics

/// Where each pane lies on the screen, and which main view fits: computed once from `LayoutInputs`, and used
/// everywhere else.
public struct Layout: Sendable {
  /// Smaller screens show only a message.
  public static let smallest = (width: 40, height: 12)

  /// Larger screens are drawn up to this size.
  public static let largest = (width: 1000, height: 500)

  /// The part of a screen that is drawn on, whatever size is reported for it.
  public static func drawn(width: Int, height: Int) -> (width: Int, height: Int) {
    (max(0, min(largest.width, width)), max(0, min(largest.height, height)))
  }

  /// What it was computed from.
  let inputs: LayoutInputs
  /// The panes that are shown, and where.
  public let panes: [(pane: PaneEntry, rect: Rect)]
  /// The panes beside or below the main view that share a column, from top to bottom.
  let stacks: [[(pane: PaneEntry, rect: Rect)]]
  /// The panes with a column of their own.
  let columns: [Rect]
  /// The borders that can be moved: a line of cells of a pane.
  let dividers: [(rect: Rect, divider: PaneDivider, pane: PaneID)]
  /// The available main views, in the order in which a key cycles through them.
  let views: [MainView]
  /// The main view until another one is chosen.
  let openingView: MainView
  /// The main view: the chosen one if it is available, otherwise the one it opens with.
  public let mainView: MainView
  /// The pane that fills the screen; `nil` for none, or if it is not available now.
  let zoomed: PaneEntry?
  /// The part of the screen above the rows along the bottom.
  let whole: Rect

  /// The layout of an empty screen.
  static let none = Layout(LayoutInputs())

  /// The layout for inputs; without panes if the screen is too small.
  public init(_ inputs: LayoutInputs) {
    self.inputs = inputs
    let parts = inputs.hasRoom ? inputs.divided : LayoutInputs.Parts()
    whole = parts.whole
    let hasRoomForBoth = Layout.halves(of: parts.main).allSatisfy { $0.width >= 34 && $0.height >= 10 }
    let views = MainView.allCases.filter {
      inputs.hasData ? $0 != .both || hasRoomForBoth : !$0.needsData
    }
    // Data are shown next to their loss if there is room.
    let openingView = views.contains(.both) ? MainView.both : .contours
    let mainView = inputs.chosenView.flatMap { views.contains($0) ? $0 : nil } ?? openingView
    (self.views, self.openingView, self.mainView) = (views, openingView, mainView)
    zoomed = PaneArrangement.zoomable.first {
      $0.id == inputs.arrangement.zoomed && (inputs.isOpen($0) || mainView.panes.contains($0.id))
    }
    if let zoomed, inputs.hasRoom {
      panes = parts.bottom + [(zoomed, parts.whole)]
      (stacks, columns, dividers) = ([], [], [])
      return
    }
    guard inputs.hasRoom else {
      (panes, stacks, columns, dividers) = ([], [], [], [])
      return
    }
    let places = mainView.panes.count > 1 ? Layout.halves(of: parts.main) : [parts.main]
    var placed = parts.bottom + parts.own
    for (id, rect) in zip(mainView.panes, places) {
      placed += PaneCatalog.all.filter { $0.id == id }.map { ($0, rect) }
    }
    stacks = parts.stacks.map { inputs.stack(inputs.shown($0.panes, $0.rect.height), in: $0.rect) }
    columns = parts.own.map(\.rect)
    panes = placed + stacks.joined()
    dividers = Layout.dividers(panes, stacks, parts, isWide: inputs.isWide)
  }

  /// Two halves of a rectangle, side by side or stacked: whichever is closer to four to three as the eye sees it.
  private static func halves(of rect: Rect) -> [Rect] {
    let (left, right) = rect.splitRight(rect.width / 2)
    let (upper, lower) = rect.splitBottom(rect.height / 2)
    func distance(_ half: Rect) -> Double {
      // A cell is twice as high as wide; borders and numbers do not belong to the picture.
      let (width, height) = (max(1, half.width - 7), max(1, 2 * (half.height - 3)))
      return abs(Double.log(0.75 * Double(width) / Double(height)))
    }
    return distance(left) <= distance(upper) ? [left, right] : [upper, lower]
  }

  /// Where a pane lies; `nil` if it is not shown.
  public func rect(of id: PaneID) -> Rect? { panes.first { $0.pane.id == id }?.rect }

  /// Whether a pane has a place on the screen.
  func shows(_ id: PaneID) -> Bool { rect(of: id)?.isEmpty == false }

  /// The border at a cell that can be moved; `nil` for none.
  func divider(atColumn column: Int, row: Int) -> PaneDivider? {
    dividers.last { $0.rect.contains(column: column, row: row) }?.divider
  }

  /// The pane at a cell; `nil` for none.
  func pane(atColumn column: Int, row: Int) -> PaneEntry? {
    panes.first { $0.rect.contains(column: column, row: row) }?.pane
  }
}
