import Configuration
import Experiments
import Optimization

/// Something that the palette finds by its own name, without the command in front: a setting, a surface, a theme.
struct PaletteThing {
  /// The line that takes it.
  let line: String
  /// Its identifier.
  let id: String
  /// Its name, where that is another.
  var name = ""
  /// One sentence on it.
  var summary = ""

  /// All of a model, the settings of the chosen run first.
  static func all(in model: Model) -> [PaletteThing] {
    let catalog = model.environment.experiments
    var things = zip(TypedCommand.set.complete(model, ""), model.settingRows).map { name, row in
      // The help begins with the setting's name in words, as `Learning rate: how far a step goes`.
      let help = row.setting.help
      let words = help.contains(":") ? String(help.prefix { $0 != ":" }) : ""
      return PaletteThing(line: "set \(name)", id: name.trimmedBlanks, name: words, summary: help)
    }
    func add(_ command: String, _ id: String, _ name: String = "", _ summary: String = "") {
      things.append(PaletteThing(line: "\(command) \(id)", id: id, name: name, summary: summary))
    }
    for entry in SurfaceCatalog.all { add("surface", entry.card.id, entry.card.name, entry.card.summary) }
    for entry in DataSetCatalog.all { add("surface", entry.id, entry.name, entry.summary) }
    for entry in catalog.entries { add("experiment", entry.id, entry.name, entry.summary) }
    for entry in catalog.optimizers.entries {
      add("optimizer", entry.card.id, entry.card.name, entry.card.summary)
    }
    for entry in model.environment.themes.entries { add("theme", entry.id, "", entry.definition.summary) }
    for id in ColorMapCatalog.ids { add("colormap", id, "", "Colours of the heights.") }
    for preset in model.environment.presets { add("layout", preset.name, "", preset.summary) }
    for view in model.derived.layout.views { add("view", view.rawValue, view.title, view.summary) }
    for quantity in model.chartQuantities { add("chart", quantity.rawValue, "", quantity.title) }
    for set in model.environment.markers { add("marker", set.id) }
    for choice in PixelChoice.allCases { add("pixels", choice.rawValue) }
    return things
  }
}

/// Other words under which people look for an action or a command.
enum Synonyms {
  /// The other words of an action or a command, by its name in words.
  static func words(for name: String) -> String { table[name] ?? "" }

  private static let table: [String: String] = [
    "save layout": "store keep panels",
    "share": "export print link command line shell reproduce save",
    "copy": "clipboard yank share export",
    "undo": "back revert take",
    "redo": "again repeat",
    "history": "undo redo changes log",
    "quit": "exit leave close bye",
    "data": "csv table load import file own",
    "open table": "csv data load import file own",
    "save": "keep write store",
    "open": "load file",
    "change": "become replace optimizer",
    "label": "name rename",
    "help": "keys manual shortcuts",
    "theme": "color colour dark light look",
    "next theme": "color colour dark light",
    "colormap": "color colour ramp heat",
    "next colormap": "color colour ramp heat",
    "open colormaps": "color colour ramp heat",
    "open themes": "color colour dark light",
    "optimizer": "add method run algorithm new",
    "open optimizers": "add method algorithm new",
    "remove run": "delete drop clear kill",
    "fork": "branch split copy duplicate clone",
    "fork from start": "copy duplicate clone",
    "pin": "mark keep compare bookmark",
    "open runs": "list choose show hide",
    "run": "choose select",
    "surface": "function loss formula expression open",
    "open surfaces": "function loss formula expression data",
    "open experiments": "example examples load preset",
    "experiment": "gallery example load preset open",
    "set": "change setting rate",
    "type value": "set edit change",
    "reset setting": "default undo",
    "goto": "seek jump step go",
    "first step": "begin start rewind",
    "play": "pause stop run start animate",
    "restart": "replay reset again",
    "speed": "fast slow fps",
    "seed": "random",
    "random start": "shuffle seed next",
    "start": "position origin place",
    "domain": "range zoom rectangle limits",
    "reset view": "fit home center centre",
    "zoom panel": "fullscreen maximise maximize",
    "hide panel": "close remove",
    "toggle loss axis": "log linear scale",
    "next chart quantity": "gradient distance rate plot",
    "chart": "plot graph",
    "view": "3d solid slice",
    "open views": "3d solid slice",
    "marker": "braille blocks dots",
    "next marker": "braille blocks dots pixels",
    "pixels": "graphics kitty marker",
    "toggle inspector": "formula numbers explain details step next",
    "layout": "panels arrange",
    "stop work": "cancel abort",
  ]
}
