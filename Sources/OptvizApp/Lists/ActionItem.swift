/// Something that a person can ask for now, as help and the command palette list it.
struct ActionItem: Hashable, Sendable {
  /// The action's word.
  let action: String
  /// The action in words.
  let name: String
  /// The keys that ask for it now; empty where none does.
  let keys: String
  /// One sentence.
  let help: String
  /// Where help lists it.
  let group: String
  /// The panels it belongs to.
  let panels: [PaneID]
  /// What it asks for.
  let message: Message
  /// Whether it can be asked for now.
  let applies: Bool

  /// The most keys that are named: more would only crowd the line.
  private static let mostKeys = 3

  /// Every action of a model's keys once for each thing that it asks for; those that do not apply now come as well.
  ///
  /// The keys are those that ask for exactly this: one that another binding takes first is not named.
  static func all(in model: Model) -> [ActionItem] {
    let bindings = model.keyMap.panels
    let applying = bindings.filter { $0.applies(model) }
    var owners: [Key: Message] = [:]
    for binding in applying {
      for key in binding.keys where owners[key] == nil { owners[key] = binding.message }
    }
    var keys: [Message: [String]] = [:]
    for binding in applying {
      for key in binding.keys where owners[key] == binding.message {
        if keys[binding.message]?.contains(key.label) != true {
          keys[binding.message, default: []].append(key.label)
        }
      }
    }
    let now = Set(applying.map(\.message))
    var seen: Set<Message> = []
    return bindings.compactMap { binding in
      let isNow = now.contains(binding.message)
      // Of bindings for one thing the one that applies speaks for all.
      guard isNow == binding.applies(model), seen.insert(binding.message).inserted else { return nil }
      let labels = isNow ? keys[binding.message] ?? [] : binding.keys.map(\.label)
      return ActionItem(
        action: binding.action, name: binding.name,
        keys: model.glyphs.keys(labels.prefix(mostKeys).joined(separator: " ")),
        help: binding.help, group: binding.group.rawValue, panels: binding.panels, message: binding.message,
        applies: isNow)
    }
  }
}
