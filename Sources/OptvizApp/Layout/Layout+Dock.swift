import TerminalGraphics

extension Layout {
  /// The fewest columns in which a list can be read.
  static let leastDockWidth = 34

  /// Where a list stands beside the main view that it previews: over the panes at its side or below it.
  ///
  /// It covers whole panes, as many from the top as give it `rows` rows, or all. `nil` if there is no column of them
  /// with `least` rows.
  func dock(rows: Int, atLeast least: Int) -> Rect? {
    let columns = stacks.map { $0.map(\.rect) } + self.columns.map { [$0] }
    // Of several the one at the right is furthest from the main view.
    let places = columns.filter { !$0.isEmpty }.max { $0[0].x < $1[0].x }
    guard let top = places?.first, let end = places?.last?.endY else { return nil }
    let last = places?.map(\.endY).first { $0 - top.y >= rows } ?? end
    guard top.width >= Layout.leastDockWidth, last - top.y >= least else { return nil }
    return Rect(x: top.x, y: top.y, width: top.width, height: last - top.y)
  }

  /// A strip along the right edge, as narrow as a list can be, where there are no panes beside the main view.
  var edge: Rect { whole.splitRight(min(whole.width, Layout.leastDockWidth + 2)).1 }
}
