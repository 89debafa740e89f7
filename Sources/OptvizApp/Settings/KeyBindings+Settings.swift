/// The keys that move from pane to pane and change the chosen setting.
extension KeyBindings {
  static let settings: [KeyBinding] = [
    KeyBinding(
      "next_panel", [Key(.tab)], "tab", "panel", "Moves to the next panel, the previous one.", .settings,
      .focusNext,
      footer: 3),
    KeyBinding(
      "previous_panel", [Key(.backTab), Key(.tab, .shift)], "⇧tab", "panel",
      "Moves to the next panel, the previous one.", .settings,
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
      "decrease", [.char("-"), .char("_")], "-", "change",
      "Lowers, raises the chosen setting by a step of its scale.",
      .settings,
      .adjust(-1),
      footer: 5, of: [.settings]
    ) { !$0.settingRows.isEmpty },
    KeyBinding(
      "increase", [.char("+"), .char("=")], "+", "change",
      "Lowers, raises the chosen setting by a step of its scale.",
      .settings,
      .adjust(1),
      footer: 5, of: [.settings]
    ) { !$0.settingRows.isEmpty },
    KeyBinding(
      "type_value", [Key(.enter)], "enter", "type", "Types a value for the chosen setting.", .settings,
      .startEntry, of: [.settings]
    ) { !$0.settingRows.isEmpty },
    KeyBinding(
      "reset_setting", [Key(.backspace)], "backspace", "default", resetHelp, .settings, .resetSetting,
      of: [.settings]
    ) { !$0.settingRows.isEmpty },
    KeyBinding(
      "reset_setting", [Key(.delete)], "", "default", resetHelp, .settings, .resetSetting, of: [.settings]
    ) { !$0.settingRows.isEmpty && $0.panes.focus != .race },
  ]

  private static let resetHelp = "Resets the chosen setting to its default."
}
