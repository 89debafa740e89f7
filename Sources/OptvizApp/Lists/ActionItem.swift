/// Something that a person can request now, as help and the command palette list it.
struct ActionItem: Hashable, Sendable {
  /// The action's word.
  let action: String
  /// The action in words.
  let name: String
  /// The keys that trigger it now; empty for none.
  let keys: String
  /// One sentence.
  let help: String
  /// The group in which help lists it.
  let group: String
  /// The panes it belongs to.
  let panes: [PaneID]
  /// The command.
  let command: Command
  /// Whether it applies now.
  let applies: Bool

  /// The most keys that are named: more would crowd the line.
  private static let mostKeys = 3

  /// Every action of a model's keys, once for each command; those that do not apply now are included.
  ///
  /// The keys are those that trigger exactly this: a key that another binding takes first is not named.
  static func all(in model: Model) -> [ActionItem] {
    let bindings = model.environment.keyMap.panes
    let applying = bindings.filter { $0.applies(model) }
    var owners: [Key: Command] = [:]
    for binding in applying {
      for key in binding.keys where owners[key] == nil { owners[key] = binding.command }
    }
    var keys: [Command: [String]] = [:]
    for binding in applying {
      for key in binding.keys where owners[key] == binding.command {
        if keys[binding.command]?.contains(key.label) != true {
          keys[binding.command, default: []].append(key.label)
        }
      }
    }
    let now = Set(applying.map(\.command))
    var seen: Set<Command> = []
    return bindings.compactMap { binding in
      let isNow = now.contains(binding.command)
      // Of several bindings for one command the applicable one represents all.
      guard isNow == binding.applies(model), seen.insert(binding.command).inserted else { return nil }
      let labels = isNow ? keys[binding.command] ?? [] : binding.keys.map(\.label)
      return ActionItem(
        action: binding.action, name: binding.name,
        keys: binding.keys.isEmpty
          ? binding.label : model.environment.glyphs.keys(labels.prefix(mostKeys).joined(separator: " ")),
        help: binding.help, group: binding.group.rawValue, panes: binding.panes, command: binding.command,
        applies: isNow)
    }
  }
}
