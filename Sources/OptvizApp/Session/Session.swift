import Experiments
import Toml

/// What the program was doing: what was on the screen, and the changes that can be undone and redone.
///
/// `optviz --resume` brings it back. Its text is TOML in which each state is the text of an experiment file, so that it is
/// read, and refused, as those are.
public struct Session: Sendable {
  /// A change, and the state on its other side.
  struct Change: Sendable {
    let words: String
    let movesMoment: Bool
    let file: ExperimentFile
  }

  /// What was on the screen.
  public let now: ExperimentFile
  /// The changes that can be undone, and those that were undone; the last one at the end.
  let past, future: [Change]

  /// The number of the form; a text with another one is refused.
  static let format = 1

  /// Reads a session's text.
  ///
  /// A change that cannot be read, since its table is gone, ends the list of those before it.
  ///
  /// - Parameter file: the experiment of a text.
  public static func read(_ text: [UInt8], file: ([UInt8]) throws -> ExperimentFile) throws -> Session {
    let root = try TomlDocument.read(text)
    func member(_ key: String) -> TomlNode? { root.members?.first { $0.key == key }?.node }
    guard member("format")?.integer == format else {
      throw TextProblem("this session was saved by another version of optviz", at: root.place)
    }
    guard let now = member("now")?.text else { throw TextProblem("there is no state 'now'", at: root.place) }
    func changes(_ key: String) -> [Change] {
      var found: [Change] = []
      for node in (member(key)?.elements ?? []).reversed() {
        guard let parts = node.elements, parts.count == 3, let words = parts[0].text,
          let moves = parts[1].flag,
          let text = parts[2].text, let state = try? file(Array(text.utf8))
        else { break }
        found.append(Change(words: words, movesMoment: moves, file: state))
      }
      return found.reversed()
    }
    return Session(now: try file(Array(now.utf8)), past: changes("past"), future: changes("future"))
  }
}

extension Model {
  /// The session as a text of at most so many bytes: the oldest changes are left out.
  ///
  /// - Parameter path: a table's path as the text has it, since it may be read from another folder.
  public func session(atMost most: Int, path: (String) -> String) -> String {
    let now = file.text(path: path)
    var rest = most - 2 * now.utf8.count
    func lines(_ entries: [History.Entry]) -> [String] {
      var lines: [String] = []
      for entry in entries.reversed() {
        let text = TomlText.text(entry.state.document.file(environment).text(path: path))
        let line = TomlText.list([TomlText.text(entry.change), entry.movesMoment ? "true" : "false", text])
        rest -= line.utf8.count + 4
        guard rest > 0 else { break }
        lines.append("  \(line),")
      }
      return lines.reversed()
    }
    let past = lines(history.past)
    let future = lines(history.future)
    return
      (["# What optviz was doing; optviz --resume brings it back.", "format = \(Session.format)"]
      + ["now = \(TomlText.text(now))", "past = ["] + past + ["]", "future = ["] + future + ["]"])
      .joined(separator: "\n") + "\n"
  }

  /// How many changes have been made, undone or redone: whether there is something new to save.
  public var changes: Int { history.changes }

  /// Takes over the changes of a session that the program was opened with.
  public mutating func resume(_ session: Session) {
    let shelf = ViewWords.Shelf(themes: environment.themes, layouts: environment.layouts)
    func entry(_ change: Session.Change) -> History.Entry {
      var opening = Opening(change.file, among: environment.experiments)
      (opening.theme, opening.followsBackground) = (
        environment.themes.usual, environment.themes.usuallyFollowsBackground
      )
      opening.colorMap = environment.usualColorMap
      // What is not there any more is shown as it is now.
      try? ViewWords(change.file.view, from: shelf).apply(to: &opening)
      return History.Entry(
        change: change.words,
        state: History.State(document: Document(opening, environment), memory: RaceMemory()),
        movesMoment: change.movesMoment, fitsView: opening.map == nil)
    }
    history.take(past: session.past.map(entry), future: session.future.map(entry))
    notice =
      session.past.isEmpty
      ? "the last session is back" : "the last session is back, with \(session.past.count) changes to undo"
  }
}
