import Configuration
import TerminalGraphics

/// The fields of the form that asks for a file, in their order; a format has those whose options it takes.
enum PictureField: String, CaseIterable {
  case format, view, at, size, columns, rows, theme, labels, title, animate, fps, speed, loop, dpi,
    transparent,
    output

  /// What it is called in the form.
  var label: String {
    switch self {
    case .at: "step"
    case .animate: "motion"
    case .fps: "frames/s"
    case .speed: "steps/s"
    case .loop: "repeats"
    case .transparent: "ground"
    case .output: "file"
    default: rawValue
    }
  }

  /// Whether a format has it.
  func applies(to kind: PictureKind) -> Bool {
    switch self {
    case .format, .output: true
    // The numbers have all steps.
    case .at: kind.options.contains("view")
    default: kind.options.contains(rawValue)
    }
  }

  /// Whether it is kept for the next file; the step is that of the screen each time.
  var isRemembered: Bool { self != .at && self != .output }

  /// The field with a text in it, or the usual one.
  func field(_ kind: PictureKind, _ model: Model, text: String?, isRace: Bool) -> Form.Field {
    let choices = choices(kind, model)
    let usual = usual(kind, model, isRace: isRace)
    let text = text.flatMap { choices.isEmpty || choices.contains($0) ? $0 : nil } ?? usual
    return Form.Field(label, hint: hint(kind), default: text, choices: choices)
  }

  private func hint(_ kind: PictureKind) -> String {
    switch self {
    case .format: kind.summary
    case .view: kind.hasFrames ? "what the largest panel shows" : "what is shown; all: the map and the chart"
    case .at: "a step, where an animation ends; or last"
    case .size: "width and height in points, a pixel of a web page each"
    case .columns: "characters in a row"
    case .rows: "rows of characters"
    case .theme: "the colours; auto follows the light or dark page"
    case .labels: "where runs are named"
    case .title: "what stands above; without one, what is descended"
    case .animate: "one step, or the race"
    case .fps: "pictures a second"
    case .speed: "how fast the race is played"
    case .loop: "how often it is played; 0 is for ever"
    case .dpi: "pixels to an inch; 96 shows a point as a pixel"
    case .transparent: "whether the page has one"
    case .output: "a file; its ending says the format"
    }
  }

  static let last = "last"
  static let oneStep = "one step"
  static let race = "the race"
  static let filled = "filled"
  static let transparentWord = "transparent"

  private func choices(_ kind: PictureKind, _ model: Model) -> [String] {
    switch self {
    case .format: return model.environment.pictures.map(\.id)
    case .view:
      let views = MainView.allCases.filter { !$0.needsData || model.regression != nil }.map(\.rawValue)
      return views + (kind.hasFrames ? ["loss"] : ["loss", "all"])
    case .theme:
      let words = model.environment.themes.words
      let own = model.document.theme.word
      return words.contains(own) ? words : words + [own]
    case .labels: return ["legend", "ends", "none"]
    case .animate: return [PictureField.oneStep, PictureField.race]
    case .transparent: return [PictureField.filled, PictureField.transparentWord]
    case .at, .size, .columns, .rows, .title, .fps, .speed, .loop, .dpi, .output: return []
    }
  }

  /// What the field says at first.
  ///
  /// - Parameter isRace: whether the race is shown instead of one step.
  func usual(_ kind: PictureKind, _ model: Model, isRace: Bool) -> String {
    switch self {
    case .view: model.derived.layout.mainView.rawValue
    case .at: isRace ? PictureField.last : String(model.lists.pictures.step)
    case .columns: String(model.environment.size.width)
    case .rows: String(model.environment.size.height)
    case .theme: kind.hasFrames ? model.document.theme.word : PictureField.paper
    case .speed: model.document.speed.shortText
    default: omitted(kind) ?? ""
    }
  }

  /// The theme of files unless told.
  private static let paper = ThemeShelf.theme(onLight: true).id

  /// The text for which the command line needs no word; `nil` if there is none.
  private func omitted(_ kind: PictureKind) -> String? {
    switch self {
    case .format: kind.id
    case .view: nil
    case .at: PictureField.last
    case .size: "1200x800"
    case .columns: "100"
    case .rows: "30"
    case .theme: PictureField.paper
    case .labels: "legend"
    case .title: ""
    case .animate: PictureField.oneStep
    case .fps: "20"
    case .speed: "30"
    case .loop: "0"
    case .dpi: "96"
    case .transparent: PictureField.filled
    case .output: nil
    }
  }

  /// The words of the command line that a text stands for.
  func words(_ text: String, _ kind: PictureKind) -> [String] {
    if text == omitted(kind) { return [] }
    switch self {
    case .format: return ["--format", text]
    case .animate: return ["--animate"]
    case .transparent: return ["--transparent"]
    // A text that begins with a dash would be an option.
    default: return text.hasPrefix("-") ? ["--\(rawValue)=\(text)"] : ["--\(rawValue)", text]
    }
  }
}
