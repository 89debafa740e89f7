import Optimization
import TerminalGraphics

extension Model {
  /// A click, a drag or a turn of the wheel, on what the last frame had there.
  mutating func point(_ pointer: Pointer, _ target: HitTarget?) {
    // What the pointer is over is read again wherever it has been followed.
    if pointer.action == .move || hover != nil { hover(at: pointer) }
    switch pointer.action {
    case .press where pointer.button == 1: press(pointer, target)
    case .drag: dragTo(pointer)
    case .release: release(pointer)
    case .scrollUp, .scrollDown: scroll(pointer, target)
    case .press, .move: break
    }
  }

  var mapProjection: Projection { Projection(mapRect, x: view.x, y: view.y) }

  private mutating func press(_ pointer: Pointer, _ target: HitTarget?) {
    // The release of an earlier press may have got lost outside the window.
    drag = nil
    solid.drag = nil
    if overlay != nil {
      switch target {
      case .pickerRow(let row): apply(.pickRow(row))
      case .overlay: break
      case .button(let message): apply(message)
      default: overlay = nil
      }
      return
    }
    // A hint in the footer is part of the typing: it sets or cancels the entry itself.
    if case .button = target {} else { entry = nil }
    scrub = nil
    if takeDoubleClick(pointer, target) { return }
    switch target {
    case .map:
      setFocus(.map)
      drag = Drag(column: pointer.column, row: pointer.row, view: view)
    case .solid: pressSolid(pointer)
    case .run(let run):
      setFocus(.race)
      chooseRun(run)
    case .setting(let index):
      setFocus(.settings)
      chooseSetting(index)
    case .slider(let index, let share):
      setFocus(.settings)
      chooseSetting(index)
      // The row may have scrolled or its slider grown with the choice: what is held is what was pressed.
      scrub = region(under: pointer).map { .slider(index, $0) }
      slide(index, share)
    case .timeline(let share):
      scrub = region(under: pointer).map { .timeline($0) }
      chooseCurve(under: pointer)
      goTo(Int((share * Double(race.budget)).rounded()))
    case .divider(let divider, let pane):
      setFocus(pane)
      scrub = dividedSize(divider).map {
        .divider(divider, size: $0, column: pointer.column, row: pointer.row)
      }
    case .button(let message): apply(message)
    case .pane(let pane): setFocus(pane)
    case .pickerRow, .overlay, nil: break
    }
  }

  private mutating func dragTo(_ pointer: Pointer) {
    guard overlay == nil else { return }
    if dragSolid(pointer) { return }
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
    if let scrub { move(scrub, to: pointer) }
  }

  /// A press and release on one cell of the map places the start there; on a run's head it chooses the run.
  private mutating func release(_ pointer: Pointer) {
    scrub = nil
    if releaseSolid(pointer) { return }
    guard let drag else { return }
    self.drag = nil
    guard overlay == nil, !drag.hasMoved, mapRect.contains(column: pointer.column, row: pointer.row) else {
      return
    }
    if let run = nextHead(column: pointer.column, row: pointer.row) { return chooseRun(run) }
    let world = mapProjection.center(column: pointer.column, row: pointer.row)
    let grid = startGrid
    setStart(Point(ViewFit.onGrid(world.x, grid.x), ViewFit.onGrid(world.y, grid.y)))
  }

  private mutating func scroll(_ pointer: Pointer, _ target: HitTarget?) {
    let isUp = pointer.action == .scrollUp
    switch overlay {
    case .picker, .palette: return move(isUp ? -1 : 1)
    case .help: return move(isUp ? -3 : 3)
    case nil: break
    }
    switch target {
    case .map:
      guard !mapRect.isEmpty else { return }
      let place = SIMD2(
        (Double(pointer.column - mapRect.x) + 0.5) / Double(mapRect.width),
        1 - (Double(pointer.row - mapRect.y) + 0.5) / Double(mapRect.height))
      zoom(isUp ? 0.8 : 1.25, around: place)
    case .solid: magnifySolid(isUp ? 1.1 : 1 / 1.1)
    case .timeline: goTo(step + (isUp ? -1 : 1))
    case .slider(let index, _), .setting(let index):
      chooseSetting(index)
      adjust(isUp ? 1 : -1)
    case .run:
      setFocus(.race)
      move(isUp ? -1 : 1)
    case .pane(.inspector): scrollInspector(isUp ? -2 : 2)
    case .pane(.slice): zoomSlice(isUp ? 0.8 : 1.25, at: pointer.column)
    default: break
    }
  }

  mutating func slide(_ index: Int, _ share: Double) {
    let rows = settingRows
    guard rows.indices.contains(index) else { return }
    let setting = rows[index].setting
    if rows[index].isBatchSize, let count = exampleCount {
      return set(index, to: Double(BatchSizes.size(at: share, of: count)))
    }
    let value = SettingSteps.value(at: share, on: setting)
    if setting.accepts(value) { set(index, to: value) }
  }
}
