import Experiments
import Optimization

extension Model {
  /// Up or down in the pane that has the focus, or in the list that is open.
  mutating func move(_ rows: Int) {
    if case .picker(let picker) = lists.overlay {
      movePicker(picker, rows)
    } else if case .help(var help) = lists.overlay {
      help.move(rows, in: self)
      lists.overlay = .help(help)
    } else if case .palette(let palette) = lists.overlay {
      movePalette(palette, rows)
    } else if case .menu(var menu) = lists.overlay {
      menu.move(rows)
      lists.overlay = .menu(menu)
    } else if case .share(var share) = lists.overlay {
      share.move(rows)
      lists.overlay = .share(share)
    } else if panes.focus == .race {
      let order = Standings(self).order
      let place = order.firstIndex(of: document.chosenRun) ?? 0
      if !order.isEmpty { chooseRun(order[max(0, min(order.count - 1, place + rows))]) }
    } else if panes.focus == .inspector {
      scrollInspector(rows)
    } else {
      chooseSetting(max(0, min(settingRows.count - 1, document.chosenSetting + rows)))
    }
  }

  mutating func open(_ kind: Picker.Kind) {
    let current: String? =
      switch kind {
      case .surfaces:
        document.experiment.surface.dataChoice?.source ?? document.experiment.surface.entry.card.id
      case .optimizers: chosen?.entry.card.id
      case .experiments: nil
      case .themes: document.theme.id
      case .colorMaps: document.colorMap?.id
      case .runs: String(document.chosenRun)
      case .views: derived.layout.mainView.rawValue
      case .history: String(history.past.count)
      }
    switch kind {
    case .runs: lists.overlay = .picker(Picker(kind, runItems, selecting: current))
    case .views: lists.overlay = .picker(Picker(kind, viewItems, selecting: current))
    case .history: lists.overlay = .picker(Picker(kind, historyItems, selecting: current))
    case .experiments:
      lists.overlay = .picker(Picker(kind, experimentItems, selecting: current))
      outbox.append(.findExperiments)
    default: lists.overlay = .picker(Picker(kind, of: environment, selecting: current))
    }
  }

  /// Runs help's chosen row; an action that does not apply now stays listed.
  private mutating func run(_ help: HelpList) {
    lists.overlay = .help(help)
    guard let item = help.chosen(in: self) else {
      if help.lines(in: self).isEmpty { lists.overlay = .palette(Palette(help.filter)) }
      return
    }
    guard item.applies else {
      notice = "not now: \(item.help)"
      return
    }
    lists.overlay = nil
    apply(item.command)
  }

  /// Takes a row of the open list, or its chosen one.
  mutating func pick(_ row: Int? = nil) {
    switch lists.overlay {
    case .help(var help):
      if let row { help.choose(row, in: self) }
      return run(help)
    case .palette(let palette): return runPalette(palette, row: row)
    case .menu(var menu):
      if let row { menu.choose(row) }
      return run(menu)
    case .form, .picker, .share, nil: break
    }
    guard case .picker(var picker) = lists.overlay else { return }
    if let row { picker.choose(row) }
    lists.overlay = .picker(picker)
    if row == nil, picker.kind == .optimizers, takeTyped(picker.filter) { return }
    if row == nil, takeTypedSurface(picker) { return }
    endPreview()
    lists.overlay = .picker(picker)
    guard let item = picker.chosen else { return }
    switch picker.kind {
    case .surfaces:
      lists.overlay = nil
      // The current surface keeps its settings.
      if let entry = SurfaceCatalog.entry(item.id), item.id != document.experiment.surface.entry.card.id {
        setSurface(SurfaceChoice(entry))
      } else if let entry = DataSetCatalog.entry(item.id),
        item.id != document.experiment.surface.dataChoice?.source
      {
        setSurface(SurfaceChoice(DataChoice(entry)))
      }
    // A click on a row with a tick takes that away.
    case .optimizers: row == nil ? addListed(item.id) : toggleOptimizer(item.id)
    case .themes: keepTheme(item.id)
    case .colorMaps: keepColorMap(item.id)
    case .runs:
      lists.overlay = nil
      guard let run = Int(item.id) else { return }
      document.hiddenRuns.remove(run)
      chooseRun(run)
    case .history:
      lists.overlay = nil
      jump(toRow: item.id)
    case .views:
      lists.overlay = nil
      if let view = MainView(rawValue: item.id) { setView(view) }
    case .experiments:
      lists.overlay = nil
      apply(item.isOwn ? .openExperiment(item.id) : .setExperiment(item.id))
    }
  }
}
