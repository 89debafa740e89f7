/// The keys that choose what is raced, from where, and which runs are shown.
extension KeyBindings {
  static let race: [KeyBinding] =
    [
      KeyBinding(
        "open_surfaces", [.char("s")], "s", "surface", "Chooses the surface.", .race, .open(.surfaces),
        footer: 2),
      KeyBinding(
        "open_optimizers", [.char("o")], "o", "optimizers", "Adds optimizers, and turns them on and off.",
        .race,
        .open(.optimizers), footer: 6),
      KeyBinding(
        "open_experiments", [.char("g")], "g", "gallery", "Opens a bundled experiment.", .race,
        .open(.experiments), footer: 2),
      KeyBinding(
        "random_start", [.char("n")], "n", "next start",
        "Picks a random start, the next in the seed's sequence.",
        .race,
        .randomStart),
      KeyBinding(
        "smaller_batches", [.char("b")], "b", "batch",
        "With data: makes batches smaller, for every run or the chosen one; after one example, all.", .race,
        .smallerBatches, footer: 6
      ) { $0.exampleCount != nil },
      KeyBinding(
        "smaller_batch", [.char("B")], "B", "batch",
        "With data: makes batches smaller, for every run or the chosen one; after one example, all.",
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
        "show_run_\(digit)", [.char(Character(String(digit)))], digit == 1 ? "1–9" : "", "choose/hide",
        "Chooses that run, and shows it if it is hidden; the chosen one is hidden.", .race,
        .callRun(digit - 1), footer: 7, of: [.race]
      ) { $0.derived.race.timelines.count >= digit }
    }
    + [
      KeyBinding(
        "open_runs", [.char("0")], "0", "runs",
        "A list of all runs, also beyond nine: chooses, shows, hides.", .race,
        .open(.runs), of: [.race]),
      KeyBinding(
        "remove_run", [.char("D")], "D", "remove", removeHelp, .race, .removeRun, of: [.race]),
      KeyBinding(
        "remove_run", [Key(.delete)], "delete", "remove", removeHelp, .race, .removeRun, of: [.race]
      ) { $0.panes.focus == .race },
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

  private static let removeHelp = "Removes the chosen run; added again it has the settings that it had."
}
