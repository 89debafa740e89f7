extension KeyBindings {
  /// The keys of the panes that open on request: one toggles each, and escape closes it.
  static let opening: [KeyBinding] = PaneCatalog.onRequest.flatMap { pane -> [KeyBinding] in
    guard let opening = pane.opening else { return [] }
    let id = pane.id
    return [
      KeyBinding(
        opening.action, [.char(opening.key)], String(opening.key), opening.title, opening.help, .view,
        .togglePane(id), footer: opening.footer),
      KeyBinding(
        "close_\(id.name)", [Key(.escape)], "", "close", opening.help, .view, .togglePane(id), of: [id]
      ) { $0.isOpen(id) && $0.derived.layout.zoomed == nil && $0.longWork == nil },
    ]
  }

  /// The keys that arrange the panes.
  static let arrangement: [KeyBinding] = [
    KeyBinding(
      "zoom_panel", [.char("w")], "w", "zoom panel",
      "Fills the screen with the focused panel; again, or esc, shows all panels.",
      .panes, .toggleZoom
    ) { $0.derived.layout.zoomed == nil },
    KeyBinding(
      "zoom_panel", [.char("w")], "w", "all panels",
      "Fills the screen with the focused panel; again, or esc, shows all panels.",
      .panes, .toggleZoom, footer: 1
    ) { $0.derived.layout.zoomed != nil },
    KeyBinding(
      "show_all_panels", [Key(.escape)], "", "all panels",
      "Fills the screen with the focused panel; again, or esc, shows all panels.", .panes, .endZoom
    ) { $0.derived.layout.zoomed != nil && $0.longWork == nil && $0.writing == nil },
    KeyBinding(
      "narrow_side", [.char("(")], "(", "narrower", "Makes the side column narrower, wider.", .panes,
      .resizeSide(-1)),
    KeyBinding(
      "widen_side", [.char(")")], ")", "wider", "Makes the side column narrower, wider.", .panes,
      .resizeSide(1)),
    KeyBinding(
      "lower_panel", [.char("{")], "{", "lower", "Makes the focused panel shorter, taller.", .panes,
      .resizeFocused(-1)),
    KeyBinding(
      "raise_panel", [.char("}")], "}", "higher", "Makes the focused panel shorter, taller.", .panes,
      .resizeFocused(1)),
    KeyBinding(
      "hide_panel", [.char("W")], "W", "hide panel",
      "Hides the focused panel; with the map in focus, shows all again.",
      .panes, .hidePane),
    KeyBinding(
      "next_layout", [.char("P")], "P", "layout",
      "Switches to the next layout: standard, map, lecture, numbers, your own.", .panes,
      .nextLayout),
    KeyBinding(
      typed: "save_layout", "save layout", "Saves the arrangement of the panels under a name.", .panes,
      .openForm(.saveLayout)),
    KeyBinding(
      "stop_work", [Key(.escape)], "esc", "stop",
      "Stops what is being computed, and keeps the sketch; or a file that is being written.",
      .program,
      .cancelWork, footer: 0
    ) { $0.longWork != nil || $0.writing != nil },
  ]
}
