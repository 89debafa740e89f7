import Configuration
import TerminalGraphics

extension Model {
  /// Shows everything in a theme.
  mutating func take(_ entry: ThemeEntry) {
    guard entry != themeEntry else { return }
    themeEntry = entry
    theme = entry.theme(for: depth)
  }

  /// The next theme on the shelf.
  mutating func takeNextTheme() { take(themes.entry(after: themeEntry)) }

  /// While the list of themes is open, the chosen one is looked at; once it is closed without a choice, the former
  /// one is back.
  mutating func previewTheme() {
    if case .picker(let picker) = overlay, picker.kind == .themes {
      if themes.former == nil { themes.former = themeEntry }
      if let chosen = picker.chosen.flatMap({ themes.entry($0.id) }) ?? themes.former { take(chosen) }
    } else if let former = themes.former {
      themes.former = nil
      take(former)
    }
  }

  /// Keeps a theme that was only looked at.
  mutating func keepTheme(_ id: String) {
    overlay = nil
    themes.former = nil
    if let entry = themes.entry(id) { take(entry) }
  }
}
