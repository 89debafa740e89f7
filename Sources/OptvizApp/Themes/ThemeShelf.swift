import Configuration
import TerminalGraphics

/// The themes that a person can choose from.
public struct ThemeShelf: Hashable, Sendable {
  /// The themes in the order in which a key cycles through them; at least one.
  public let entries: [ThemeEntry]
  /// The theme that the program opens with by default.
  public let usual: ThemeEntry

  /// Whether the program opens with a dark or a light theme, as the terminal's own ground is.
  public let usuallyFollowsBackground: Bool

  /// The word for the theme that follows the terminal's ground.
  public static let automatic = "auto"

  /// The theme for a terminal whose own ground is light or dark.
  public static func theme(onLight isLight: Bool) -> ThemeEntry {
    isLight ? ThemeCatalog.entry("paper") ?? ThemeCatalog.standard : ThemeCatalog.standard
  }

  /// The bundled themes and the person's own, which replace bundled ones of the same name.
  public init(
    own: [ThemeEntry] = [], usual: ThemeEntry = ThemeCatalog.standard, usuallyFollowsBackground: Bool = false
  ) {
    self.usuallyFollowsBackground = usuallyFollowsBackground
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

  /// Every word that names a theme, or the choice of one by the terminal's ground.
  public var words: [String] {
    entries.map(\.id) + (entry(Self.automatic) == nil ? [Self.automatic] : [])
  }

  /// The theme of that word; `nil` for none.
  public func entry(_ id: String) -> ThemeEntry? { entries.first { $0.id == id } }

  /// Whether a word leaves the choice to the terminal's ground; a person's own theme of that name comes first.
  public func isAutomatic(_ word: String) -> Bool { word == Self.automatic && entry(word) == nil }

  /// The theme after another one; after an unknown one, the first.
  func entry(after theme: ThemeEntry) -> ThemeEntry {
    let index = entries.firstIndex { $0 == theme } ?? -1
    return entries[(index + 1) % entries.count]
  }
}
