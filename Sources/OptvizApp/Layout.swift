import Optimization
import TerminalGraphics

/// Where each pane lies on a screen of the model's size.
public struct Layout: Sendable {
  /// Smaller screens show only a line saying so.
  public static let smallest = (width: 40, height: 12)

  /// The panes that are shown, and where.
  public let panes: [(pane: PaneEntry, rect: Rect)]

  /// The layout of a model's screen; empty where it is too small.
  public init(_ model: Model) {
    let (width, height) = model.size
    guard width >= Layout.smallest.width, height >= Layout.smallest.height else {
      panes = []
      return
    }
    var (placed, side, column, place) = Layout.divided(model)
    let mains = model.mainView(in: place).panes
    for (id, rect) in zip(mains, mains.count > 1 ? Layout.halves(of: place) : [place]) {
      placed += PaneCatalog.all.filter { $0.id == id }.map { ($0, rect) }
    }
    placed += Layout.stack(Layout.shown(side, column.height, model), in: column, model)
    panes = placed
  }

  /// The part of the screen that is left for the main view; empty where the screen is too small.
  static func mainPlace(_ model: Model) -> Rect {
    guard model.size.width >= smallest.width, model.size.height >= smallest.height else {
      return Rect(x: 0, y: 0, width: 0, height: 0)
    }
    return divided(model).place
  }

  /// The rows along the bottom and the columns of their own, placed; the panes that share the side column, with its
  /// rectangle; and what is left for the main view.
  private static func divided(_ model: Model)
    -> (placed: [(PaneEntry, Rect)], side: [PaneEntry], column: Rect, place: Rect)
  {
    let (width, height) = model.size
    var placed: [(PaneEntry, Rect)] = []
    var rest = Rect(x: 0, y: 0, width: width, height: height)
    for pane in PaneCatalog.all.reversed() where pane.place == .bottom {
      let (top, bottom) = rest.splitBottom(Layout.fitting(pane.height(model), height >= 30 ? .max : 0))
      placed.append((pane, bottom))
      rest = top
    }
    var side = PaneCatalog.all.filter { [.side, .column].contains($0.place) && $0.isOpen(model) }
    var column: Rect
    if Layout.isWide(model) {
      (rest, column) = rest.splitRight(Layout.sideWidth(model))
      for pane in side where pane.place == .column && Layout.hasOwnColumn(model) {
        let (left, own) = rest.splitRight(Layout.columnWidth(model))
        placed.append((pane, own))
        rest = left
      }
      if Layout.hasOwnColumn(model) { side.removeAll { $0.place == .column } }
    } else {
      // On a narrow screen the panes stand below the map, which keeps at least half.
      let wanted = side.map { $0.height(model).lowerBound }.reduce(0, +)
      (rest, column) = rest.splitBottom(min(rest.height / 2, wanted))
    }
    return (placed, side, column, rest)
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

  /// Whether there is room for a column beside the map.
  private static func isWide(_ model: Model) -> Bool { model.size.width >= 66 }

  /// Whether the inspector has a column of its own.
  private static func hasOwnColumn(_ model: Model) -> Bool { model.size.width > 160 }

  /// The width of the side column; the inspector's formulas take up to half of the screen.
  private static func sideWidth(_ model: Model) -> Int {
    let usual = max(36, min(44, model.size.width / 3))
    let isShared = !hasOwnColumn(model) && model.inspectorIsOpen
    return isShared ? max(usual, min(60, model.size.width / 2)) : usual
  }

  /// The width of a pane that has a column of its own where there is room for one.
  static func columnWidth(_ model: Model) -> Int {
    if hasOwnColumn(model) { return 60 }
    return isWide(model) ? sideWidth(model) : model.size.width
  }

  /// The panes that fit a height: all, or those that never hide and the one last used.
  private static func shown(_ panes: [PaneEntry], _ height: Int, _ model: Model) -> [PaneEntry] {
    func needed(_ panes: [PaneEntry]) -> Int { panes.map { $0.height(model).lowerBound }.reduce(0, +) }
    if needed(panes) <= height { return panes }
    let hidden = panes.filter(\.canHide)
    let last = hidden.first { $0.id == model.lastSidePane } ?? hidden.first
    let some = panes.filter { !$0.canHide || $0.id == last?.id }
    if some.map({ $0.leastHeight(model) }).reduce(0, +) <= height { return some }
    let one = panes.filter { $0.id == (model.focus == .map ? .race : model.focus) }
    return one.isEmpty ? Array(panes.prefix(1)) : one
  }

  /// Stacks panes in a column: each gets its least height, then up to three fifths of what is to spare goes to the
  /// upper ones, and the last takes the rest.
  private static func stack(_ panes: [PaneEntry], in column: Rect, _ model: Model) -> [(PaneEntry, Rect)] {
    var spare = max(0, column.height - panes.map { $0.height(model).lowerBound }.reduce(0, +)) * 3 / 5
    var rest = column
    var placed: [(PaneEntry, Rect)] = []
    for (i, pane) in panes.enumerated() {
      let range = pane.height(model)
      let extra = max(0, min(spare, range.upperBound - range.lowerBound))
      let height = i == panes.count - 1 ? rest.height : range.lowerBound + extra
      spare -= extra
      let (top, below) = rest.splitTop(height)
      placed.append((pane, top))
      rest = below
    }
    return placed
  }

  private static func fitting(_ range: ClosedRange<Int>, _ room: Int) -> Int {
    max(range.lowerBound, min(range.upperBound, room))
  }
}
