import Optimization
import TerminalGraphics

/// Where each pane lies on a screen of the model's size.
public struct Layout: Sendable {
  /// Smaller screens show only a line saying so.
  public static let smallest = (width: 40, height: 12)

  /// The panes that are shown, and where.
  public let panes: [(pane: PaneEntry, rect: Rect)]
  /// The panes beside or below the main view that share a column, from top to bottom.
  let stacks: [[(pane: PaneEntry, rect: Rect)]]
  /// The borders that can be moved: a line of cells of a pane.
  let dividers: [(rect: Rect, divider: PanelDivider, pane: PaneID)]

  /// The layout of no screen.
  static let none = Layout()

  private init() { (panes, stacks, dividers) = ([], [], []) }

  /// The layout of a model's screen; empty where it is too small.
  public init(_ model: Model) {
    let (width, height) = model.size
    guard width >= Layout.smallest.width, height >= Layout.smallest.height else {
      (panes, stacks, dividers) = ([], [], [])
      return
    }
    let parts = Layout.divided(model)
    if let zoomed = model.zoomedPane {
      panes = parts.bottom + [(zoomed, parts.whole)]
      (stacks, dividers) = ([], [])
      return
    }
    var placed = parts.bottom + parts.own
    let mains = model.mainView(in: parts.main).panes
    for (id, rect) in zip(mains, mains.count > 1 ? Layout.halves(of: parts.main) : [parts.main]) {
      placed += PaneCatalog.all.filter { $0.id == id }.map { ($0, rect) }
    }
    stacks = parts.stacks.map {
      Layout.stack(Layout.shown($0.panes, $0.rect.height, model), in: $0.rect, model)
    }
    panes = placed + stacks.joined()
    dividers = Layout.dividers(panes, stacks, parts, isWide: Layout.isWide(model))
  }

  /// The part of the screen that is left for the main view; empty where the screen is too small.
  static func mainPlace(_ model: Model) -> Rect {
    guard model.size.width >= smallest.width, model.size.height >= smallest.height else {
      return Rect(x: 0, y: 0, width: 0, height: 0)
    }
    return divided(model).main
  }

  /// The screen's parts.
  struct Parts {
    /// The rows along the bottom.
    var bottom: [(pane: PaneEntry, rect: Rect)] = []
    /// All above them.
    var whole: Rect
    /// Panes with a column of their own.
    var own: [(pane: PaneEntry, rect: Rect)] = []
    /// The panes that share a column, with its rectangle.
    var stacks: [(panes: [PaneEntry], rect: Rect)] = []
    /// What is left for the main view.
    var main: Rect
  }

  static func divided(_ model: Model) -> Parts {
    let (width, height) = model.size
    var rest = Rect(x: 0, y: 0, width: width, height: height)
    var parts = Parts(whole: rest, main: rest)
    for pane in PaneCatalog.all.reversed() where pane.place == .bottom {
      let (top, bottom) = rest.splitBottom(Layout.fitting(pane.height(model), height >= 30 ? .max : 0))
      parts.bottom.append((pane, bottom))
      rest = top
    }
    parts.whole = rest
    parts.main = rest
    var side = Layout.sidePanes(model)
    if side.isEmpty { return parts }
    guard Layout.isWide(model) else {
      let columns = Layout.columns(side, width: width)
      let (top, below) = rest.splitBottom(Layout.belowHeight(columns, rest, model))
      parts.main = top
      let (left, right) = below.splitRight(columns.count > 1 ? below.width / 2 : 0)
      parts.stacks = Array(zip(columns, [left, right]).map { (panes: $0, rect: $1) })
      return parts
    }
    let own = Layout.hasOwnColumn(model) ? side.filter { $0.place == .column } : []
    side.removeAll { pane in own.contains { $0.id == pane.id } }
    if !side.isEmpty {
      let (left, column) = rest.splitRight(Layout.sideWidth(model))
      parts.stacks = [(side, column)]
      rest = left
    }
    for pane in own {
      let (left, column) = rest.splitRight(Layout.columnWidth(model))
      parts.own.append((pane, column))
      rest = left
    }
    parts.main = rest
    return parts
  }

  /// The panes beside or below the main view that are open and that nobody hid.
  static func sidePanes(_ model: Model) -> [PaneEntry] {
    PanelArrangement.sidePanels.filter {
      $0.isOpen(model) && !model.panels.arrangement.hidden.contains($0.id)
    }
  }

  /// Two parts of a rectangle, beside or above each other: what comes nearer to four to three as the eye sees it.
  static func halves(of rect: Rect) -> [Rect] {
    let (left, right) = rect.splitRight(rect.width / 2)
    let (upper, lower) = rect.splitBottom(rect.height / 2)
    func distance(_ half: Rect) -> Double {
      // A cell is twice as high as wide; borders and numbers are no part of the picture.
      let (width, height) = (max(1, half.width - 7), max(1, 2 * (half.height - 3)))
      return abs(Double.log(0.75 * Double(width) / Double(height)))
    }
    return distance(left) <= distance(upper) ? [left, right] : [upper, lower]
  }

  /// Where a pane lies; `nil` where it is not shown.
  public func rect(of id: PaneID) -> Rect? { panes.first { $0.pane.id == id }?.rect }

  /// The panes that fit a height: all, or those that never hide and the one last used.
  private static func shown(_ panes: [PaneEntry], _ height: Int, _ model: Model) -> [PaneEntry] {
    func needed(_ panes: [PaneEntry]) -> Int { panes.map { Layout.least($0, model) }.reduce(0, +) }
    if needed(panes) <= height { return panes }
    let hidden = panes.filter(\.canHide)
    let last =
      hidden.first { $0.id == model.lastSidePane } ?? hidden.first { $0.id == model.focus } ?? hidden.first
    let some = panes.filter { !$0.canHide || $0.id == last?.id }
    if some.map({ $0.leastHeight(model) }).reduce(0, +) <= height { return some }
    let one = panes.filter { $0.id == (model.focus == .map ? .race : model.focus) }
    return one.isEmpty ? Array(panes.prefix(1)) : one
  }

  private static func fitting(_ range: ClosedRange<Int>, _ room: Int) -> Int {
    max(range.lowerBound, min(range.upperBound, room))
  }
}
