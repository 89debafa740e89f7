import ArgumentParser
import Configuration
import Experiments
import OptvizApp
import Pictures
import TerminalGraphics
import Wording

/// The options that say how a picture looks; which of them a format takes is on its card.
struct PictureOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "What is shown: what the largest panel of the screen can show, the loss over the steps, or the map with both. "
        + "(default: both where there are data, else contours; contours in html and with --animate)",
      valueName: PageView.words.joined(separator: "|")), completion: .list(PageView.words))
  var view: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The step that is shown; an animation ends there. (default: the last)", valueName: "step"))
  var at: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The title; an empty one for none. (default: what is descended)", valueName: "text"))
  var title: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Where runs are named: in a legend, at the ends of their paths, or nowhere. (default: legend)",
      valueName: PageRequest.Labels.words), completion: PageRequest.Labels.completion)
  var labels: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Width and height in points, of which a web page shows one as a pixel. (default: 1200x800, of a gif 640x480)",
      valueName: "WxH"))
  var size: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The colours; auto follows the light or dark scheme of the page that shows the file. (default: paper)",
      valueName: "id|auto|FILE.toml"), completion: Completion.theme)
  var theme: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The colours of the heights, in place of the theme's.", valueName: "id|theme"),
    completion: Completion.colorMap)
  var colormap: String?

  @Flag(help: "Leave the ground out.")
  var transparent = false

  @Flag(help: "Show the race instead of one step.")
  var animate = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How fast the race is played. (default: 30)", valueName: "steps a second"))
  var speed: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("Pictures a second. (default: 20)", valueName: "n"))
  var fps: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How often an animation is played; 0 is for ever. (default: 0)", valueName: "n"))
  var loop: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Pixels to an inch; a point is a 96th of an inch. (default: 96)", valueName: "n"))
  var dpi: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Of a picture in characters: how many in a row. (default: 100)", valueName: "n"))
  var columns: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Of a picture in characters: how many rows. (default: 30)", valueName: "n"))
  var rows: String?

  @OptionGroup var look: LookOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Of a picture in characters: how many colours it has. (default: truecolor)",
      valueName: ColorChoice.words),
    completion: ColorChoice.completion)
  var color: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Of a picture in characters: which symbols it has. (default: unicode)", valueName: GlyphChoice.words),
    completion: GlyphChoice.completion)
  var glyphs: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Of a picture in characters: how the panels of the screen are arranged, like the screen's --layout. "
        + "(default: standard)", valueName: "name|key=value,..."), completion: Completion.layout)
  var layout: String?

  @Flag(help: "Of a picture in characters: with the inspector.")
  var inspect = false

  @Flag(help: "Of a picture in characters: with the inspector on the method's moving averages.")
  var averages = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Of a picture in characters: a step whose losses stand beside those of the step shown.",
      valueName: "step"))
  var pin: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Of a picture in characters: what lines are drawn with. (default: auto)", valueName: "id"),
    completion: Completion.marker)
  var marker: String?

  @Flag(help: "With data: show the batch and the gradients of other batches on the map.")
  var cloud = false

  /// The options that were given, among those that only some formats take.
  private var given: [PictureOption] {
    let texts: [(PictureOption, String?)] = [
      (.view, view), (.theme, theme), (.colormap, colormap), (.title, title), (.labels, labels),
      (.size, size),
      (.dpi, dpi), (.fps, fps), (.loop, loop), (.speed, speed), (.columns, columns), (.rows, rows),
      (.color, color), (.glyphs, glyphs), (.layout, layout), (.pin, pin), (.marker, marker),
    ]
    return texts.filter { $0.1 != nil }.map(\.0) + (transparent ? [.transparent] : [])
      + (animate ? [.animate] : []) + (inspect ? [.inspect] : []) + (averages ? [.averages] : [])
  }

  /// Refuses what is invalid, and what a target does not take.
  func check(for target: RenderTarget) throws(InputError) {
    if let other = given.first(where: { !target.options.contains($0) }) {
      let takers = PictureCatalog.all.map(\.card).filter { $0.options.contains(other) }.map(\.id)
      throw InputError(
        "--\(other.rawValue) does not go with \(target.word)"
          + (takers.isEmpty ? "" : "; it goes with \(takers.joined(separator: ", "))"))
    }
    let looks = (at == nil ? [] : ["at"]) + look.given + (cloud ? ["cloud"] : [])
    if let other = looks.first {
      switch target {
      case .picture: break
      case .numbers, .script:
        throw InputError("--\(other) does not go with \(target.word), which has all points")
      }
    }
    _ = try request(command: "")
    _ = try drawing()
    _ = try ViewWords(words, from: ViewWords.Shelf())
    _ = try look.hidden()
    _ = try look.looks()
  }

  /// The words of the options that the screen has as well; a theme in a file is read later.
  private var words: ViewTable {
    var words = ViewTable()
    look.add(to: &words)
    (words[.at], words[.speed], words[.colormap]) = (at, speed, colormap)
    words[.cloud] = cloud ? "true" : "false"
    (words[.layout], words[.pin], words[.marker]) = (layout, pin, marker)
    if inspect { words[.inspect] = "true" }
    if averages { words[.averages] = "true" }
    return words
  }

  /// The page that is asked for; where no view is named, the caller chooses.
  private func request(command: String, usualSize: SIMD2<Double>? = nil) throws(InputError) -> PageRequest {
    var request = PageRequest(
      try pageView() ?? .main(.contours), size: try pageSize(), command: command,
      creator: "optviz \(Optviz.configuration.version)")
    if size == nil, let usual = usualSize { request.size = usual }
    request.title = title.map(\.printableLine)
    if let labels { request.labels = try PageRequest.Labels(labels, of: "--labels") }
    request.isTransparent = transparent
    return request
  }

  private func pageView() throws(InputError) -> PageView? {
    guard let view else { return nil }
    guard let known = PageView(word: view) else {
      throw InputError.unknown("view", view, known: PageView.words).inOption("--view")
    }
    return known
  }

  private func pageSize() throws(InputError) -> SIMD2<Double> {
    guard let size else { return PageRequest.usualSize }
    let parts = size.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
    let ends = PageRequest.lengths
    guard parts.count == 2, let width = parts[0], let height = parts[1] else {
      throw InputError("--size takes width and height in points, such as 1200x800, not '\(size)'")
    }
    guard ends.contains(width), ends.contains(height) else {
      throw InputError(
        "--size \(size): width and height are from \(ends.lowerBound) to \(ends.upperBound) points")
    }
    return SIMD2(Double(width), Double(height))
  }

  /// How the format draws.
  private func drawing() throws(InputError) -> Picture.Options {
    var options = Picture.Options()
    options.isTransparent = transparent
    options.isAnimated = animate
    if let fps { options.fps = Double(try WholeNumber.read(fps, "--fps", in: 1...60)) }
    if let loop { options.loops = try WholeNumber.read(loop, "--loop", in: 0...65_535) }
    if let dpi { options.dpi = Double(try WholeNumber.read(dpi, "--dpi", in: 24...1200)) }
    if let columns { options.columns = try WholeNumber.read(columns, "--columns", in: 20...500) }
    if let rows { options.rows = try WholeNumber.read(rows, "--rows", in: 6...200) }
    if let color { options.depth = try ColorChoice(color, of: "--color").depthOfFiles }
    if let glyphs, try GlyphChoice(glyphs, of: "--glyphs") == .ascii { options.glyphs = .ascii }
    return options
  }

  /// The picture of an experiment's file, ready to be written.
  ///
  /// - Parameter command: the command line that makes it again.
  func job(
    _ file: ExperimentFile, _ format: any PictureFormat, command: String, showsDomain: Bool
  ) throws -> RenderJob {
    // A person's own themes have names here; nothing else of the configuration changes a file.
    let shelf = PersonalSetup.read().shelf
    var opening = Model.Opening(file, among: Catalogs.experiments)
    opening.showsDomain = showsDomain
    opening.themes = shelf
    // The file's words say what is looked at; its colours and panels are the screen's.
    var table = file.view
    let hasFrames = format.card.options.contains(.columns)
    for key in [ViewKey.theme, .colormap, .at, .cloud] + (hasFrames ? [] : [.layout, .marker, .view]) {
      table[key] = nil
    }
    try ViewWords(table.overridden(by: words), from: ViewWords.Shelf(themes: shelf)).apply(to: &opening)
    if let hidden = try look.hidden() { opening.hidden = hidden }
    if let looks = try look.looks() { opening.looks = looks }
    var request = try request(command: command, usualSize: format.card.usualSize)
    if view == nil, hasFrames {
      request.view = .all
    } else if view == nil {
      let shown = file.view[.view].flatMap(PageView.init(word:))
      let isData = file.experiment.objective.batches != nil
      // A model of data changes its form with every step.
      let isStill = !format.card.movesOneDrawing(isAnimated: animate)
      let usual = PageView.main(isData && isStill ? .both : .contours)
      request.view = shown.flatMap { $0.needsData && !isData ? nil : $0 } ?? usual
    } else if request.view.needsData, file.experiment.objective.batches == nil {
      throw InputError("--view \(request.view.word) needs data; give --data FILE")
    }
    let follows = theme == ThemeShelf.automatic && shelf.isAutomatic(ThemeShelf.automatic)
    opening.theme = try follows ? ThemeShelf.theme(onLight: true) : chosenTheme(shelf)
    let lastStep = opening.experiment.steps
    if let at, let step = Int(at), step > lastStep {
      throw InputError("--at \(step): the race has \(lastStep) steps; --steps makes it longer")
    }
    return RenderJob(
      opening: opening, request: request, options: try drawing(), format: format,
      step: opening.step ?? Int.max, darkTheme: follows ? ThemeShelf.theme(onLight: false) : nil,
      speed: opening.speed ?? Model.usualSpeed)
  }

  private func chosenTheme(_ shelf: ThemeShelf) throws -> ThemeEntry {
    guard let theme else { return ThemeShelf.theme(onLight: true) }
    if ThemeFile.isPath(theme) { return try ThemeFile.read(theme) }
    guard let entry = shelf.entry(theme) else {
      throw InputError.unknown("theme", theme, known: shelf.words, listing: "optviz list themes").inOption(
        "--theme")
    }
    return entry
  }
}

extension ColorChoice {
  /// The colours of a file, which no terminal limits.
  fileprivate var depthOfFiles: ColorDepth {
    switch self {
    case .auto, .truecolor: .direct
    case .palette256: .palette256
    case .palette16: .palette16
    case .palette8: .palette8
    case .mono: .mono
    }
  }
}
