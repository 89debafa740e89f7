import ArgumentParser
import Configuration
import Experiments
import Optimization
import OptvizApp
import TerminalGraphics
import Wording

/// The options that set the first view; at the end the program prints those that bring a view back.
struct ViewOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Open at this step and wait there; without it, the race plays.", valueName: "step"))
  var at: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("A step whose losses the race table shows beside the current ones.", valueName: "step")
  )
  var pin: String?

  @OptionGroup var look: LookOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "What the largest panel shows. (default: both where there are data, else contours)",
      valueName: MainView.words), completion: MainView.completion)
  var view: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How the panels are arranged: \(LayoutPreset.bundled.map(\.name).joined(separator: ", ")), a layout of your own, "
        + "or sizes and panels to hide, such as side=50,hide=chart. (default: standard)",
      valueName: "name|key=value,..."), completion: Completion.layout)
  var layout: String?

  @Flag(help: "Open with the inspector: the chosen run's next step, number by number.")
  var inspect = false

  @Flag(help: "Open with the inspector on the method's moving averages.")
  var averages = false

  @Flag(
    name: .customLong("no-cloud"),
    help: "With data: do not show the batch and the gradients of other batches on the map.")
  var hidesCloud = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The colours. See 'optviz list themes'; auto is dark or light, like the terminal. (default: "
        + "\(ThemeCatalog.standard.id), or the configuration's)",
      valueName: "id|auto|FILE.toml"), completion: Completion.theme)
  var theme: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The colours of the heights, in place of the theme's. See 'optviz list colormaps'. (default: "
        + "\(ColorMapCatalog.themeWord), or the configuration's)",
      valueName: "id|theme"), completion: Completion.colorMap)
  var colormap: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How fast the race is played. (default: 30)", valueName: "steps a second"))
  var speed: String?

  @Flag(
    name: .customLong("no-config"),
    help: "Ignore the configuration file and themes of your own. See 'optviz list config'.")
  var ignoresConfiguration = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "What lines are drawn with, in cells. See 'optviz list markers'. (default: auto)", valueName: "id"),
    completion: Completion.marker)
  var marker: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Whether figures are drawn in pixels, which takes a terminal with kitty's graphics protocol. "
        + "(default: auto: where the terminal has it, unless a marker is given)",
      valueName: PixelChoice.words), completion: PixelChoice.completion)
  var pixels: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many colours are used. (default: auto)", valueName: ColorChoice.words),
    completion: ColorChoice.completion)
  var color: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Which symbols are used. (default: auto)", valueName: GlyphChoice.words),
    completion: GlyphChoice.completion)
  var glyphs: String?

  /// The words of the options.
  private var words: ViewTable {
    var words = ViewTable()
    look.add(to: &words)
    (words[.at], words[.pin], words[.speed]) = (at, pin, speed)
    (words[.view], words[.layout]) = (view, layout)
    (words[.colormap], words[.marker], words[.pixels]) = (colormap, marker, pixels)
    words[.theme] = theme.flatMap { ThemeFile.isPath($0) ? nil : $0 }
    if inspect { words[.inspect] = "true" }
    if averages { words[.averages] = "true" }
    if hidesCloud { words[.cloud] = "false" }
    return words
  }

  /// Refuses invalid options before the screen opens.
  func validate() throws {
    _ = try colorChoice()
    _ = try glyphChoice()
    _ = try ViewWords(words, from: shelf(setup))
    _ = try look.hidden()
    _ = try look.looks()
  }

  private func shelf(_ setup: PersonalSetup) -> ViewWords.Shelf {
    ViewWords.Shelf(themes: setup.shelf, layouts: setup.layouts)
  }

  /// What the program opens with.
  func opening(_ file: ExperimentFile, showsDomain: Bool) throws -> Model.Opening {
    let setup = setup
    var file = file
    file.view = file.view.overridden(by: words)
    var opening = Model.Opening(file, among: Catalogs.experiments)
    apply(setup, to: &opening)
    opening.showsDomain = showsDomain
    try ViewWords(file.view, from: shelf(setup)).apply(to: &opening)
    if let theme, ThemeFile.isPath(theme) {
      (opening.theme, opening.followsBackground) = (try ThemeFile.read(theme), false)
    }
    if let hidden = try look.hidden() { opening.hidden = hidden }
    if let looks = try look.looks() { opening.looks = looks }
    opening.notice = notice(setup, for: opening)
    return opening
  }

  /// The words of a file's view, with those of the options in place of them, and the hidden runs.
  func completed(_ file: ExperimentFile) throws(InputError) -> ExperimentFile {
    var file = file
    file.view = file.view.overridden(by: words)
    if let looks = try look.looks(), looks.count == file.looks.count { file.looks = looks }
    if let hidden = try look.hidden() {
      file.hidden = Set(hidden.map { $0 - 1 }).filter(file.experiment.optimizers.indices.contains)
    }
    return file
  }

  func colorChoice() throws(InputError) -> ColorChoice {
    if let color { try ColorChoice(color, of: "--color") } else { .auto }
  }
  func glyphChoice() throws(InputError) -> GlyphChoice {
    if let glyphs { try GlyphChoice(glyphs, of: "--glyphs") } else { .auto }
  }
}

extension ColorChoice: Choice {}
extension GlyphChoice: Choice {}
