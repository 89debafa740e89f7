import Configuration
import OptvizApp
import TerminalGraphics
import Toml

/// What a person set up in files: themes and the configuration.
struct PersonalSetup {
  /// The configuration file's path; `nil` if no folder is known.
  var path: String?
  /// Whether there is such a file.
  var isThere = false
  /// Its content.
  var configuration = UserConfiguration()
  /// The person's own themes, by name.
  var themes: [ThemeEntry] = []
  /// The person's own layouts, those of the configuration first.
  var layouts: [LayoutPreset] = []
  /// Problems outside the configuration file.
  var mistakes: [String] = []

  /// No files.
  static let none = PersonalSetup()

  /// Reads the files; missing files are not errors.
  static func read() -> PersonalSetup {
    var setup = PersonalSetup()
    guard let folder = ConfigurationFolder.path, let file = ConfigurationFolder.file else { return setup }
    setup.path = file
    setup.readThemes(in: folder + "/themes")
    if InputFile.exists(file) { setup.readConfiguration(file) }
    let kept = LayoutStore.read()
    if let problem = kept.problem { setup.mistakes.append(problem) }
    setup.layouts += kept.presets
    return setup
  }

  private mutating func readConfiguration(_ file: String) {
    isThere = true
    do {
      configuration = UserConfiguration(
        try InputFile.bytes(ofFound: file, atMost: TomlDocument.mostBytes),
        themes: ThemeShelf(own: themes).words,
        speeds: Model.speedRange)
      for problem in KeyMap(remappings).problems {
        configuration.report(
          TextProblem(problem.message, at: TextPlace(line: problem.line, column: problem.column)))
      }
    } catch {
      mistakes.append(((error as? InputFileError)?.message ?? "\(error)") + "; it is ignored")
    }
    for table in configuration.layouts {
      layouts.append(LayoutPreset(table) { configuration.report($0) })
    }
  }

  /// More than anyone has; reading all of a larger folder would delay the start.
  private static let mostThemes = 200

  private mutating func readThemes(in folder: String) {
    let names = ConfigurationFolder.names(in: folder).filter { $0.hasSuffix(".toml") && $0.first != "." }
    for name in names.prefix(PersonalSetup.mostThemes) {
      let id = String(name.dropLast(5))
      guard !id.isEmpty, id.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "_-".contains($0)) })
      else {
        mistakes.append("'\(folder)/\(name)': a theme's name has letters, digits, _ and - only")
        continue
      }
      do {
        let text = try InputFile.bytes(ofFound: "\(folder)/\(name)", atMost: TomlDocument.mostBytes)
        themes.append(ThemeEntry(id, file: "\(folder)/\(name)", text: text, isListed: true))
      } catch {
        mistakes.append(((error as? InputFileError)?.message ?? "\(error)") + "; it is ignored")
      }
    }
  }

  /// The themes to choose from, and the one to open with.
  var shelf: ThemeShelf {
    let shelf = ThemeShelf(own: themes)
    guard let word = configuration.theme?.value else { return shelf }
    if shelf.isAutomatic(word) { return ThemeShelf(own: themes, usuallyFollowsBackground: true) }
    guard let usual = shelf.entry(word) else { return shelf }
    return ThemeShelf(own: themes, usual: usual)
  }

  /// The keys that the person assigned to actions.
  var remappings: [KeyRemapping] {
    configuration.keys.map {
      KeyRemapping(action: $0.action, keys: $0.keys, line: $0.line, column: $0.column)
    }
  }

  /// All problems, a line each.
  var complaints: [String] { configuration.problems.map(\.description) + mistakes }

  /// A notice for the screen: the first problem, and where to read the rest; `nil` without problems.
  var notice: String? {
    guard let first = complaints.first else { return nil }
    let file = configuration.problems.isEmpty ? "" : "config.toml, "
    let ignored = configuration.isBroken ? " (the file is ignored)" : ""
    let more = complaints.count > 1 ? "; \(complaints.count - 1) more: optviz list config" : ""
    return file + first + ignored + more
  }
}
