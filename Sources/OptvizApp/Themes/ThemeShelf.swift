import Configuration
import TerminalGraphics

/// The themes that a person can choose from.
public struct ThemeShelf: Hashable, Sendable {
  /// The themes in the order in which a key cycles through them; at least one.
  public let entries: [ThemeEntry]
  /// The theme that the program opens with by default.
  public let usual: ThemeEntry

  /// The bundled themes and the person's own, which replace bundled ones of the same name.
  public init(own: [ThemeEntry] = [], usual: ThemeEntry = ThemeCatalog.standard) {
    var entries = ThemeCatalog.all
    for theme in own {
      if let index = entries.firstIndex(where: { $0.id == theme.id }) {
        entries[index] = theme
      } else {
        entries.append(theme)
      }
    }
    self.entries = entries
    self.usual = usual
  }

  /// The theme of that word; `nil` for none.
  public func entry(_ id: String) -> ThemeEntry? { entries.first { $0.id == id } }

  /// The theme after another one; after an unknown one, the first.
  func entry(after theme: ThemeEntry) -> ThemeEntry {
    let index = entries.firstIndex { $0 == theme } ?? -1
    return entries[(index + 1) % entries.count]
  }
}
