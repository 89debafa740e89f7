import Experiments
import Optimization
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
    let state: State
  }

  /// A document, and the rectangle that its map shows, which may be left of an earlier race.
  public struct State: Sendable {
    /// What the document says.
    public let file: ExperimentFile
    let view: Domain
  }

  /// What was on the screen.
  public let now: State
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
    func state(_ text: TomlNode?, _ view: TomlNode?) throws -> State {
      guard let text = text?.text, let ends = view?.elements?.compactMap(\.number), ends.count == 4,
        ends.allSatisfy(\.isFinite), ends[0] < ends[1], ends[2] < ends[3]
      else { throw TextProblem("a state is not complete", at: root.place) }
      return State(
        file: try file(Array(text.utf8)), view: Domain(x: ends[0]...ends[1], y: ends[2]...ends[3]))
    }
    func changes(_ key: String) -> [Change] {
      var found: [Change] = []
      for node in (member(key)?.elements ?? []).reversed() {
        guard let parts = node.elements, parts.count == 4, let words = parts[0].text,
          let moves = parts[1].flag, let state = try? state(parts[2], parts[3])
        else { break }
        found.append(Change(words: words, movesMoment: moves, state: state))
      }
      return found.reversed()
    }
    return Session(
      now: try state(member("now"), member("view")), past: changes("past"), future: changes("future"))
  }
}

extension Model {
  /// The session as a text of at most so many bytes: the oldest changes are left out.
  ///
  /// - Parameter path: a table's path as the text has it, since it may be read from another folder.
  public func session(atMost most: Int, path: (String) -> String) -> String {
    func text(_ document: Document) -> String {
      TomlText.text(document.file(environment, isExact: true).text(path: path))
    }
    func view(_ document: Document) -> String {
      let (x, y) = (document.map.view.x, document.map.view.y)
      return TomlText.list([x.lowerBound, x.upperBound, y.lowerBound, y.upperBound].map(TomlText.number))
    }
    let document = settledState.document
    let now = text(document)
    var rest = most - now.utf8.count - 500
    func lines(_ entries: [History.Entry]) -> [String] {
      var lines: [String] = []
      for entry in entries.reversed() {
        let former = entry.state.document
        let line = TomlText.list([
          TomlText.text(entry.change), entry.movesMoment ? "true" : "false", text(former), view(former),
        ])
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
      + ["now = \(now)", "view = \(view(document))", "past = ["] + past + ["]", "future = ["] + future + ["]"])
      .joined(separator: "\n") + "\n"
  }

  /// How many changes have been made, undone or redone: whether there is something new to save.
  public var changes: Int { history.changes }

  /// Takes over the changes of a session that the program was opened with.
  public mutating func resume(_ session: Session) {
    let shelf = ViewWords.Shelf(themes: environment.themes, layouts: environment.layouts)
    func entry(_ change: Session.Change) -> History.Entry {
      var opening = Opening(change.state.file, among: environment.experiments)
      (opening.theme, opening.followsBackground) = (
        environment.themes.usual, environment.themes.usuallyFollowsBackground
      )
      (opening.colorMap, opening.pixels) = (environment.usualColorMap, environment.usualPixels)
      // What is not there any more is shown as it is now.
      try? ViewWords(change.state.file.view, from: shelf).apply(to: &opening)
      var document = Document(opening, environment)
      document.map.view = change.state.view
      return History.Entry(
        change: change.words,
        state: History.State(document: document, memory: RaceMemory()), movesMoment: change.movesMoment)
    }
    document.map.view = session.now.view
    history.take(past: session.past.map(entry), future: session.future.map(entry))
    notice =
      session.past.isEmpty
      ? "the last session is back" : "the last session is back, with \(session.past.count) changes to undo"
  }
}
