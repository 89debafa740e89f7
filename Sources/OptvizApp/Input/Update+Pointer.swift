import Arithmetic
import Optimization
import TerminalGraphics

extension Model {
  /// A click, a drag or a wheel turn, on what the last frame showed there.
  mutating func point(_ pointer: Pointer, _ region: HitRegion?) {
    // The reading under the pointer is updated if the pointer was followed before.
    if pointer.action == .move || pointing.hover != nil { hover(at: pointer) }
    if pointer.action == .move { pointAtMenu(region?.target) }
    switch pointer.action {
    case .press where pointer.button == 1: press(pointer, region)
    case .press where pointer.button == 3: openMenu(at: pointer, region?.target)
    case .drag: dragTo(pointer)
    case .release: release(pointer)
    case .scrollUp, .scrollDown: scroll(pointer, region?.target)
    case .press, .move: break
    }
  }

  private mutating func press(_ pointer: Pointer, _ region: HitRegion?) {
    // The release of an earlier press may have been lost outside the window.
    history.presses += 1
    pointing.drag = nil
    pointing.solidDrag = nil
    pointing.key = nil
    if lists.overlay != nil {
      switch region?.target {
      case .pickerRow(let row): apply(.pickRow(row))
      case .field(let field, let cursor): changeForm { $0.choose(field, cursor: cursor) }
      case .overlay: break
      case .button(let command): apply(command)
      default: lists.overlay = nil
      }
      return
    }
    // A hint in the footer belongs to the typing: it sets or cancels the value itself.
    if case .button = region?.target {} else { settings.typedValue = nil }
    pointing.scrub = nil
    guard let region else {
      pointing.lastClick = Click(pointer, in: self)
      return
    }
    if takeDoubleClick(pointer, region.target) { return }
    switch region.target {
    case .map:
      setFocus(.map)
      pointing.drag = Drag(
        column: pointer.column, row: pointer.row, view: document.map.view, fork: forkPoint(pointer))
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
      pointing.scrub = .slider(index, region.rect)
      slide(index, share)
    case .timeline(let share):
      pointing.scrub = .timeline(region.rect)
      chooseCurve(under: pointer, in: region.rect)
      seek(Int((share * Double(derived.race.budget)).rounded()))
    case .divider(let divider, let pane):
      setFocus(pane)
      pointing.scrub = scrub(divider, pointer)
    case .button(let command):
      // A key in a title lies on a border: dragged, it moves that.
      guard let divider = derived.layout.divider(atColumn: pointer.column, row: pointer.row) else {
        return apply(command)
      }
      pointing.key = command
      pointing.scrub = scrub(divider, pointer)
    case .pane(let pane): setFocus(pane)
    case .field, .pickerRow, .overlay: break
    }
  }

  private func scrub(_ divider: PaneDivider, _ pointer: Pointer) -> Scrub? {
    dividedSize(divider).map { .divider(divider, size: $0, column: pointer.column, row: pointer.row) }
  }

  private mutating func dragTo(_ pointer: Pointer) {
    guard lists.overlay == nil else { return }
    if dragSolid(pointer) { return }
    if var drag = pointing.drag {
      drag.hasMoved = drag.hasMoved || pointer.column != drag.column || pointer.row != drag.row
      pointing.drag = drag
      if let fork = drag.fork {
        if drag.hasMoved {
          notice = "released here, \(RunLook(fork.run, in: self).label) is forked at step \(fork.step)"
        }
        return
      }
      let map = derived.map.rect
      guard drag.hasMoved, !map.isEmpty else { return }
      let dx = Double(drag.column - pointer.column) / Double(map.width)
      let dy = Double(pointer.row - drag.row) / Double(map.height)
      let size = drag.view.size
      shiftView(from: drag.view, dx * size.x, dy * size.y)
      return
    }
    guard let scrub = pointing.scrub else { return }
    if case .divider(_, _, pointer.column, pointer.row) = scrub, pointing.key != nil { return }
    pointing.key = nil
    move(scrub, to: pointer)
  }

  /// A press and release on one cell of the map places the start there; on a run's head it chooses the run.
  private mutating func release(_ pointer: Pointer) {
    pointing.scrub = nil
    if let command = pointing.key {
      pointing.key = nil
      if lists.overlay == nil { apply(command) }
      return
    }
    if releaseSolid(pointer) { return }
    guard let drag = pointing.drag else { return }
    pointing.drag = nil
    if lists.overlay == nil, drag.hasMoved, let point = drag.fork {
      // Back where it began, it is a change of mind.
      if pointer.column != drag.column || pointer.row != drag.row { fork(point.run, at: point.step) }
      return
    }
    guard lists.overlay == nil, !drag.hasMoved,
      derived.map.rect.contains(column: pointer.column, row: pointer.row)
    else { return }
    if let run = nextHead(column: pointer.column, row: pointer.row) { return chooseRun(run) }
    let world = mapProjection.center(column: pointer.column, row: pointer.row)
    setStart(start(at: Point(world.x, world.y)))
  }

  /// The step of the chosen run whose path is pressed, away from its head; `nil` elsewhere.
  private func forkPoint(_ pointer: Pointer) -> (run: Int, step: Int)? {
    let run = document.chosenRun
    guard visibleRuns.contains(run), nextHead(column: pointer.column, row: pointer.row) == nil else {
      return nil
    }
    return path(atColumn: pointer.column, row: pointer.row, of: [run], within: 0.6)
  }

  private mutating func scroll(_ pointer: Pointer, _ target: HitTarget?) {
    let isUp = pointer.action == .scrollUp
    switch lists.overlay {
    case .picker, .palette, .menu, .share: return move(isUp ? -1 : 1)
    case .help: return move(isUp ? -3 : 3)
    case .form: return
    case nil: break
    }
    switch target {
    case .map:
      guard !derived.map.rect.isEmpty else { return }
      let place = SIMD2(
        (Double(pointer.column - derived.map.rect.x) + 0.5) / Double(derived.map.rect.width),
        1 - (Double(pointer.row - derived.map.rect.y) + 0.5) / Double(derived.map.rect.height))
      zoom(isUp ? 0.8 : 1.25, around: place)
    case .solid: magnifySolid(isUp ? 1.1 : 1 / 1.1)
    case .timeline: seek(step + (isUp ? -1 : 1))
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
