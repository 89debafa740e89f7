import Experiments
import Optimization
import TerminalGraphics

extension Model {
  /// Zooms by a factor on both lengths; around a place on the map given as shares from its lower left, or the middle.
  mutating func zoom(_ factor: Double, around place: SIMD2<Double>?) {
    let place = place ?? SIMD2(0.5, 0.5)
    guard let x = Model.zoomed(view.x, factor, place.x), let y = Model.zoomed(view.y, factor, place.y) else {
      return
    }
    view = Domain(x: x, y: y)
    viewIsChosen = true
  }

  /// Zooms one axis of the view, around a share of it.
  mutating func zoomAxis(_ axis: Slice.Axis, by factor: Double, around share: Double) {
    let interval = axis == .x ? view.x : view.y
    guard let zoomed = Model.zoomed(interval, factor, share) else { return }
    view = axis == .x ? Domain(x: zoomed, y: view.y) : Domain(x: view.x, y: zoomed)
    viewIsChosen = true
  }

  private static func zoomed(_ interval: ClosedRange<Double>, _ factor: Double, _ place: Double)
    -> ClosedRange<Double>?
  {
    let width = interval.upperBound - interval.lowerBound
    let anchor = interval.lowerBound + place * width
    let low = anchor - place * width * factor
    let high = low + width * factor
    // Beyond this, neighbouring columns could no longer be told apart, or squares overflow.
    guard high - low > 1e-9 * max(1, abs(low), abs(high)), high - low < 1e12 else { return nil }
    return low...high
  }

  /// Moves the view by tenths of its size.
  mutating func pan(_ dx: Int, _ dy: Int) {
    let width = view.x.upperBound - view.x.lowerBound
    let height = view.y.upperBound - view.y.lowerBound
    shiftView(from: view, Double(dx) * width / 10, Double(dy) * height / 10)
  }

  /// Moves a view by a distance.
  mutating func shiftView(from origin: Domain, _ dx: Double, _ dy: Double) {
    let (x0, x1) = (origin.x.lowerBound + dx, origin.x.upperBound + dx)
    let (y0, y1) = (origin.y.lowerBound + dy, origin.y.upperBound + dy)
    guard x0 < x1, y0 < y1, max(abs(x0), abs(x1), abs(y0), abs(y1)) < 1e12 else { return }
    view = Domain(x: x0...x1, y: y0...y1)
    viewIsChosen = true
  }

  /// Fits the view to the race; when it fits already, shows the whole domain.
  mutating func resetView() {
    let fitted = ViewFit.domain(of: race, within: experiment.domain)
    if view == fitted {
      view = experiment.domain
      viewIsChosen = true
    } else {
      view = fitted
      viewIsChosen = false
    }
  }

  mutating func moveFocus(_ steps: Int) {
    let order = PaneCatalog.all.filter(canFocus).map(\.id)
    let index = order.firstIndex(of: focus) ?? 0
    setFocus(order[(index + steps + order.count) % order.count])
  }

  /// Gives a pane the focus; one that does not take it leaves it where it is.
  mutating func setFocus(_ pane: PaneID) {
    guard PaneCatalog.all.contains(where: { $0.id == pane && canFocus($0) }) else {
      return
    }
    focus = pane
    if panels.arrangement.zoomed != nil { panels.arrangement.zoomed = pane }
    if PaneCatalog.all.contains(where: { $0.id == pane && $0.place != .main && $0.canHide }) {
      lastSidePane = pane
    }
  }

  /// Up or down in the panel that has the focus, or in the list that is open.
  mutating func move(_ rows: Int) {
    if case .picker(let picker) = overlay {
      movePicker(picker, rows)
    } else if case .help(var help) = overlay {
      help.move(rows, in: self)
      overlay = .help(help)
    } else if case .palette(let palette) = overlay {
      movePalette(palette, rows)
    } else if focus == .race {
      let order = Standings(self).order
      let place = order.firstIndex(of: chosenRun) ?? 0
      if !order.isEmpty { chooseRun(order[max(0, min(order.count - 1, place + rows))]) }
    } else if focus == .inspector {
      scrollInspector(rows)
    } else {
      chooseSetting(max(0, min(settingRows.count - 1, chosenSetting + rows)))
    }
  }

  mutating func open(_ kind: Picker.Kind) {
    let current: String? =
      switch kind {
      case .surfaces: experiment.surface.dataChoice?.source ?? experiment.surface.entry.card.id
      case .optimizers: chosen?.entry.card.id
      case .experiments: nil
      case .themes: themeEntry.id
      }
    overlay = .picker(Picker(kind, selecting: current, themes: themes))
  }

  /// Does what help's chosen row says; what cannot be done now stays listed.
  private mutating func run(_ help: HelpList) {
    overlay = .help(help)
    guard let item = help.chosen(in: self) else { return }
    guard item.applies else {
      notice = "not now: \(item.help)"
      return
    }
    overlay = nil
    apply(item.message)
  }

  /// Takes a row of the open list, or its chosen one.
  mutating func pick(_ row: Int? = nil) {
    switch overlay {
    case .help(var help):
      if let row { help.choose(row, in: self) }
      return run(help)
    case .palette(let palette): return runPalette(palette, row: row)
    case .picker, nil: break
    }
    guard case .picker(var picker) = overlay else { return }
    if let row { picker.choose(row) }
    overlay = .picker(picker)
    if row == nil, picker.kind == .optimizers, takeTyped(picker.filter) { return }
    if row == nil, takeTypedSurface(picker) { return }
    endPreview()
    overlay = .picker(picker)
    guard let item = picker.chosen else { return }
    switch picker.kind {
    case .surfaces:
      overlay = nil
      // The surface that is there already keeps its settings.
      if let entry = SurfaceCatalog.entry(item.id), item.id != experiment.surface.entry.card.id {
        take(SurfaceChoice(entry))
      } else if let entry = DataSetCatalog.entry(item.id), item.id != experiment.surface.dataChoice?.source {
        take(SurfaceChoice(DataChoice(entry)))
      }
    case .optimizers: toggleOptimizer(item.id)
    case .themes: keepTheme(item.id)
    case .experiments:
      overlay = nil
      if let entry = ExperimentCatalog.entry(item.id) { take(entry.experiment) }
    }
  }
}
