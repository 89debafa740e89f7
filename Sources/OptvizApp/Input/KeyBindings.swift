/// Every key of the program, in the order in which help lists them.
public enum KeyBindings {
  /// The keys while no overlay is open, as the program brings them; those in force are the model's `keyMap`.
  ///
  /// The first binding that has the key and applies is taken.
  public static let panels: [KeyBinding] =
    solid + playback + race + settings + arrangement + opening + view + picture + commands + program

  /// The keys while a value is typed.
  public static let entry: [KeyBinding] = [
    KeyBinding("entry_set", [Key(.enter)], "enter", "set", "Sets the value.", .settings, .commitEntry),
    KeyBinding(
      "entry_cancel", [Key(.escape)], "esc", "cancel", "Leaves the value as it was.", .settings, .cancelEntry),
    KeyBinding(
      "entry_erase", [Key(.backspace)], "backspace", "erase", "Erases a character.", .settings, .erase),
  ]

  private static let playback: [KeyBinding] = [
    KeyBinding("play", [.char(" ")], "space", "pause", "Plays and pauses.", .playback, .togglePlay, footer: 1)
    {
      $0.playback.isPlaying
    },
    KeyBinding("play", [.char(" ")], "space", "play", "Plays and pauses.", .playback, .togglePlay, footer: 1)
    {
      !$0.playback.isPlaying
    },
    KeyBinding(
      "step_back", arrows(.left, "h"), "←", "step", "One step back, forward.", .playback, .step(-1), footer: 7
    ) {
      $0.panes.focus != .map
    },
    KeyBinding(
      "step_forward", arrows(.right, "l"), "→", "step", "One step back, forward.", .playback, .step(1),
      footer: 7
    ) {
      $0.panes.focus != .map
    },
    KeyBinding(
      "step_back", [.char(",")], ",", "back", "The same, wherever the focus is.", .playback, .step(-1)),
    KeyBinding(
      "step_forward", [.char(".")], ".", "step", "The same, wherever the focus is.", .playback, .step(1)),
    KeyBinding(
      "ten_back", [Key(.left, .shift), .char("[")], "⇧← [", "ten back", "Ten steps.", .playback, .step(-10)),
    KeyBinding(
      "ten_forward", [Key(.right, .shift), .char("]")], "⇧→ ]", "ten steps", "Ten steps.", .playback,
      .step(10)),
    KeyBinding(
      "first_step", [Key(.home), .char("0")], "home", "first", "To the first step, the last.", .playback,
      .first),
    KeyBinding(
      "last_step", [Key(.end), .char("$")], "end", "last", "To the first step, the last.", .playback, .last),
    KeyBinding("slower", [.char("<")], "<", "slower", "Slower, faster.", .playback, .slower),
    KeyBinding("faster", [.char(">")], ">", "faster", "Slower, faster.", .playback, .faster),
    KeyBinding(
      "restart", [.char("r")], "r", "restart", "From the start again, playing.", .playback, .restart,
      footer: 9),
  ]

  private static let race: [KeyBinding] =
    [
      KeyBinding(
        "open_surfaces", [.char("s")], "s", "surface", "Chooses the surface.", .race, .open(.surfaces),
        footer: 4),
      KeyBinding(
        "open_optimizers", [.char("o")], "o", "optimizers", "Puts optimizers on and off.", .race,
        .open(.optimizers), footer: 6),
      KeyBinding(
        "open_experiments", [.char("g")], "g", "gallery", "Opens a bundled experiment.", .race,
        .open(.experiments)),
      KeyBinding(
        "random_start", [.char("n")], "n", "next start", "A random start, the next of the seed's sequence.",
        .race,
        .randomStart),
      KeyBinding(
        "smaller_batches", [.char("b")], "b", "batch",
        "With data: smaller batches, for every run or the chosen one; after one example, all.", .race,
        .smallerBatches, footer: 6
      ) { $0.exampleCount != nil },
      KeyBinding(
        "smaller_batch", [.char("B")], "B", "batch",
        "With data: smaller batches, for every run or the chosen one; after one example, all.",
        .race, .smallerBatch, footer: 6
      ) { $0.exampleCount != nil },
      KeyBinding(
        "toggle_pace", [.char("a")], "a", "by examples",
        "With data: compares runs at equal examples, or at equal steps.",
        .race, .togglePace, footer: 9
      ) { $0.exampleCount != nil && $0.document.experiment.pace == .steps },
      KeyBinding(
        "toggle_pace", [.char("a")], "a", "by steps",
        "With data: compares runs at equal examples, or at equal steps.",
        .race, .togglePace, footer: 9
      ) { $0.exampleCount != nil && $0.document.experiment.pace == .examples },
    ]
    + (1...9).map { digit in
      KeyBinding(
        "show_run_\(digit)", [.char(Character(String(digit)))], digit == 1 ? "1–9" : "", "show",
        "Shows or hides that run.", .race,
        .toggleRun(digit - 1), of: [.race]
      ) { $0.derived.race.timelines.count >= digit }
    }
    + [
      KeyBinding(
        "start_up", arrows(.up, "k"), "↑", "start", "With the map in focus: moves the start.", .race,
        .moveStart(0, 1),
        footer: 5, of: [.map]
      ) { $0.panes.focus == .map },
      KeyBinding(
        "start_down", arrows(.down, "j"), "↓", "start", "With the map in focus: moves the start.", .race,
        .moveStart(0, -1),
        footer: 5, of: [.map]
      ) { $0.panes.focus == .map },
      KeyBinding(
        "start_left", arrows(.left, "h"), "←", "start", "With the map in focus: moves the start.", .race,
        .moveStart(-1, 0),
        footer: 5, of: [.map]
      ) { $0.panes.focus == .map },
      KeyBinding(
        "start_right", arrows(.right, "l"), "→", "start", "With the map in focus: moves the start.", .race,
        .moveStart(1, 0),
        footer: 5, of: [.map]
      ) { $0.panes.focus == .map },
    ]

  private static let settings: [KeyBinding] = [
    KeyBinding(
      "next_panel", [Key(.tab)], "tab", "panel", "To the next panel, the one before.", .settings, .focusNext,
      footer: 3),
    KeyBinding(
      "previous_panel", [Key(.backTab), Key(.tab, .shift)], "⇧tab", "panel",
      "To the next panel, the one before.", .settings,
      .focusPrevious),
    KeyBinding(
      "choose_previous", arrows(.up, "k"), "↑", "choose", "Chooses a run, or a setting, where the focus is.",
      .settings, .move(-1),
      footer: 8, of: [.race, .settings]),
    KeyBinding(
      "choose_next", arrows(.down, "j"), "↓", "choose", "Chooses a run, or a setting, where the focus is.",
      .settings, .move(1),
      footer: 8, of: [.race, .settings]),
    KeyBinding(
      "decrease", [.char("-"), .char("_")], "-", "change", "The chosen setting a step of its scale down, up.",
      .settings,
      .adjust(-1),
      footer: 4, of: [.settings]
    ) { !$0.settingRows.isEmpty },
    KeyBinding(
      "increase", [.char("+"), .char("=")], "+", "change", "The chosen setting a step of its scale down, up.",
      .settings,
      .adjust(1),
      footer: 4, of: [.settings]
    ) { !$0.settingRows.isEmpty },
    KeyBinding(
      "type_value", [Key(.enter)], "enter", "type", "Types a value for the chosen setting.", .settings,
      .startEntry, of: [.settings]
    ) { !$0.settingRows.isEmpty },
    KeyBinding(
      "reset_setting", [Key(.backspace), Key(.delete)], "backspace", "default",
      "The chosen setting's default.", .settings,
      .resetSetting, of: [.settings]
    ) { !$0.settingRows.isEmpty },
  ]

  private static let viewHelp =
    "The next view: contours, the surface in 3-D, the gradient field, data and model, the loss along one parameter."

  private static let view: [KeyBinding] = [
    KeyBinding("next_view", [.char("v")], "v", "3-D", viewHelp, .view, .nextView, footer: 2) {
      $0.nextView == .solid
    },
    KeyBinding("next_view", [.char("v")], "v", "view", viewHelp, .view, .nextView, footer: 2) {
      $0.nextView != .solid
    },
    KeyBinding(
      "toggle_averages", [.char("m")], "m", "averages",
      "In the inspector: the moving averages, or the step again.", .view,
      .toggleAverages, of: [.inspector]),
    KeyBinding(
      "scroll_inspector_up", [Key(.pageUp)], "pgup", "scroll", "Scrolls the inspector.", .view,
      .scrollInspector(-8), of: [.inspector]
    ) {
      $0.isOpen(.inspector)
    },
    KeyBinding(
      "scroll_inspector_down", [Key(.pageDown)], "pgdn", "scroll", "Scrolls the inspector.", .view,
      .scrollInspector(8), of: [.inspector]
    ) {
      $0.isOpen(.inspector)
    },
    KeyBinding(
      "reset_view", [.char("z")], "z", "reset view",
      "Fits the view to the race; once more, the whole domain.", .view,
      .resetView, of: [.map]),
    KeyBinding("zoom_in", [.char("Z")], "Z", "zoom in", "Zooms in, out.", .view, .zoom(0.8), of: [.map]),
    KeyBinding("zoom_out", [.char("X")], "X", "zoom out", "Zooms in, out.", .view, .zoom(1.25), of: [.map]),
    KeyBinding("pan_left", [.char("H")], "H", "pan", "Pans the map.", .view, .pan(-1, 0), of: [.map]),
    KeyBinding("pan_down", [.char("J")], "J", "pan", "Pans the map.", .view, .pan(0, -1), of: [.map]),
    KeyBinding("pan_up", [.char("K")], "K", "pan", "Pans the map.", .view, .pan(0, 1), of: [.map]),
    KeyBinding("pan_right", [.char("L")], "L", "pan", "Pans the map.", .view, .pan(1, 0), of: [.map]),
    KeyBinding(
      "toggle_loss_axis", [.char("y")], "y", "loss axis", "The loss axis logarithmic or linear.", .view,
      .toggleLossAxis, of: [.chart]),
    KeyBinding(
      "toggle_batches", [.char("c")], "c", "cloud",
      "With data, paused: the batch on the map, and where other batches point.",
      .view,
      .toggleBatches, footer: 8, of: [.map]
    ) { $0.exampleCount != nil },
    KeyBinding("next_theme", [.char("t")], "t", "theme", "The next theme.", .view, .nextTheme),
    KeyBinding(
      "open_themes", [.char("T")], "T", "themes", "Chooses a theme from a list.", .view, .open(.themes)),
  ]

  private static let program: [KeyBinding] = [
    KeyBinding(
      "help", [.char("?"), .char("/"), Key(.function(1))], "?", "help", "All keys, searched as one types.",
      .program, .help, footer: 0),
    KeyBinding(
      "quit", [.char("q")], "q", "quit", "Leaves, and prints the command line for this view.", .program,
      .quit,
      footer: 0),
  ]

  /// An arrow key and Vim's letter for it.
  private static func arrows(_ code: Key.Code, _ letter: Character) -> [Key] { [Key(code), .char(letter)] }

  /// A line of the key table: the keys that share a sentence, and the sentence.
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
      for binding in panels where binding.group == group {
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
    ("move", "On the map, reads the place, the loss and its slope, and which run came by."),
    (
      "click",
      "On the map or the surface in 3-D, places the start; on a head or a curve chooses its run; elsewhere, what is there."
    ),
    ("double click", "Fills the screen with a panel; once more, shows all again."),
    (
      "drag",
      "Pans the map; turns the surface in 3-D; moves a slider, or a border between panels; scrubs the timeline."
    ),
    ("wheel", "Zooms at the pointer; changes a setting; scrolls a list or the inspector."),
  ].map { Row(group: "Pointer", keys: $0.0, help: $0.1, actions: []) }

  /// The bindings that are in force.
  public static func active(in model: Model) -> [KeyBinding] {
    // Where nothing can be shown, nothing can be typed either, and q still leaves.
    if model.derived.layout.panes.isEmpty {
      return model.environment.keyMap.panels.filter { $0.group == .program }
    }
    if model.settings.typedValue != nil { return entry }
    switch model.lists.overlay {
    case .picker: return picker
    case .help: return help
    case .palette: return palette
    case .form: return form
    case nil: return model.environment.keyMap.panels
    }
  }

  /// The keys that a person pressed where a terminal reports one.
  ///
  /// Nothing is bound to Alt, and over a slow line an escape followed by a letter arrives as Alt with that letter.
  public static func pressed(_ key: Key) -> [Key] {
    guard key.modifiers.contains(.alt) else { return [key] }
    return [Key(.escape), Key(key.code, key.modifiers.subtracting(.alt))]
  }

  /// What a key asks for now; `nil` where nothing.
  public static func message(for key: Key, in model: Model) -> Message? {
    if let binding = active(in: model).first(where: { $0.keys.contains(key) && $0.applies(model) }) {
      return .command(binding.command)
    }
    // Typing goes to whatever takes text.
    guard case .character(let character) = key.code, key.modifiers.isEmpty || key.modifiers == .shift else {
      return nil
    }
    let isTyping = model.settings.typedValue != nil || model.lists.overlay != nil
    return isTyping ? .event(.type(character)) : nil
  }
}
