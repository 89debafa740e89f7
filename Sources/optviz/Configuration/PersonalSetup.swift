import Configuration
import Experiments
import OptvizApp
import TerminalGraphics

/// What a person set up in files: themes and the configuration.
struct PersonalSetup {
  /// The configuration file's path; `nil` where there is no place for one.
  var path: String?
  /// Whether there is such a file.
  var isThere = false
  /// What it says.
  var configuration = UserConfiguration()
  /// The person's own themes, by name.
  var themes: [ThemeEntry] = []
  /// The person's own layouts, those of the configuration first.
  var layouts: [LayoutPreset] = []
  /// What is wrong apart from what stands in the configuration file.
  var mistakes: [String] = []

  /// No files at all.
  static let none = PersonalSetup()

  /// Reads the files; what is not there is nothing to speak of.
  static func read() -> PersonalSetup {
    var setup = PersonalSetup()
    guard let folder = ConfigurationFolder.path, let file = ConfigurationFolder.file else { return setup }
    setup.path = file
    setup.readThemes(in: folder + "/themes")
    let kept = LayoutStore.read()
    if let problem = kept.problem { setup.mistakes.append(problem) }
    defer { setup.layouts += kept.presets }
    guard InputFile.exists(file) else { return setup }
    setup.isThere = true
    do {
      setup.configuration = UserConfiguration(
        try ConfigurationFolder.read(file), themes: ThemeShelf(own: setup.themes).entries.map(\.id),
        speeds: Model.speedRange)
      for problem in KeyMap(setup.remappings).problems {
        setup.configuration.report(problem.message, line: problem.line, column: problem.column)
      }
      setup.readLayouts()
    } catch {
      setup.mistakes.append((error as? InputFileError)?.message ?? "\(error)")
    }
    return setup
  }

  private mutating func readLayouts() {
    for layout in configuration.layouts {
      var arrangement = PaneArrangement()
      for pair in layout.pairs {
        do throws(InputError) {
          try arrangement.set(pair.key, to: pair.value)
        } catch {
          configuration.report(error.message, line: pair.line, column: pair.column)
        }
      }
      layouts.append(LayoutPreset(layout.name, "", arrangement))
    }
  }

  /// More than anyone has; reading them all would be felt.
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
        let text = try ConfigurationFolder.read("\(folder)/\(name)")
        themes.append(ThemeEntry(id, file: "\(folder)/\(name)", text: text, isListed: true))
      } catch {
        mistakes.append((error as? InputFileError)?.message ?? "\(error)")
      }
    }
  }

  /// The themes to choose from, and the one to open with.
  var shelf: ThemeShelf {
    let shelf = ThemeShelf(own: themes)
    guard let usual = configuration.theme.flatMap({ shelf.entry($0.value) }) else { return shelf }
    return ThemeShelf(own: themes, usual: usual)
  }

  /// The keys that the person gave to actions.
  var remappings: [KeyRemapping] {
    configuration.keys.map {
      KeyRemapping(action: $0.action, keys: $0.keys, line: $0.line, column: $0.column)
    }
  }

  /// Everything that is wrong, a line each.
  var complaints: [String] { configuration.problems.map(\.description) + mistakes }

  /// A line for the screen: the first thing that is wrong, and where to read the rest; `nil` where all is well.
  var notice: String? {
    guard let first = complaints.first else { return nil }
    let file = configuration.problems.isEmpty ? "" : "config.toml, "
    let ignored = configuration.isBroken ? " (the file is ignored)" : ""
    let more = complaints.count > 1 ? "; \(complaints.count - 1) more: optviz list config" : ""
    return file + first + ignored + more
  }
}
