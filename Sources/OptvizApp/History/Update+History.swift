import Experiments
import Optimization

extension Model {
  /// The state without what is only previewed.
  var settledState: History.State {
    var state = History.State(document: document, memory: memory)
    if let preview = lists.preview { (state.document, state.memory) = (preview.document, preview.memory) }
    if let look = lists.formerLook {
      (state.document.theme, state.document.colorMap) = (look.theme, look.colorMap)
    }
    return state
  }

  /// Notes what a message has changed, so that it can be undone.
  mutating func recordChange(since before: History.State, _ message: Message) {
    defer { history.isMoving = false }
    guard isPersons(message), !history.isMoving else { return }
    let motion = motion(of: message, from: before.document)
    let after = settledState.document
    guard before.document.withoutMoment != after.withoutMoment else {
      // Reading, waiting for a picture and playing are not between two parts of a motion; other keys are.
      if case .command = message, motion == nil { history.endMotion() }
      return
    }
    history.record(
      History.Entry(
        change: Change(from: before.document, to: after).words, state: before,
        movesMoment: before.document.moment != after.moment, motion: motion))
  }

  /// Whether a person has asked for what a message changes, rather than the terminal or a computation.
  private func isPersons(_ message: Message) -> Bool {
    switch message {
    case .command, .event(.type), .event(.paste), .event(.pointer), .event(.experimentOpened),
      .event(.tableLoaded):
      true
    case .event: false
    }
  }

  private func motion(of message: Message, from before: Document) -> History.Motion? {
    switch message {
    case .command(.zoom), .command(.pan): .view
    case .command(.moveStart): .start
    case .command(.turnSolid), .command(.magnifySolid): .camera
    case .event(.pointer(let pointer, _)):
      switch pointer.action {
      case .press, .drag, .release: .drag(history.presses)
      case .scrollUp, .scrollDown:
        .wheel(setting: before.experiment == document.experiment ? nil : document.chosenSetting)
      case .move: nil
      }
    default: nil
    }
  }

  /// Whether a change can be taken back.
  public var canUndo: Bool { !history.past.isEmpty }

  /// Whether a change can be made again.
  public var canRedo: Bool { !history.future.isEmpty }

  /// Takes the last change back.
  mutating func undo() {
    guard let change = history.past.last?.change else {
      return notice = "nothing to undo; what is changed from now on can be taken back"
    }
    jump(to: history.past.count - 1)
    notice = "undone: \(change)"
  }

  /// Redoes the last undone change.
  mutating func redo() {
    guard let change = history.future.last?.change else {
      return notice = "nothing to redo; u undoes a change first"
    }
    jump(to: history.past.count + 1)
    notice = "redone: \(change)"
  }

  /// Undoes or redoes changes until so many are made; the race is computed once, at the end.
  mutating func jump(to count: Int) {
    let count = max(0, min(history.past.count + history.future.count, count))
    guard count != history.past.count else { return }
    history.isMoving = true
    let former = document.experiment
    var movesMoment = false
    while count != history.past.count {
      let isBack = count < history.past.count
      guard let entry = isBack ? history.undo(from: settledState) : history.redo(from: settledState) else {
        break
      }
      movesMoment = restore(entry) || movesMoment
    }
    settings.typedValue = nil
    restoreRace(from: former)
    if movesMoment { seek(document.moment) }
    derived.theme = Look(document).theme(for: environment.depth)
  }

  /// Returns the document to a state, and tells whether that has a step of its own; otherwise the one on display stays.
  private mutating func restore(_ entry: History.Entry) -> Bool {
    let former = document
    document = entry.state.document
    memory = entry.state.memory
    if !entry.movesMoment {
      (document.moment, document.speed) = (min(former.moment, document.experiment.steps), former.speed)
    }
    // The terminal may have told what it can show since then.
    document.takeMarkers(from: environment.markers)
    followBackground()
    return entry.movesMoment
  }

  /// Computes again what of the race is another one.
  private mutating func restoreRace(from former: Experiment) {
    let experiment = document.experiment
    guard former != experiment else { return }
    if former.surface != experiment.surface { (derived.map.scene, derived.map.request) = (nil, nil) }
    var others = former
    others.optimizers = experiment.optimizers
    if others == experiment, former.optimizers.count == experiment.optimizers.count {
      for run in experiment.optimizers.indices where former.optimizers[run] != experiment.optimizers[run] {
        replaceRun(run)
      }
    } else {
      rebuildRace()
    }
    extendRace()
  }
}
