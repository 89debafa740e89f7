import Experiments
import Optimization
import TerminalGraphics

/// The one place where the model changes.
public func update(_ model: inout Model, _ message: Message) {
  if !message.isTime { model.notice = nil }
  switch message {
  case .tick(let now): model.advance(to: now)
  case .resize(let width, let height): model.size = (max(0, width), max(0, height))
  case .type(let character): model.type(character)
  case .paste(let text):
    for character in text.prefix(200) where !character.isNewline { model.type(character) }
  case .pointer(let pointer, let target): model.point(pointer, target)

  case .togglePlay: model.togglePlay()
  case .step(let steps): model.goTo(model.step + steps)
  case .seek(let step): model.goTo(step)
  case .first: model.goTo(0)
  case .last: model.goTo(model.race.budget)
  case .restart:
    model.goTo(0)
    model.play()
  case .faster: model.changeSpeed(by: 1)
  case .slower: model.changeSpeed(by: -1)

  case .toggleRun(let run): model.toggleRun(run)
  case .chooseRun(let run): model.chooseRun(run)
  case .setStart(let start): model.setStart(start)
  case .moveStart(let dx, let dy): model.moveStart(dx, dy)
  case .randomStart: model.takeRandomStart()

  case .chooseSetting(let index): model.chooseSetting(index)
  case .adjust(let steps): model.adjust(steps)
  case .set(let index, let value): model.set(index, to: value)
  case .resetSetting: model.resetSetting()
  case .startEntry: model.entry = ""
  case .commitEntry: model.commitEntry()
  case .cancelEntry: model.entry = nil
  case .erase: model.erase()

  case .zoom(let factor): model.zoom(factor, around: nil)
  case .pan(let dx, let dy): model.pan(dx, dy)
  case .resetView: model.resetView()
  case .toggleLossAxis: model.lossIsLogarithmic.toggle()
  case .nextTheme: model.takeNextTheme()
  case .focusNext: model.moveFocus(1)
  case .focusPrevious: model.moveFocus(-1)
  case .focus(let pane): model.setFocus(pane)
  case .move(let rows): model.move(rows)

  case .open(let kind): model.open(kind)
  case .help: model.overlay = .help(scroll: 0)
  case .pick: model.pick()
  case .pickRow(let row): model.pick(row)
  case .scroll(let lines):
    if case .help(let scroll) = model.overlay { model.overlay = .help(scroll: max(0, scroll + lines)) }
  case .close: model.overlay = nil
  case .quit: model.isOver = true
  }
}

extension Message {
  /// Whether the message comes from the clock or the terminal rather than from a person.
  fileprivate var isTime: Bool {
    switch self {
    case .tick, .resize: true
    default: false
    }
  }
}
