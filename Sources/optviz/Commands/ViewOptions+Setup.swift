import Configuration
import Experiments
import OptvizApp
import TerminalGraphics
import Toml
import Wording

/// The person's files, and the options that override them.
extension ViewOptions {
  /// The person's files, unless they are ignored.
  var setup: PersonalSetup { ignoresConfiguration ? .none : .read() }

  /// Sets the program's first view from the person's files; an option overrides them.
  func apply(_ setup: PersonalSetup, to opening: inout Model.Opening) throws {
    opening.themes = setup.shelf
    if let theme, !isPath(theme), opening.themes.isAutomatic(theme) {
      opening.followsBackground = true
    } else {
      opening.theme = try themeEntry(in: opening.themes)
      opening.followsBackground = theme == nil && opening.themes.usuallyFollowsBackground
    }
    opening.usualColorMap = setup.configuration.colorMap.flatMap { ColorMapCatalog.map($0.value) }
    opening.colorMap = try colorMapChoice(among: setup)
    opening.speed = try speedChoice() ?? setup.configuration.speed?.value
    opening.markers = setup.configuration.marker?.value
    opening.remappings = setup.remappings
    let notices =
      opening.experiment.surface.notes + [setup.notice ?? problem(of: opening.theme)].compactMap { $0 }
    opening.notice = notices.isEmpty ? nil : notices.joined(separator: "; ")
  }

  /// Whether a theme is given as a file instead of a name.
  func isPath(_ theme: String) -> Bool { theme.contains("/") || theme.hasSuffix(".toml") }

  /// The theme of a word.
  func listedTheme(_ id: String, in shelf: ThemeShelf) throws(InputError) -> ThemeEntry {
    guard let entry = shelf.entry(id) else {
      throw InputError.unknown("theme", id, known: shelf.words, listing: "optviz list themes").inOption(
        "--theme")
    }
    return entry
  }

  /// The colours of the heat map in place of the theme's: by the option, or by the configuration; `nil` for the theme's.
  func colorMapChoice(among setup: PersonalSetup) throws(InputError) -> ColorMap? {
    guard let word = colormap ?? setup.configuration.colorMap?.value else { return nil }
    guard ColorMapCatalog.words.contains(word) else {
      throw InputError.unknown(
        "colour map", word, known: ColorMapCatalog.words, listing: "optviz list colormaps"
      )
      .inOption("--colormap")
    }
    return ColorMapCatalog.map(word)
  }

  /// The requested speed; `nil` for none.
  func speedChoice() throws(InputError) -> Double? {
    guard let speed else { return nil }
    let range = Model.speedRange
    guard let number = Double(speed), range.contains(number) else {
      let ends = [range.lowerBound, range.upperBound].map { String(Int($0)) }
      throw InputError("--speed '\(speed)': accepted are \(ends[0]) to \(ends[1]) steps a second")
    }
    return number
  }

  private func themeEntry(in shelf: ThemeShelf) throws -> ThemeEntry {
    guard let theme else { return shelf.usual }
    guard isPath(theme) else { return try listedTheme(theme, in: shelf) }
    let name = theme.split(separator: "/").last.map(String.init) ?? theme
    let id = name.hasSuffix(".toml") ? String(name.dropLast(5)) : name
    let text = try OptionError.naming("--theme") {
      try InputFile.bytes(ofNamed: theme, atMost: TomlDocument.mostBytes)
    }
    do throws(TextProblem) {
      _ = try TomlDocument.read(text)
    } catch {
      throw InputError.inFile("'\(theme)', \(error)")
    }
    return ThemeEntry(id, file: theme, text: text, isListed: false)
  }

  /// What is wrong with a theme of the person that is about to be used.
  private func problem(of theme: ThemeEntry) -> String? {
    guard case .file(let path) = theme.origin, let first = theme.definition.problems.first else { return nil }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return "\(name), \(first)"
  }
}
