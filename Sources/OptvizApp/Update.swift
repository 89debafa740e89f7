import Experiments
import Optimization
import TerminalGraphics

/// The one place where the model changes.
///
/// Returns what is to be done outside the model; the results come back as messages.
public func update(_ model: inout Model, _ message: Message) -> [Effect] {
  model.apply(message)
  guard let key = MapPane.sceneKey(model), key != model.map?.key else {
    model.mapRect = model.map?.key.projection.rect ?? Rect(x: 0, y: 0, width: 0, height: 0)
    return []
  }
  model.mapRect = key.projection.rect
  return [.computeMap(key)]
}

/// Work that a change asks for, as a value.
public enum Effect: Hashable, Sendable {
  /// Compute the map for a key and send it as `mapComputed`.
  case computeMap(MapScene.Key)

  /// Does the work; the answer is the message to send on.
  public func perform() -> Message {
    switch self {
    case .computeMap(let key): .mapComputed(MapScene(key))
    }
  }
}

extension Model {
  /// Changes the model as a message says.
  mutating func apply(_ message: Message) {
    if !message.isTime { notice = nil }
    switch message {
    case .tick(let now): advance(to: now)
    case .mapComputed(let scene):
      // A scene for a view that is gone by now is dropped.
      if scene.key == MapPane.sceneKey(self) { map = scene }
    case .resize(let width, let height): size = (max(0, width), max(0, height))
    case .type(let character): type(character)
    case .paste(let text):
      for character in text.prefix(200) where !character.isNewline { type(character) }
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
    case .startEntry: startEntry()
    case .commitEntry: commitEntry()
    case .cancelEntry: entry = nil
    case .erase: erase()

    case .zoom(let factor): zoom(factor, around: nil)
    case .pan(let dx, let dy): pan(dx, dy)
    case .resetView: resetView()
    case .toggleLossAxis: lossIsLogarithmic.toggle()
    case .nextView: takeNextView()
    case .toggleInspector: toggleInspector()
    case .toggleAverages: toggleAverages()
    case .scrollInspector(let rows): scrollInspector(rows)
    case .nextTheme: takeNextTheme()
    case .focusNext: moveFocus(1)
    case .focusPrevious: moveFocus(-1)
    case .focus(let pane): setFocus(pane)
    case .move(let rows): move(rows)

    case .open(let kind): open(kind)
    case .help: overlay = .help(scroll: 0)
    case .pick: pick()
    case .pickRow(let row): pick(row)
    case .scroll(let lines):
      if case .help(let scroll) = overlay {
        overlay = .help(scroll: max(0, min(HelpOverlay.lastScroll(at: size), scroll + lines)))
      }
    case .close: overlay = nil
    case .quit: isOver = true
    }
    keepFocusOnMain()
  }
}

extension Message {
  /// Whether the message comes from the clock or the terminal rather than from a person.
  fileprivate var isTime: Bool {
    switch self {
    case .tick, .resize, .mapComputed: true
    default: false
    }
  }
}
