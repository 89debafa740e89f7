import Experiments
import Optimization
import TerminalGraphics

/// The one place where the model changes: first what the message says, then what is derived from it.
///
/// Returns effects to perform outside the model; their results come back as events.
public func update(_ model: inout Model, _ message: Message) -> [Effect] {
  let revision = model.revision
  // The clock changes nothing that could be undone.
  var before: History.State?
  if case .event(.tick) = message {} else { before = model.settledState }
  let form = model.lists.form
  switch message {
  case .command(let command): model.apply(command)
  case .event(let event): model.apply(event)
  }
  if let form {
    model.followTableForm(from: form)
    model.followPictureForm(from: form)
  }
  model.refresh(since: revision)
  if let before { model.recordChange(since: before, message) }
  defer { model.outbox = [] }
  return model.outbox
}

extension Model {
  /// Brings all derived data up to date, each after what it depends on, and requests long work.
  fileprivate mutating func refresh(since former: Int) {
    refreshInspection()
    requestRace()
    if revision == former {
      // The usual case during playback: only the step on display has moved, and nothing has to be requested.
      refreshBatchScene()
      refreshMapPicture()
      refreshSolidRuns()
      return
    }
    previewTheme()
    settleGround()
    settleLayout()
    refreshMapRect()
    refreshBatchScene()
    refreshMapPicture()
    refreshReading()
    refreshSolid()
    requestThumbnails()
    requestMap()
  }

  /// Applies a report of the clock, the terminal or an effect.
  mutating func apply(_ event: Event) {
    // Only the clock can leave everything but the step on display unchanged.
    if case .tick(let now) = event { return advance(to: now) }
    revision += 1
    switch event {
    case .tick: break
    case .resize(let width, let height):
      environment.size = Layout.drawn(width: width, height: height)
      pointing.hover = nil
    case .terminal(let terminal): adopt(terminal)
    case .pixels(let trouble): giveUpPixels(trouble)
    case .type(let character):
      notice = nil
      type(character)
      previewTyped()
    case .unbound(let key): notice = KeyBindings.sentence(for: key, in: self)
    case .paste(let text):
      notice = nil
      paste(text)
      previewTyped()
    case .pointer(let pointer, let region):
      notice = nil
      point(pointer, region)
    case .pointerLeft: pointing.hover = nil
    case .mapComputed(let scene): take(scene)
    case .mapProgress(let request, let share): takeProgress(share, of: request)
    case .solidComputed(let scene): take(scene)
    case .solidProgress(let request, let share):
      if request == derived.solid.request { derived.solid.progress = share }
    case .raceComputed(let request, let race): take(race, for: request)
    case .inspected(let request, let inspection): take(inspection, for: request)
    case .thumbnailsComputed(let new): derived.thumbnails.add(new)
    case .tableSeen(let path, let look): take(look, at: path)
    case .tableLoaded(let request, let surface, let problem): take(surface, problem, of: request)
    case .experimentSaved(let file, let sentence):
      (kept, notice) = (file, sentence)
      derived.thumbnails.remove(file.path)
    case .experimentOpened(let file, let kept): take(file, from: kept)
    case .pictureProgress(let request, let share): takeProgress(share, of: request)
    case .pictureDone(let request, let outcome): take(outcome, of: request)
    case .experimentsFound(let own): take(own)
    case .done(let sentence): notice = sentence ?? notice
    }
  }

  /// Applies a person's command.
  mutating func apply(_ command: Command) {
    notice = nil
    revision += 1
    switch command {
    case .togglePlay: togglePlay()
    case .step(let steps): seek(self.step + max(-derived.race.budget, min(derived.race.budget, steps)))
    case .seek(let step): seek(step)
    case .first: seek(0)
    case .last: seek(derived.race.budget)
    case .restart:
      seek(0)
      play()
    case .faster: changeSpeed(by: 1)
    case .slower: changeSpeed(by: -1)
    case .setSpeed(let speed): setSpeed(Double(speed))

    case .toggleRun(let run): toggleRun(run)
    case .chooseRun(let run): chooseRun(run)
    case .callRun(let run): callRun(run)
    case .removeRun: removeRun()
    case .setStart(let start): setStart(start)
    case .moveStart(let dx, let dy): moveStart(dx, dy)
    case .randomStart: setRandomStart()
    case .togglePace: togglePace()
    case .setSurface(let surface): setSurface(surface)
    case .setExperiment(let id):
      if let entry = environment.experiments.entry(id) { open(entry.file) }
    case .addOptimizer(let choice): add(choice)
    case .changeOptimizer(let choice): changeChosenRun(to: choice)
    case .setSteps(let steps): setSteps(steps)
    case .setSeed(let seed): setSeed(seed)
    case .label(let label): self.label(label)
    case .fork: forkHere()
    case .forkFromStart: forkFromStart()
    case .togglePin: togglePin()

    case .chooseSetting(let index): chooseSetting(index)
    case .adjust(let steps): adjust(steps)
    case .set(let index, let value): set(index, to: value)
    case .resetSetting: resetSetting()
    case .smallerBatches: setSmallerBatches()
    case .smallerBatch: setSmallerBatch()
    case .startEntry: startEntry()
    case .commitEntry: commitEntry()
    case .cancelEntry: settings.typedValue = nil

    case .zoom(let factor): zoom(factor, around: nil)
    case .zoomAround(let factor, let point): zoom(factor, around: point)
    case .centerView(let point): centerView(on: point)
    case .pan(let dx, let dy): pan(dx, dy)
    case .resetView: resetView()
    case .setDomain(let domain): setDomain(domain)
    case .toggleBatches: toggleBatches()
    case .nextMarkers: showNextMarkers()
    case .setMarkers(let id): setMarkers(id)
    case .setPixels(let choice): setPixels(choice)

    case .turnSolid(let yaw, let pitch): turnSolid(yaw, pitch)
    case .magnifySolid(let factor): magnifySolid(factor)
    case .resetSolid: resetSolid()

    case .toggleLossAxis: document.chart.isLogarithmic.toggle()
    case .nextChartQuantity: showNextChartQuantity()
    case .setChartQuantity(let quantity): document.chart.quantity = quantity
    case .nextChartSpan: showNextChartSpan()

    case .toggleAverages: toggleAverages()
    case .scrollInspector(let rows): scrollInspector(rows)

    case .nextView: showNextView()
    case .setView(let view): setView(view)
    case .togglePane(let pane): togglePane(pane)
    case .focusNext: moveFocus(1)
    case .focusPrevious: moveFocus(-1)
    case .focus(let pane):
      reveal(pane)
      setFocus(pane)
    case .toggleZoom: toggleZoom()
    case .endZoom: endZoom()
    case .resizeSide(let steps): resizeSide(by: steps)
    case .resizeFocused(let rows): resizeFocused(by: rows)
    case .hidePane: hidePane()
    case .nextLayout: showNextLayout()
    case .setLayout(let name): setLayout(name)
    case .saveLayout(let name): saveLayout(as: name)
    case .saveExperiment(let name, let isForced): save(as: name, isForced: isForced)
    case .saveWords(let name, let words, let isForced): save(as: name, words, isForced: isForced)
    case .openExperiment(let name): openFile(name)
    case .writePicture(let path, let isForced): writePicture(path, isForced: isForced)
    case .nextTheme: showNextTheme()
    case .setTheme(let id): setTheme(id)
    case .setColorMap(let word): setColorMap(word)
    case .nextColorMap: showNextColorMap()

    case .addOptimizers(let text, let given): addOptimizers(text, given: given)
    case .open(let kind): open(kind)
    case .help: lists.overlay = .help(HelpList())
    case .openPalette: lists.overlay = .palette(Palette())
    case .move(let rows): move(rows)
    case .page(let pages): movePage(pages)
    case .moveAcross(let columns): moveAcross(columns)
    case .pick: pick()
    case .pickRow(let row): pick(row)
    case .toggleListed: toggleListed()
    case .removeListed:
      withListedRun {
        $0.chooseRun($1)
        $0.removeRun()
      }
    case .complete: completePalette()
    case .erase:
      erase()
      previewTyped()
    case .eraseLine:
      while lists.overlay?.lastTyped != nil { erase() }
      previewTyped()
    case .eraseWord:
      while lists.overlay?.lastTyped == " " { erase() }
      while let last = lists.overlay?.lastTyped, last != " " { erase() }
      previewTyped()
    case .close:
      lists.overlay = nil
      endPreview()

    case .openForm(let purpose): openForm(purpose)
    case .moveField(let steps): changeForm { $0.moveFocus(steps) }
    case .moveCursor(let characters):
      if characters <= 0 || !completeTableName() { changeForm { $0.moveCursor(characters) } }
    case .openTable(let path): openTable(path)
    case .eraseForward: changeForm { $0.eraseForward() }
    case .submit: submitForm()

    case .undo: undo()
    case .redo: redo()
    case .jump(let count): jump(to: count)

    case .share: share()
    case .copy: copy()
    case .cancelWork: if longWork == nil { stopPicture() } else { cancelWork() }
    case .quit: isOver = true
    }
  }
}
