import Configuration
import Experiments
import Optimization
import TerminalGraphics
import Wording

/// The options of the first view, of a command line or of an experiment file, as what they mean.
///
/// Only what is said has a value. Messages name the options as the command line does.
public struct ViewWords {
  /// What a person has to choose from.
  public struct Shelf: Sendable {
    /// The themes.
    public var themes: ThemeShelf
    /// The person's own layouts.
    public var layouts: [LayoutPreset]

    /// Themes and layouts.
    public init(themes: ThemeShelf = ThemeShelf(), layouts: [LayoutPreset] = []) {
      (self.themes, self.layouts) = (themes, layouts)
    }
  }

  private var step, pin: Int?
  private var map: Domain?
  private var run: String?
  private var theme: ThemeEntry?
  private var followsBackground = false
  /// The colours of the heights; the inner value is `nil` for the theme's.
  private var colorMap: ColorMap??
  private var speed: Double?
  private var view: MainView?
  private var camera: Camera?
  private var arrangement: PaneArrangement?
  private var inspects, showsAverages, showsBatches: Bool?
  private var quantity: ChartQuantity?
  private var span: ChartSpan?
  private var lossAxis: LossAxisChoice?
  private var markers: String?
  private var pixels: PixelChoice?

  /// Reads the words; throws the first that is wrong.
  public init(_ table: ViewTable, from shelf: Shelf) throws(InputError) {
    try readMoment(table)
    try readColors(table, shelf)
    try readPanels(table, shelf)
    try readChart(table)
  }

  private mutating func readMoment(_ table: ViewTable) throws(InputError) {
    if let word = table[.at] { step = try WholeNumber.read(word, "--at", in: Experiment.stepRange) }
    if let word = table[.pin] { pin = try WholeNumber.read(word, "--pin", in: Experiment.stepRange) }
    if let word = table[.map] { map = try word.asValue(of: "--map", Specification.domain) }
    if let word = table[.choose] {
      if !RunLabel.isValid(word) { _ = try WholeNumber.read(word, "--choose", in: 1...1000) }
      run = word
    }
    if let word = table[.speed] {
      let range = Model.speedRange
      guard let number = Double(word), range.contains(number) else {
        let ends = [range.lowerBound, range.upperBound].map { String(Int($0)) }
        throw InputError(
          "--speed '\(word)' is not a speed; accepted: \(ends[0]) to \(ends[1]) steps a second")
      }
      speed = number
    }
  }

  private mutating func readColors(_ table: ViewTable, _ shelf: Shelf) throws(InputError) {
    if let word = table[.theme] {
      if shelf.themes.isAutomatic(word) {
        followsBackground = true
      } else {
        guard let entry = shelf.themes.entry(word) else {
          throw InputError.unknown(
            "theme", word, known: shelf.themes.words, listing: "optviz list themes"
          ).inOption("--theme")
        }
        theme = entry
      }
    }
    if let word = table[.colormap] {
      guard ColorMapCatalog.words.contains(word) else {
        throw InputError.unknown(
          "colour map", word, known: ColorMapCatalog.words, listing: "optviz list colormaps"
        ).inOption("--colormap")
      }
      colorMap = .some(ColorMapCatalog.map(word))
    }
    if let word = table[.marker] {
      markers = try word.asValue(of: "--marker") { word throws(InputError) in
        try MarkerSet.everywhere.entry(word, kind: "marker", by: \.id).id
      }
    }
    if let word = table[.pixels] { pixels = try PixelChoice(word, of: "--pixels") }
  }

  private mutating func readPanels(_ table: ViewTable, _ shelf: Shelf) throws(InputError) {
    if let word = table[.view] { view = try MainView(word, of: "--view") }
    if let word = table[.turn] {
      guard let camera = Camera(words: word) else {
        throw InputError("--turn takes yaw,pitch in degrees, such as 35,30, not '\(word)'")
      }
      self.camera = camera
    }
    if let word = table[.layout] {
      let presets = LayoutPreset.bundled + shelf.layouts
      arrangement = try word.asValue(of: "--layout") { word throws(InputError) in
        try LayoutPreset.arrangement(word, among: presets)
      }
    }
    (inspects, showsAverages) = (table.flag(.inspect), table.flag(.averages))
    showsBatches = table.flag(.cloud)
  }

  private mutating func readChart(_ table: ViewTable) throws(InputError) {
    if let word = table[.lossAxis] { lossAxis = try LossAxisChoice(word, of: "--loss-axis") }
    if let word = table[.chart] { quantity = try ChartQuantity(word, of: "--chart") }
    if let word = table[.chartAxis] { span = try ChartSpan(word, of: "--chart-axis") }
  }

  /// Sets what the program opens with; throws what the experiment does not have.
  public func apply(to opening: inout Model.Opening) throws(InputError) {
    try check(opening.experiment)
    if let step { opening.step = min(opening.experiment.steps, step) }
    if let pin { opening.pin = min(opening.experiment.steps, pin) }
    if let map { opening.map = map }
    if let run { opening.chosenRun = try number(of: run, in: opening.experiment) }
    if followsBackground { opening.followsBackground = true }
    if let theme { (opening.theme, opening.followsBackground) = (theme, false) }
    if let colorMap { opening.colorMap = colorMap }
    opening.speed = speed ?? opening.speed
    opening.markers = markers ?? opening.markers
    opening.pixels = pixels ?? opening.pixels
    opening.view = view ?? opening.view
    opening.camera = camera ?? opening.camera
    opening.arrangement = arrangement ?? opening.arrangement
    opening.inspects = inspects ?? opening.inspects
    opening.showsAverages = showsAverages ?? opening.showsAverages
    opening.showsBatches = showsBatches ?? opening.showsBatches
    opening.chart.quantity = quantity ?? opening.chart.quantity
    opening.chart.span = span ?? opening.chart.span
    if let lossAxis { opening.lossIsLinear = lossAxis == .linear }
  }

  private func check(_ experiment: Experiment) throws(InputError) {
    let (objective, name) = (experiment.objective, experiment.surface.entry.card.id)
    if let view, view.needsData, !(objective is Regression) {
      throw InputError("--view \(view.rawValue) needs data, and \(name) has none")
    }
    if span == .examples, !(objective is Regression) {
      throw InputError("--chart-axis examples needs data, and \(name) has none")
    }
    if quantity == .distance, !objective.minima.contains(where: \.isGlobal) {
      throw InputError("--chart distance needs a minimum, and \(name) has none")
    }
  }

  /// The number of a run from 1, by its label or by itself.
  private func number(of run: String, in experiment: Experiment) throws(InputError) -> Int {
    if let number = Int(run) { return number }
    let labels = experiment.optimizers.labels
    guard let place = labels.firstIndex(of: run) else {
      throw InputError.unknown("run", run, known: labels).inOption("--choose")
    }
    return place + 1
  }

  /// What is wrong with a word of an experiment's file, in a sentence; `nil` where nothing is.
  public static func mistake(
    _ word: String, of key: ViewKey, _ experiment: Experiment, from shelf: Shelf, _ catalog: ExperimentCatalog
  ) -> String? {
    var table = ViewTable()
    table[key] = word
    do throws(InputError) {
      if key == .theme, word.contains("/") || word.hasSuffix(".toml") {
        throw InputError("--theme '\(word)' is a file; an experiment names a theme that is listed")
      }
      var opening = Model.Opening(experiment, among: catalog)
      try ViewWords(table, from: shelf).apply(to: &opening)
      return nil
    } catch {
      return error.message.withoutDashes
    }
  }
}

/// How the loss chart's axis is divided.
public enum LossAxisChoice: String, Choice {
  case log, linear
}

extension ViewTable {
  /// A flag; `nil` where nothing is said.
  func flag(_ key: ViewKey) -> Bool? { self[key].map { $0 == "true" } }
}

extension MainView: Choice {}
extension ChartQuantity: Choice {}
extension ChartSpan: Choice {}
