import Optimization
import TerminalGraphics

/// What can be done with the parts of the screen.
extension Model {
  /// The menu of what is at a cell; `nil` where there is nothing to do.
  func menu(at pointer: Pointer, _ target: HitTarget?) -> Menu? {
    let pane = derived.layout.pane(atColumn: pointer.column, row: pointer.row)
    var title = pane?.id.name ?? ""
    var items: [Menu.Item] = []
    switch target {
    case .map:
      if let run = nextHead(column: pointer.column, row: pointer.row) { items += menuItems(ofRun: run) }
      items += mapItems(at: pointer)
    case .solid:
      items = [
        Menu.Item("zoom in", [.magnifySolid(1.25)]), Menu.Item("zoom out", [.magnifySolid(0.8)]),
        Menu.Item("reset view", [.resetSolid]),
      ]
    case .run(let run):
      title = RunLook(run, in: self).label
      items = menuItems(ofRun: run)
    case .setting(let index), .slider(let index, _):
      guard settingRows.indices.contains(index) else { break }
      title = settingRows[index].name
      items = menuItems(ofSetting: index)
    default: break
    }
    if pane?.id == .chart { items += chartItems }
    if let pane, pane.place != .bottom { items += menuItems(of: pane) }
    return items.isEmpty ? nil : Menu(title, items, column: pointer.column, row: pointer.row)
  }

  /// What can be done with a run.
  private func menuItems(ofRun run: Int) -> [Menu.Item] {
    let name = RunLook(run, in: self).label
    let isHidden = document.hiddenRuns.contains(run)
    return [
      Menu.Item("choose \(name)", [.chooseRun(run)], key: .callRun(run)),
      Menu.Item(isHidden ? "show \(name)" : "hide \(name)", [.toggleRun(run)]),
      Menu.Item("fork \(name)", [.chooseRun(run), .fork]),
      Menu.Item("copy \(name) from its start", [.chooseRun(run), .forkFromStart]),
      Menu.Item("remove \(name)", [.chooseRun(run), .removeRun]),
    ]
  }

  private func mapItems(at pointer: Pointer) -> [Menu.Item] {
    let world = mapProjection.center(column: pointer.column, row: pointer.row)
    let place = Point(world.x, world.y)
    return [
      Menu.Item("start here", [.setStart(start(at: place))]),
      Menu.Item("centre here", [.centerView(place)]),
      Menu.Item("zoom in", [.zoomAround(0.5, place)], key: .zoom(0.8)),
      Menu.Item("zoom out", [.zoomAround(2, place)], key: .zoom(1.25)),
      Menu.Item("reset view", [.resetView]),
    ]
  }

  private func menuItems(ofSetting index: Int) -> [Menu.Item] {
    let setting = settingRows[index].setting
    return [
      Menu.Item("type a value", [.chooseSetting(index), .startEntry]),
      Menu.Item("step up", [.chooseSetting(index), .adjust(1)]),
      Menu.Item("step down", [.chooseSetting(index), .adjust(-1)]),
      Menu.Item("reset to \(setting.text(setting.standard))", [.chooseSetting(index), .resetSetting]),
    ]
  }

  private var chartItems: [Menu.Item] {
    let quantities = chartQuantities.filter { $0 != shownChart.quantity }.map {
      Menu.Item("show \($0.title)", [.setChartQuantity($0)], key: .nextChartQuantity)
    }
    return quantities + [
      Menu.Item(document.chart.isLogarithmic ? "linear axis" : "logarithmic axis", [.toggleLossAxis]),
      Menu.Item("count by \(nextChartSpan.rawValue)", [.nextChartSpan]),
    ]
  }

  private func menuItems(of pane: PaneEntry) -> [Menu.Item] {
    let isZoomed = derived.layout.zoomed != nil
    let zoom = Menu.Item(isZoomed ? "all panels" : "zoom panel", [.focus(pane.id), .toggleZoom])
    guard PaneArrangement.sidePanes.contains(where: { $0.id == pane.id }) else { return [zoom] }
    return [zoom, Menu.Item("hide panel", [.focus(pane.id), .hidePane])]
  }
}
