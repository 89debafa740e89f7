import Configuration
import Toml
import Wording

/// Themes that are given as a file instead of a name.
enum ThemeFile {
  /// Whether a word is a path.
  static func isPath(_ theme: String) -> Bool { theme.contains("/") || theme.hasSuffix(".toml") }

  /// The theme of a file.
  static func read(_ theme: String) throws -> ThemeEntry {
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
}
