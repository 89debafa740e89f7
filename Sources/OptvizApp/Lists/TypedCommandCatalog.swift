import Configuration
import Experiments
import Optimization
import TerminalGraphics
import Wording

/// Every command that can be typed, in the order in which they are listed.
enum TypedCommandCatalog {
  /// One line for each command.
  static let all: [TypedCommand] = [
    .set, .surface, .data, .optimizer, .change, .label, .experiment, .start, .goto, .steps, .speed, .seed,
    .run, .domain,
    .view,
    .theme, .colorMap, .marker, .pixels, .chart, .layout, .saveLayout, .save, .replace,
    .openFile, .export, .exportAnyway,
  ]

}

extension TypedCommand {
  static let surface = TypedCommand(
    "surface", "ID, or a formula", "Changes to another surface, a data set, or a typed formula.",
    example: "surface beale",
    complete: { _, text in
      matching(text, among: SurfaceCatalog.all.map(\.card.id) + DataSetCatalog.all.map(\.id))
    },
    parse: { (_, text) throws(InputError) in
      let text = text.trimmedBlanks
      let id = String(text.prefix { $0 != ":" })
      if SurfaceCatalog.entry(id) != nil { return [.setSurface(try Specification.surface(text))] }
      if DataSetCatalog.entry(id) != nil {
        return [.setSurface(try Specification.data(id, String(text.dropFirst(id.count + 1))))]
      }
      // A lone word is a name; anything else is a formula.
      guard text.contains(where: { !$0.isLetter && !$0.isNumber && $0 != "_" }) else {
        throw unknown("surface", text, SurfaceCatalog.all.map(\.card.id) + DataSetCatalog.all.map(\.id))
      }
      return [.setSurface(try Specification.expression(text))]
    })

  static let data = TypedCommand(
    "data", "FILE", "Loads a table of your own.", example: "data table.csv",
    complete: { _, text in matching(text, among: DataSetCatalog.all.map(\.id)) },
    parse: { (_, text) throws(InputError) in
      let path = text.trimmedBlanks
      if DataSetCatalog.entry(path) != nil { return [.setSurface(try Specification.data(path))] }
      return [.openTable(path)]
    })

  static let optimizer = TypedCommand(
    "optimizer", "ID:key=value,…", "Adds a run; @schedule or +wrapper changes the chosen one.",
    example: "optimizer adam:lr=0.01",
    complete: { model, text in
      let schedules = ScheduleCatalog.all.map { "@\($0.card.id)" }
      let wrappers = WrapperCatalog.all.map { "+\($0.card.id)" }
      switch text.first {
      case "@": return schedules.filter { $0.hasPrefix(text) }
      case "+": return wrappers.filter { $0.hasPrefix(text) }
      default: return matching(text, among: model.environment.experiments.optimizers.entries.map(\.card.id))
      }
    },
    parse: { (model, text) throws(InputError) in
      switch try TypedOptimizer(reading: text.trimmedBlanks, in: model) {
      case .added(let choices): return choices.map { .addOptimizer($0) }
      case .open(let text, let gaps): return [.openForm(.fillGaps(text: text, gaps))]
      case .changed(let choice): return [.changeOptimizer(choice)]
      case .mistaken(let message): throw InputError(message)
      }
    })

  static let change = TypedCommand(
    "change", "ID:key=value,…", "The chosen run gets another optimizer; a fork gets it from its step on.",
    example: "change adam:lr=0.01",
    complete: { model, text in
      matching(text, among: model.environment.experiments.optimizers.entries.map(\.card.id))
    },
    parse: { (model, text) throws(InputError) in
      guard model.chosen != nil else { throw InputError("there is no run to change; o adds one") }
      return [
        .changeOptimizer(try model.environment.experiments.specification.optimizer(text.trimmedBlanks))
      ]
    })

  static let label = TypedCommand(
    "label", "NAME", "Names the chosen run.", example: "label slow", complete: { _, _ in [] },
    parse: { (model, text) throws(InputError) in
      let name = text.trimmedBlanks
      guard RunLabel.isValid(name) else {
        throw InputError("'\(name)' is not a name; accepted: \(RunLabel.rule)")
      }
      let labels = model.document.experiment.optimizers.labels
      if let other = labels.firstIndex(of: name), other != model.document.chosenRun {
        throw InputError("run \(other + 1) is called \(name) already")
      }
      return [.label(name)]
    })

  static let experiment = choice(
    "experiment", "NAME", "Opens a bundled experiment.",
    example: "experiment performance_comparison",
    kind: "experiment", among: { $0.environment.experiments.entries.map(\.id) },
    command: { .setExperiment($0) })

  static let theme = choice(
    "theme", "NAME", "Changes the theme.", example: "theme night", kind: "theme",
    among: { $0.environment.themes.words }, command: { .setTheme($0) })

  static let colorMap = choice(
    "colormap", "NAME", "Changes the colours of the heights.", example: "colormap viridis",
    kind: "colour map",
    among: { _ in ColorMapCatalog.words }, command: { .setColorMap($0) })

  static let marker = choice(
    "marker", "NAME", "Draws lines with other symbols.", example: "marker ascii", kind: "marker",
    among: { $0.environment.markers.map(\.id) }, command: { .setMarkers($0) })

  static let pixels = choice(
    "pixels", "auto|on|off", "Draws figures in pixels, where the terminal has them.", example: "pixels off",
    kind: "choice", among: { _ in PixelChoice.allCases.map(\.rawValue) },
    command: { PixelChoice(rawValue: $0).map { .setPixels($0) } })

  static let chart = choice(
    "chart", "QUANTITY", "Shows another quantity in the chart.", example: "chart gradient", kind: "quantity",
    among: { $0.chartQuantities.map(\.rawValue) },
    command: { ChartQuantity(rawValue: $0).map { .setChartQuantity($0) } })

  static let layout = choice(
    "layout", "NAME", "Arranges the panels.", example: "layout standard", kind: "layout",
    among: { $0.environment.presets.map(\.name) }, command: { .setLayout($0) })

  static let saveLayout = TypedCommand(
    "save layout", "NAME", "Saves the arrangement of the panels under a name, in your configuration.",
    example: "save layout mine",
    complete: { model, text in matching(text, among: model.environment.layouts.map(\.name)) },
    parse: { (_, text) throws(InputError) in
      let name = text.trimmedBlanks
      if name.isEmpty { return [.openForm(.saveLayout)] }
      guard LayoutPreset.isName(name) else {
        throw InputError("a layout's name has letters, digits, _ and -")
      }
      return [.saveLayout(name)]
    })

  static let view = choice(
    "view", "NAME", "Shows another view in the main place.", example: "view contours", kind: "view",
    among: { $0.derived.layout.views.map(\.rawValue) },
    command: { MainView(rawValue: $0).map { .setView($0) } })

  static let start = TypedCommand(
    "start", "X,Y", "Places the start.", example: "start 1,2",
    complete: { model, text in
      let start = model.derived.race.objective.start
      let usual = "\(start.x.shortText),\(start.y.shortText)"
      return usual.hasPrefix(text) ? [usual] : []
    },
    parse: { (_, text) throws(InputError) in [.setStart(try Specification.point(text.trimmedBlanks))] })

  static let domain = TypedCommand(
    "domain", "X0,X1,Y0,Y1", "Shows a rectangle of the plane on the map.", example: "domain -2,2,-1,3",
    complete: { model, text in
      let domain = model.document.experiment.domain
      let ends = [domain.x.lowerBound, domain.x.upperBound, domain.y.lowerBound, domain.y.upperBound]
      let usual = ends.map(\.shortText).joined(separator: ",")
      return usual.hasPrefix(text) ? [usual] : []
    },
    parse: { (_, text) throws(InputError) in [.setDomain(try Specification.domain(text.trimmedBlanks))] })

  static let steps = number(
    "steps", "N", "How many steps each run makes.", example: "steps 500", in: { _ in 1...10_000_000 },
    suggested: [100, 200, 500, 1000, 2000, 5000, 10_000], command: { .setSteps($0) })

  static let goto = number(
    "goto", "STEP", "Shows a step and stays there.", example: "goto 64",
    in: { 0...max(0, $0.derived.race.budget) },
    suggested: [0, 10, 50, 100, 500, 1000], command: { .seek($0) })

  static let speed = number(
    "speed", "N", "Steps a second.", example: "speed 60", in: { _ in 1...100_000 },
    suggested: [1, 5, 10, 30, 60, 120, 300, 1000], command: { .setSpeed($0) })

  static let seed = TypedCommand(
    "seed", "N", "The seed of all randomness: noise, batches, random starts.", example: "seed 3",
    complete: { model, text in
      let next = String(model.document.experiment.seed &+ 1)
      return next.hasPrefix(text) ? [next] : []
    },
    parse: { (_, text) throws(InputError) in
      guard let seed = UInt64(text.trimmedBlanks) else {
        throw InputError("'\(text.trimmedBlanks)' is not a whole number from 0 on")
      }
      return [.setSeed(seed)]
    })

  static let run = number(
    "run", "N", "Chooses a run, counted from 1.", example: "run 1",
    in: { 1...max(1, $0.document.experiment.optimizers.count) }, suggested: Array(1...9),
    command: { .chooseRun($0 - 1) })

  /// An error without the list of all names: the palette shows them below.
  private static func unknown(_ kind: String, _ word: String, _ known: [String]) -> InputError {
    InputError("unknown \(kind) '\(word)'; \(NearestMatch.suggestion(for: word, among: known))")
  }
}
