import TerminalGraphics

/// Where everything lies on a page: the title above, runs named below it or in a table, and panels in what is left.
///
/// All distances are multiples of the page's text size, so that a small page is a large one seen from afar.
struct PageLayout {
  /// The size of ordinary text.
  let em: Double
  /// Where the title's base line begins.
  let title: SIMD2<Double>
  /// Where runs are named.
  let names: Page.RunNames
  /// The panels' places, with what is written around them.
  let panels: [PageBox]

  /// The space around everything.
  private static let margin = 1.5
  /// The space between two panels.
  private static let gap = 2.2

  /// Lays out a page.
  ///
  /// - Parameters:
  ///   - runs: the runs' names.
  ///   - hasTitle: whether there is a title, with a line below it.
  init(_ request: PageRequest, runs: [String], hasTitle: Bool) {
    let em = Page.em(of: request.size)
    self.em = em
    var area = PageBox(x: 0, y: 0, width: request.size.x, height: request.size.y)
      .inset(
        left: PageLayout.margin * em, top: 1.2 * em, right: PageLayout.margin * em,
        bottom: 1.1 * em)
    title = SIMD2(area.x, area.y + 1.25 * em)
    // On a page as small as a stamp, the figure is worth more than words.
    let isTiny = request.size.y < 16 * em
    if hasTitle, !isTiny { area = area.inset(top: 3.5 * em) }
    let isWide = request.size.x >= 1.15 * request.size.y
    let kinds = request.view.kinds
    var names = Page.RunNames.none
    if runs.isEmpty || isTiny || request.labels == .none {
      names = .none
    } else if request.labels == .ends {
      names = .ends
    } else if request.view == .all, isWide {
      // Placed below, beside the map.
      names = .table(area)
    } else {
      let lines = (Page.places(runs, width: area.width / em).last?.line ?? 0) + 1
      let height = Double(lines) * Page.nameRow * em
      if height <= 0.3 * area.height {
        names = .lines(PageBox(x: area.x, y: area.y, width: area.width, height: height))
        area = area.inset(top: height + 0.55 * em)
      }
    }
    guard kinds.count == 2 else {
      self.names = names
      panels = [area]
      return
    }
    guard isWide else {
      let height = (area.height - PageLayout.gap * em) * 0.6
      panels = [
        PageBox(x: area.x, y: area.y, width: area.width, height: height),
        area.inset(top: height + PageLayout.gap * em),
      ]
      self.names = names
      return
    }
    let width = (area.width - PageLayout.gap * em) * (request.view == .all ? 0.6 : 0.56)
    let left = PageBox(x: area.x, y: area.y, width: width, height: area.height)
    var right = area.inset(left: width + PageLayout.gap * em)
    if case .table = names {
      let height = min((Double(runs.count) * Page.nameRow + 1.9) * em, 0.5 * right.height)
      names = .table(PageBox(x: right.x, y: right.endY - height, width: right.width, height: height))
      right = right.inset(bottom: height + 1.2 * em)
    }
    panels = [left, right]
    self.names = names
  }
}

extension PageBox {
  /// What is left for a plot inside a panel's box.
  ///
  /// - Parameters:
  ///   - labels: the widest number beside the vertical axis, in units of the text size.
  ///   - hasNames: whether the axes have names of their own.
  ///   - bar: the widest number beside a colour bar; `nil` without one.
  func plot(
    em: Double, labels: Double, hasNames: Bool, bar: Double?, isTitled: Bool, captions: Int
  ) -> PageBox {
    let small = 0.87 * em
    return inset(
      left: labels * small + 0.75 * em + (hasNames ? 1.5 * em : 0), top: isTitled ? 1.75 * em : 0.4 * em,
      right: bar.map { 2.25 * em + $0 * small } ?? 0.9 * em,
      bottom: 1.5 * em + (hasNames ? 1.25 * em : 0) + Double(captions) * 1.45 * em)
  }

  /// The colour bar beside a plot.
  func bar(em: Double) -> PageBox { PageBox(x: endX + 0.75 * em, y: y, width: 0.9 * em, height: height) }
}
