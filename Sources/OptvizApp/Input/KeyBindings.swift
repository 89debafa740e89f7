/// Every key of the program, in the order in which help lists them.
public enum KeyBindings {
  /// The default keys while no overlay is open; those in use are the model's `keyMap`.
  ///
  /// The first applicable binding of a key wins.
  public static let panes: [KeyBinding] =
    solid + playback + race + settings + arrangement + opening + mainViews + inspector + map + lossAxis
    + batches
    + themes + markers + chart + commands + history + forks + files + pictures + sharing + program

  /// The keys while a value is typed.
  public static let entry: [KeyBinding] = [
    KeyBinding("entry_set", [Key(.enter)], "enter", "set", "Sets the value.", .settings, .commitEntry),
    KeyBinding(
      "entry_cancel", [Key(.escape)], "esc", "cancel", "Keeps the old value.", .settings, .cancelEntry),
    KeyBinding(
      "entry_erase", [Key(.backspace)], "backspace", "erase", "Erases a character.", .settings, .erase),
  ]

  private static let program: [KeyBinding] = [
    KeyBinding(
      "help", [.char("?"), .char("/"), Key(.function(1))], "?", "help",
      "Shows all keys; type to search them.",
      .program, .help, footer: 0),
    KeyBinding(
      "quit", [.char("q")], "q", "quit", "Quits, and prints the command line for this view.", .program,
      .quit,
      footer: 0),
  ]

  /// An arrow key and Vim's letter for it.
  static func arrows(_ code: Key.Code, _ letter: Character) -> [Key] { [Key(code), .char(letter)] }

  /// A row of the key table: the keys that share a description, and the description.
  public struct Row: Hashable, Sendable {
    /// The group's title.
    public let group: String
    /// The keys as they are shown.
    public let keys: String
    /// What they do.
    public let help: String
    /// The actions, as the configuration names them.
    public let actions: [String]
  }

  /// The key table, group by group: what the help overlay and the README show.
  public static let table: [Row] =
    KeyBinding.Group.allCases.flatMap { group in
      var order: [String] = []
      var labels: [String: [String]] = [:]
      var actions: [String: [String]] = [:]
      for binding in panes where binding.group == group {
        if labels[binding.help] == nil { order.append(binding.help) }
        if !binding.label.isEmpty && labels[binding.help]?.contains(binding.label) != true {
          labels[binding.help, default: []].append(binding.label)
        }
        if actions[binding.help]?.contains(binding.action) != true {
          actions[binding.help, default: []].append(binding.action)
        }
      }
      return order.map {
        Row(
          group: group.rawValue, keys: (labels[$0] ?? []).joined(separator: " "), help: $0,
          actions: actions[$0] ?? [])
      }
    } + pointer

  /// What the pointer does.
  static let pointer: [Row] = [
    ("move", "On the map, shows the position, the loss, its slope, and the run that passed there."),
    (
      "click",
      "On the map or the surface in 3-D, places the start; on a head or a curve, chooses its run; elsewhere, chooses what is under the pointer."
    ),
    ("right click", "Opens a menu of what can be done with what is there."),
    ("double click", "Fills the screen with a panel; again, shows all panels."),
    (
      "drag",
      "Pans the map, or from the chosen run's path forks it there; turns the surface in 3-D; moves a slider, or a border between panels; scrubs the timeline."
    ),
    ("wheel", "Zooms at the pointer; changes a setting; scrolls a list or the inspector."),
  ].map { Row(group: "Pointer", keys: $0.0, help: $0.1, actions: []) }

  /// The bindings in use.
  public static func active(in model: Model) -> [KeyBinding] {
    // If nothing can be shown, nothing can be typed either, and q still quits.
    if model.derived.layout.panes.isEmpty {
      return model.environment.keyMap.panes.filter { $0.group == .program }
    }
    if model.settings.typedValue != nil { return entry }
    switch model.lists.overlay {
    case .picker: return picker
    case .help: return help
    case .palette: return palette
    case .form: return form
    case .menu: return menu
    case .share: return share
    case nil: return model.environment.keyMap.panes
    }
  }

  /// The keys that were pressed when a terminal reports one.
  ///
  /// Nothing is bound to Alt, and over a slow line an escape followed by a letter arrives as Alt with that letter.
  public static func pressed(_ key: Key) -> [Key] {
    guard key.modifiers.contains(.alt) else { return [key] }
    return [Key(.escape), Key(key.code, key.modifiers.subtracting(.alt))]
  }

  /// The message of a key at this moment; `nil` for none.
  public static func message(for key: Key, in model: Model) -> Message? {
    if let binding = active(in: model).first(where: { $0.keys.contains(key) && $0.applies(model) }) {
      return .command(binding.command)
    }
    let isTyping = model.settings.typedValue != nil || model.lists.overlay != nil
    guard isTyping else {
      // Escape leaves what is open, and nothing is; too small a screen has no room for a sentence.
      return key.code == .escape || model.derived.layout.panes.isEmpty ? nil : .event(.unbound(key))
    }
    // Typing goes to the text that is being edited.
    guard case .character(let character) = key.code, key.modifiers.isEmpty || key.modifiers == .shift else {
      return nil
    }
    return .event(.type(character))
  }

  /// What to press instead of a key that means nothing: the same letter in another form, or where all keys are.
  static func sentence(for key: Key, in model: Model) -> String {
    if case .character(let digit) = key.code, key.modifiers.isEmpty, ("1"..."9").contains(digit) {
      return "there is no run \(digit); o adds one"
    }
    var others: [Key] = []
    if case .character(let letter) = key.code {
      others = [.char(letter)] + (letter.lowercased() + letter.uppercased()).map { .char($0) }
    } else {
      others = [Key(key.code)]
    }
    let active = active(in: model)
    let near = others.lazy.compactMap { other in
      active.first { $0.keys.contains(other) && $0.applies(model) }.map { (other, $0) }
    }.first
    let hint = near.map { "\($0.0.label): \($0.1.name); " } ?? ""
    return model.environment.glyphs.keys(
      "\(key.label) has no meaning here; \(hint)? has all keys, : finds commands")
  }
}
