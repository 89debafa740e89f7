/// The states before each change of what is raced and shown, and those that were undone: what undo and redo go through.
///
/// Playing, seeking, a new speed, and choosing a run or a setting do not count as changes. They are restored together with
/// the next change.
struct History: Sendable {
  /// A state that one can go back to.
  struct State: Sendable {
    var document: Document
    /// What is remembered of earlier races: undone, the same keys lead to the same races again.
    var memory: RaceMemory
  }

  /// A change, and the state on its other side.
  struct Entry: Sendable {
    /// What was changed, as a person would say it.
    let change: String
    /// Before the change, or after it where it was undone.
    var state: State
    /// Whether the change went to another step, to which undoing it returns.
    let movesMoment: Bool
    /// The motion that it is a part of; `nil` for a change that is complete.
    var motion: Motion?
  }

  /// A continuous change, which is one for a person however many messages it came in.
  enum Motion: Hashable, Sendable {
    /// From a press of the pointer to its release, by a number of its own.
    case drag(Int)
    /// Turns of the wheel over a setting, or over a view.
    case wheel(setting: Int?)
    /// Keys that move the map's view, the start, or the camera.
    case view, start, camera
  }

  /// The changes that can be undone, the last one at the end.
  private(set) var past: [Entry] = []
  /// The changes that were undone, the last undone one at the end.
  private(set) var future: [Entry] = []
  /// How many times changes were recorded, undone or redone.
  private(set) var changes = 0
  /// The presses of the pointer so far.
  var presses = 0
  /// Whether this message has undone or redone a change, and so makes none.
  var isMoving = false

  /// The most changes that are kept.
  ///
  /// States share what they have in common, so that each costs a few hundred bytes.
  static let depth = 2_000

  /// Takes a change; it ends what could be redone.
  ///
  /// A part of the last change's motion belongs to that.
  mutating func record(_ entry: Entry) {
    changes += 1
    future = []
    if let motion = entry.motion, past.last?.motion == motion { return }
    past.append(entry)
    if past.count > History.depth { past.removeFirst(past.count - History.depth) }
  }

  /// Begins with the changes of an earlier session.
  mutating func take(past: [Entry], future: [Entry]) {
    (self.past, self.future) = (Array(past.suffix(History.depth)), future)
  }

  /// Ends a motion: what comes next is another change.
  mutating func endMotion() {
    if !past.isEmpty { past[past.count - 1].motion = nil }
  }

  /// Takes the last change back; `nil` if there is none.
  ///
  /// - Parameter current: what redoing it leads to.
  mutating func undo(from current: State) -> Entry? {
    guard let entry = past.popLast() else { return nil }
    changes += 1
    // What comes next does not go on with what was done before.
    endMotion()
    future.append(Entry(change: entry.change, state: current, movesMoment: entry.movesMoment))
    return entry
  }

  /// Makes the change again that was undone last; `nil` if there is none.
  ///
  /// - Parameter current: what undoing it leads to.
  mutating func redo(from current: State) -> Entry? {
    guard let entry = future.popLast() else { return nil }
    changes += 1
    past.append(Entry(change: entry.change, state: current, movesMoment: entry.movesMoment))
    return entry
  }
}

extension Document {
  /// The document without what does not count as a change.
  var withoutMoment: Document {
    var document = self
    (document.moment, document.speed) = (0, Model.usualSpeed)
    (document.chosenRun, document.chosenSetting) = (0, 0)
    return document
  }
}
