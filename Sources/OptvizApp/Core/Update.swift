import Experiments
import Optimization
import TerminalGraphics

/// The one place where the model changes.
///
/// Returns what is to be done outside the model; the results come back as messages.
public func update(_ model: inout Model, _ message: Message) -> [Effect] {
  let wasWorking = model.longWork != nil
  let edition = model.edition
  model.apply(message)
  if model.edition == edition {
    // Most of what playing is: only the step on display has moved, and nothing has to be asked for.
    model.refreshBatchScene()
    model.refreshPaths()
    return []
  }
  model.layout = Layout(model)
  model.mapRect = MapPane.sceneKey(model)?.projection.rect ?? Rect(x: 0, y: 0, width: 0, height: 0)
  model.refreshMapGround()
  model.refreshBatchScene()
  model.refreshPaths()
  model.refreshReading()
  var effects: [Effect] = model.refreshSolid()
  effects += model.panels.unsaved.map { .saveLayout($0) }
  model.panels.unsaved = []
  // Some more small maps are computed at the next tick, so that keys are answered between.
  if case .thumbnailsComputed = message {
  } else {
    let keys = model.nextThumbnails
    if !keys.isEmpty { effects.append(.computeThumbnails(keys)) }
  }
  let wanted = MapRequest(model)
  if wanted != model.mapRequest {
    model.mapRequest = wanted
    model.mapProgress = nil
    model.stoppedMap = nil
    if let wanted { effects.append(.computeMap(wanted)) }
  } else if wasWorking, wanted != nil, wanted == model.stoppedMap {
    effects.append(.abandonWork)
  }
  return effects
}

/// Work that a change asks for, as a value.
public enum Effect: Hashable, Sendable {
  /// Compute the map and send it as `mapComputed`.
  case computeMap(MapRequest)
  /// Compute the surface in three dimensions and send it as `solidComputed`.
  case computeSolid(SolidRequest)
  /// Abandon what is being computed beside the program.
  case abandonWork
  /// Keep a layout in the person's configuration.
  case saveLayout(LayoutPreset)
  /// Compute small maps and send them as `thumbnailsComputed`.
  case computeThumbnails([Thumbnail.Key])

  /// Whether the work would keep keys waiting, so that it belongs in a task of its own.
  ///
  /// Work of the same kind that was asked for before is then abandoned.
  public var isLong: Bool {
    switch self {
    case .computeMap(let request): request.isLong
    case .computeSolid(let request): request.isLong
    case .abandonWork, .saveLayout: false
    case .computeThumbnails: false
    }
  }

  /// Does the work, telling on the way how far it is; the answer is the message to send on.
  public func perform(report: (Message) -> Void = { _ in }) -> Message {
    switch self {
    // These are for who has threads and files.
    case .abandonWork: return .done(nil)
    case .saveLayout(let preset): return .done("layout \(preset.name) is kept until the program ends")
    case .computeMap(let request):
      var progress = Twentieths()
      return .mapComputed(
        MapScene(request.key, coarseness: request.coarseness) {
          if progress.hasReached($0) { report(.mapProgress(request, $0)) }
        })
    case .computeSolid(let request):
      var progress = Twentieths()
      return .solidComputed(
        SolidScene(request.key, coarseness: request.coarseness) {
          if progress.hasReached($0) { report(.solidProgress(request, $0)) }
        })
    case .computeThumbnails(let keys): return .thumbnailsComputed(keys.map(Thumbnail.init))
    }
  }
}

/// Progress in steps of a twentieth: as much as a bar shows.
private struct Twentieths {
  private var reported = 0.0

  /// Whether a share is a twentieth or more beyond the last one that was.
  mutating func hasReached(_ share: Double) -> Bool {
    guard share >= reported + 0.05 else { return false }
    reported = share
    return true
  }
}

/// A map that is asked for, or being computed.
public struct MapRequest: Hashable, Sendable {
  /// What it is computed from.
  let key: MapScene.Key
  /// How coarse it is: a sketch comes first where the whole takes long.
  let coarseness: Int
  /// Whether computing it takes longer than a frame may.
  let isLong: Bool

  /// How coarse a sketch is: a sixteenth of the work on each side of a cell makes one that shows the shape.
  private static let sketch = 4
  /// Examples read in a few milliseconds.
  private static let shortWork = 2_000_000

  /// The map that the model lacks; `nil` where it has what it shows.
  fileprivate init?(_ model: Model) {
    guard let key = MapPane.sceneKey(model) else { return nil }
    let nodes = 4 * key.projection.rect.width * key.projection.rect.height
    isLong = nodes * model.race.objective.examplesRead > MapRequest.shortWork
    self.key = key
    if model.map?.key == key {
      guard model.map?.coarseness != 1 else { return nil }
      coarseness = 1
    } else {
      coarseness = isLong ? MapRequest.sketch : 1
    }
  }
}

extension Model {
  /// Changes the model as a message says.
  mutating func apply(_ message: Message) {
    if !message.isTime { notice = nil }
    if case .tick = message {} else { edition += 1 }
    switch message {
    case .tick(let now): advance(to: now)
    case .mapComputed(let scene):
      // A scene for a view that is gone by now is dropped.
      if scene.key == MapPane.sceneKey(self) { map = scene }
      mapProgress = nil
    case .mapProgress(let request, let share):
      if request == mapRequest, request != stoppedMap { mapProgress = share }
    case .solidComputed(let scene): take(scene)
    case .solidProgress(let request, let share):
      if request == solid.request { solid.progress = share }
    case .turnSolid(let yaw, let pitch): turnSolid(yaw, pitch)
    case .magnifySolid(let factor): magnifySolid(factor)
    case .resetSolid: resetSolid()
    case .resize(let width, let height):
      size = (max(0, width), max(0, height))
      hover = nil
    case .type(let character):
      type(character)
      previewTyped()
    case .paste(let text):
      for character in text.prefix(1000) where !character.isNewline { type(character) }
      previewTyped()
    case .pointer(let pointer, let target): point(pointer, target)

    case .togglePlay: togglePlay()
    case .step(let steps): goTo(self.step + max(-race.budget, min(race.budget, steps)))
    case .seek(let step): goTo(step)
    case .first: goTo(0)
    case .last: goTo(race.budget)
    case .restart:
      goTo(0)
      play()
    case .faster: changeSpeed(by: 1)
    case .slower: changeSpeed(by: -1)

    case .toggleRun(let run): toggleRun(run)
    case .chooseRun(let run): chooseRun(run)
    case .setStart(let start): setStart(start)
    case .moveStart(let dx, let dy): moveStart(dx, dy)
    case .randomStart: takeRandomStart()

    case .chooseSetting(let index): chooseSetting(index)
    case .adjust(let steps): adjust(steps)
    case .set(let index, let value): set(index, to: value)
    case .resetSetting: resetSetting()
    case .smallerBatches: takeSmallerBatches()
    case .smallerBatch: takeSmallerBatch()
    case .togglePace: togglePace()
    case .startEntry: startEntry()
    case .commitEntry: commitEntry()
    case .cancelEntry: entry = nil
    case .erase:
      erase()
      previewTyped()

    case .zoom(let factor): zoom(factor, around: nil)
    case .pan(let dx, let dy): pan(dx, dy)
    case .resetView: resetView()
    case .toggleLossAxis: lossIsLogarithmic.toggle()
    case .toggleBatchView: toggleBatchView()
    case .nextView: takeNextView()
    case .toggleInspector: toggleInspector()
    case .toggleAverages: toggleAverages()
    case .scrollInspector(let rows): scrollInspector(rows)
    case .nextTheme: takeNextTheme()
    case .nextMarker: takeNextMarker()
    case .takeMarker(let id): markers.take(id)
    case .takeChart(let quantity): chart.quantity = quantity
    case .nextChartQuantity: takeNextChartQuantity()
    case .nextChartSpan: takeNextChartSpan()
    case .focusNext: moveFocus(1)
    case .focusPrevious: moveFocus(-1)
    case .focus(let pane):
      reveal(pane)
      setFocus(pane)
    case .move(let rows): move(rows)

    case .toggleZoom: toggleZoom()
    case .endZoom: endZoom()
    case .resizeSide(let steps): resizeSide(by: steps)
    case .resizeFocused(let rows): resizeFocused(by: rows)
    case .hidePanel: hidePanel()
    case .nextLayout: takeNextLayout()
    case .layout(let name): takeLayout(name)
    case .saveLayout(let name): keepLayout(as: name)
    case .done(let sentence): notice = sentence ?? notice
    case .cancelWork: cancelWork()
    case .pointerLeft: hover = nil

    case .open(let kind): open(kind)
    case .help: overlay = .help(HelpList())
    case .pick: pick()
    case .pickRow(let row): pick(row)
    case .scroll(let lines):
      if overlay != nil { move(lines) }
    case .page(let pages): movePage(pages)
    case .moveAcross(let columns): moveAcross(columns)
    case .thumbnailsComputed(let new): thumbnails.add(new)

    case .openPalette: overlay = .palette(Palette())
    case .complete: completePalette()
    case .takeSurface(let surface): take(surface)
    case .takeExperiment(let id): if let entry = ExperimentCatalog.entry(id) { take(entry.experiment) }
    case .takeTheme(let id): if let entry = themes.entry(id) { take(entry) }
    case .takeView(let view): if views().contains(view) { chosenView = view }
    case .addOptimizer(let choice): add(choice)
    case .changeOptimizer(let choice): changeChosenRun(to: choice)
    case .setSteps(let steps): setSteps(steps)
    case .setSpeed(let speed): setSpeed(Double(speed))
    case .setSeed(let seed): setSeed(seed)
    case .showDomain(let domain): show(domain)
    case .close:
      overlay = nil
      endPreview()
    case .quit: isOver = true
    }
    refreshInspection()
    keepFocusOnMain()
    keepPanelsShown(after: message)
    previewTheme()
  }
}

extension Message {
  /// Whether the message comes from the clock or the terminal rather than from a person.
  fileprivate var isTime: Bool {
    switch self {
    case .tick, .resize, .mapComputed, .mapProgress, .solidComputed, .solidProgress, .thumbnailsComputed,
      .done,
      .pointerLeft:
      true
    default: false
    }
  }
}
