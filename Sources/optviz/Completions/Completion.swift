import ArgumentParser
import Configuration
import Experiments
import Optimization
import OptvizApp
import TerminalGraphics
import Wording

/// What a shell offers for the value of an option: the names in the catalogs, and the keys and values of settings.
///
/// The words are made when a shell asks, so that a usual start pays nothing for them. The shell leaves out those that
/// do not begin with what is typed.
enum Completion {
  /// Optimizers with settings, wrappers and a schedule.
  static var optimizer: CompletionKind { kind(optimizers) }
  /// Surfaces with settings.
  static var surface: CompletionKind { kind { settings($0, of: surfaceCards) } }
  /// Experiments, and files.
  static var experiment: CompletionKind {
    kind { Catalogs.experiments.entries.map(\.id) + files($0, ending: ".toml") }
  }
  /// Files of experiments.
  static var experimentFile: CompletionKind { kind { files($0, ending: ".toml") } }
  /// Bundled data sets, and files.
  static var data: CompletionKind { kind { DataSetCatalog.all.map(\.id) + files($0) } }
  /// Themes, bundled ones and the person's, and files.
  static var theme: CompletionKind {
    kind { PersonalSetup.read().shelf.words + files($0, ending: ".toml") }
  }
  /// Layouts, bundled ones and the person's.
  static var layout: CompletionKind {
    kind { _ in (LayoutPreset.bundled + PersonalSetup.read().layouts).map(\.name) }
  }
  /// Colour maps, and the theme's own colours.
  static var colorMap: CompletionKind { kind { _ in ColorMapCatalog.words } }
  /// Markers.
  static var marker: CompletionKind { kind { _ in MarkerSet.everywhere.map(\.id) } }
  /// Everything that can be described; an optimizer also with settings.
  static var described: CompletionKind {
    kind { text in
      let isMore = text.contains { ":+@".contains($0) }
      return isMore
        ? optimizers(text) : ListingCatalog.described.flatMap { $0.items.map(\.id) } + optimizers(text)
    }
  }

  /// The words for what stands before the cursor, without those that a shell would have to quote: bash expands the words
  /// that it is given, and a file may be named like a command.
  private static func kind(_ words: @escaping @Sendable (String) -> [String]) -> CompletionKind {
    .custom { _, _, typed in words(typed).filter { $0.allSatisfy(isPlain) } }
  }

  private static func isPlain(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "_-.,:=+@/".contains(character)
  }

  /// What can have settings: an optimizer, a wrapper, a schedule, a surface.
  private struct Card {
    let id: String
    let settings: [Setting]
  }

  private static var surfaceCards: [Card] {
    SurfaceCatalog.all.map { Card(id: $0.card.id, settings: $0.card.settings) }
  }

  /// The words for `id:key=value,...+wrapper:key=value@schedule:key=value`; none inside a library's constructor call.
  private static func optimizers(_ text: String) -> [String] {
    if text.contains("(") { return [] }
    guard let sign = lastSign(in: text) else {
      return settings(
        text, of: Catalogs.optimizers.entries.map { Card(id: $0.card.id, settings: $0.card.settings) })
    }
    let part = String(text[text.index(after: sign)...])
    let words =
      text[sign] == "@"
      ? settings(part, of: ScheduleCatalog.all.map { Card(id: $0.card.id, settings: $0.card.settings) })
      : settings(part, of: WrapperCatalog.all.map { Card(id: $0.card.id, settings: $0.card.settings) })
        + ["\(Specification.batchWord):size="]
    return words.map { text[...sign] + $0 }
  }

  /// Where the last wrapper or schedule begins; the sign in `1e+5` begins none.
  private static func lastSign(in text: String) -> String.Index? {
    text.indices.last { index in
      guard "+@".contains(text[index]) else { return false }
      let before = text[..<index].suffix(2)
      return !(before.count == 2 && before.first?.isNumber == true && before.last?.lowercased() == "e")
    }
  }

  /// The words for `id:key=value,...`: identifiers; after a colon or a comma, the keys that are not given yet; after `=`,
  /// the values, of a number only the default.
  private static func settings(_ text: String, of cards: [Card]) -> [String] {
    guard let colon = text.firstIndex(of: ":") else {
      // The colon comes once the identifier is there, so that the list of identifiers stays a list of identifiers.
      let isWhole = cards.contains { $0.id == text && !$0.settings.isEmpty }
      return cards.map(\.id) + (isWhole ? [text + ":"] : [])
    }
    guard let card = cards.first(where: { $0.id == text[..<colon] }) else { return [] }
    let pairs = text[text.index(after: colon)...].split(separator: ",", omittingEmptySubsequences: false)
    guard let last = pairs.last else { return [] }
    let before = text.dropLast(last.count)
    let key = last.prefix { $0 != "=" }
    if key.count < last.count {
      guard let setting = card.settings.first(where: { $0.key == key }) else { return [] }
      return (setting.words ?? [setting.text(setting.standard)]).map { "\(before)\(key)=\($0)" }
    }
    let given = pairs.dropLast().map { $0.prefix { $0 != "=" } }
    return card.settings.map(\.key).filter { !given.contains(Substring($0)) }.map { "\(before)\($0)=" }
  }

  /// The files in the folder that a path names, and its folders, with a slash.
  private static func files(_ path: String, ending: String = "") -> [String] {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    return ConfigurationFolder.names(in: folder.isEmpty ? "." : folder).filter { !$0.hasPrefix(".") }
      .compactMap { name in
        if InputFile.isFolder(folder + name) { return "\(folder)\(name)/" }
        return name.hasSuffix(ending) ? folder + name : nil
      }
  }
}

extension Choice {
  /// The words, for a shell.
  static var completion: CompletionKind { .list(allCases.map(\.rawValue)) }
}
