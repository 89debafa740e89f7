import Optimization
import TerminalGraphics

extension Model {
  /// A click, a drag or a turn of the wheel, on what the last frame had there.
  mutating func point(_ pointer: Pointer, _ target: HitTarget?) {
    switch pointer.action {
    case .press where pointer.button == 1: press(pointer, target)
    case .drag: dragTo(pointer, target)
    case .release: release(pointer)
    case .scrollUp, .scrollDown: scroll(pointer, target)
    case .press, .move: break
    }
  }

  private var mapProjection: Projection { Projection(mapRect, x: view.x, y: view.y) }

  private mutating func press(_ pointer: Pointer, _ target: HitTarget?) {
    if overlay != nil {
      switch target {
      case .pickerRow(let row): apply(.pickRow(row))
      case .overlay: break
      case .button(let message): apply(message)
      default: overlay = nil
      }
      return
    }
    entry = nil
    switch target {
    case .map:
      setFocus(.map)
      drag = Drag(column: pointer.column, row: pointer.row, view: view)
    case .run(let run):
      setFocus(.race)
      chooseRun(run)
    case .setting(let index):
      setFocus(.settings)
      chooseSetting(index)
    case .slider(let index, let share):
      setFocus(.settings)
      chooseSetting(index)
      slide(index, share)
    case .timeline(let share): goTo(Int((share * Double(race.budget)).rounded()))
    case .button(let message): apply(message)
    case .pane(let pane): setFocus(pane)
    case .pickerRow, .overlay, nil: break
    }
  }

  private mutating func dragTo(_ pointer: Pointer, _ target: HitTarget?) {
    if var drag {
      drag.hasMoved = drag.hasMoved || pointer.column != drag.column || pointer.row != drag.row
      self.drag = drag
      guard drag.hasMoved, !mapRect.isEmpty else { return }
      let dx = Double(drag.column - pointer.column) / Double(mapRect.width)
      let dy = Double(pointer.row - drag.row) / Double(mapRect.height)
      shiftView(
        from: drag.view, dx * (drag.view.x.upperBound - drag.view.x.lowerBound),
        dy * (drag.view.y.upperBound - drag.view.y.lowerBound))
      return
    }
    switch target {
    case .timeline(let share): goTo(Int((share * Double(race.budget)).rounded()))
    case .slider(let index, let share) where index == chosenSetting && focus == .settings: slide(index, share)
    default: break
    }
  }

  /// A press and release on one cell of the map places the start there.
  private mutating func release(_ pointer: Pointer) {
    guard let drag else { return }
    self.drag = nil
    guard !drag.hasMoved, mapRect.contains(column: pointer.column, row: pointer.row) else { return }
    let world = mapProjection.center(column: pointer.column, row: pointer.row)
    let grid = startGrid
    setStart(Point(Model.onGrid(world.x, grid.x), Model.onGrid(world.y, grid.y)))
  }

  private mutating func scroll(_ pointer: Pointer, _ target: HitTarget?) {
    let isUp = pointer.action == .scrollUp
    switch overlay {
    case .picker: return move(isUp ? -1 : 1)
    case .help: return apply(.scroll(isUp ? -3 : 3))
    case nil: break
    }
    switch target {
    case .map:
      guard !mapRect.isEmpty else { return }
      let place = SIMD2(
        (Double(pointer.column - mapRect.x) + 0.5) / Double(mapRect.width),
        1 - (Double(pointer.row - mapRect.y) + 0.5) / Double(mapRect.height))
      zoom(isUp ? 0.8 : 1.25, around: place)
    case .timeline: goTo(step + (isUp ? -1 : 1))
    case .slider(let index, _), .setting(let index):
      chooseSetting(index)
      adjust(isUp ? 1 : -1)
    case .run: move(isUp ? -1 : 1)
    default: break
    }
  }

  private mutating func slide(_ index: Int, _ share: Double) {
    guard let chosen, chosen.settings.settings.indices.contains(index) else { return }
    let setting = chosen.settings.settings[index]
    let value = SettingSteps.value(at: share, on: setting)
    if setting.accepts(value) { set(index, to: value) }
  }
}
