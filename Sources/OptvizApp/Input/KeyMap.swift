import Wording

/// Other keys for an action, from a person's configuration.
public struct KeyRemapping: Hashable, Sendable {
  /// The action's word.
  public let action: String
  /// The keys' names; empty to remove the action from the keyboard.
  public let keys: [String]
  /// The line where that is written.
  public let line: Int
  /// The column in that line.
  public let column: Int

  /// A remapping.
  public init(action: String, keys: [String], line: Int = 0, column: Int = 0) {
    self.action = action
    self.keys = keys
    self.line = line
    self.column = column
  }
}

/// The keys of the panes in use: the defaults, changed by a person's configuration.
///
/// Lists, help, the palette and typed values keep their keys, since in them every letter is text.
public struct KeyMap: Sendable {
  /// A part of the configuration that cannot be applied as written.
  public struct Problem: Hashable, Sendable {
    /// What is wrong, what is accepted, and what was done instead.
    public let message: String
    /// The line where it is written.
    public let line: Int
    /// The column in that line.
    public let column: Int
  }

  /// The bindings, in the order in which they are tried.
  public let panes: [KeyBinding]
  /// What could not be applied.
  public let problems: [Problem]

  /// The default keys.
  public static let standard = KeyMap([])

  /// The defaults changed by remappings.
  ///
  /// A key means one action, except for actions that share one by default, since they never apply together or one
  /// precedes the other on purpose. Of two remappings to one key the later is left out. A default gives way to a
  /// remapping, and that is reported, unless it has been given keys of its own.
  public init(_ remappings: [KeyRemapping]) {
    guard !remappings.isEmpty else {
      panes = KeyBindings.panes
      problems = []
      return
    }
    var draft = Draft()
    for remapping in remappings { draft.read(remapping) }
    draft.takeFromDefaults()
    panes = KeyBindings.panes.map { binding in
      draft.keys[binding.action].map(binding.on) ?? draft.reduced(binding)
    }
    problems = draft.problems
  }

  /// The binding of a command that applies now; `nil` without one.
  func binding(of command: Command, in model: Model) -> KeyBinding? {
    panes.first { $0.command == command && $0.applies(model) }
  }
}

/// A key map under construction.
private struct Draft {
  /// The keys that were given to actions.
  var keys: [String: [Key]] = [:]
  /// The keys that defaults lost.
  var lost: Set<Key> = []
  var problems: [KeyMap.Problem] = []
  /// Which remapping has a key, and where it is written.
  private var owners: [Key: [KeyRemapping]] = [:]

  private static let quit = "quit"
  private static let actions: [String] = KeyBindings.panes.reduce(into: []) {
    if !$0.contains($1.action) { $0.append($1.action) }
  }

  mutating func read(_ remapping: KeyRemapping) {
    guard Self.actions.contains(remapping.action) else {
      let suggestion = NearestMatch.suggestion(for: remapping.action, among: Self.actions)
      return report(
        "no action '\(remapping.action)'; \(suggestion)'optviz list keys' shows all", remapping)
    }
    guard keys[remapping.action] == nil else {
      return report("\(remapping.action) already has its keys", remapping)
    }
    var taken: [Key] = []
    for name in remapping.keys {
      do {
        let key = try Key(named: name)
        if let owner = owners[key]?.first(where: { !Self.share($0.action, remapping.action, key) }) {
          report("\(key.name) already belongs to \(owner.action), so not to \(remapping.action)", remapping)
        } else if !taken.contains(key) {
          taken.append(key)
        }
      } catch {
        report("\(remapping.action): \(error.message)", remapping)
      }
    }
    if taken.isEmpty && (!remapping.keys.isEmpty || remapping.action == Self.quit) {
      if remapping.keys.isEmpty { report("quit keeps its key: there must be a way out", remapping) }
      return
    }
    keys[remapping.action] = taken
    for key in taken { owners[key, default: []].append(remapping) }
  }

  /// Removes the given keys from the defaults that have them, and reports it.
  mutating func takeFromDefaults() {
    var told: Set<String> = []
    for binding in KeyBindings.panes where keys[binding.action] == nil {
      for key in binding.keys {
        guard let owner = owners[key]?.first(where: { !Self.share($0.action, binding.action, key) }) else {
          continue
        }
        if binding.action == Self.quit, binding.keys.allSatisfy({ owners[$0] != nil }) {
          report("\(key.name) still belongs to quit; give quit another key first", owner)
          keys[owner.action]?.removeAll { $0 == key }
          continue
        }
        lost.insert(key)
        guard told.insert(binding.action + " " + key.name).inserted else { continue }
        report(
          "\(key.name) now belongs to \(owner.action), no longer to \(binding.action); give \(binding.action) keys too",
          owner)
      }
    }
  }

  /// A default binding without the keys that it lost.
  func reduced(_ binding: KeyBinding) -> KeyBinding {
    let kept = binding.keys.filter { key in
      !lost.contains(key) || owners[key]?.allSatisfy { Self.share($0.action, binding.action, key) } != false
    }
    return kept == binding.keys ? binding : binding.on(kept)
  }

  /// Whether two actions may have one key: they are the same, or share it by default.
  private static func share(_ a: String, _ b: String, _ key: Key) -> Bool {
    a == b
      || !defaultKeys(of: a).isDisjoint(with: defaultKeys(of: b))
  }

  private static func defaultKeys(of action: String) -> Set<Key> {
    Set(KeyBindings.panes.filter { $0.action == action }.flatMap(\.keys))
  }

  private mutating func report(_ message: String, _ remapping: KeyRemapping) {
    problems.append(KeyMap.Problem(message: message, line: remapping.line, column: remapping.column))
  }
}
