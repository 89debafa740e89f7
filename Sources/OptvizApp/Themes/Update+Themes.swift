import Configuration
import TerminalGraphics

extension Model {
  /// Shows everything in a theme.
  mutating func setTheme(_ entry: ThemeEntry) {
    guard entry != document.theme else { return }
    document.theme = entry
    derived.theme = entry.theme(for: environment.depth)
  }

  /// The next theme on the shelf.
  mutating func showNextTheme() { setTheme(environment.themes.entry(after: document.theme)) }

  /// While the list of themes is open, the chosen one is previewed; if it is closed without a choice, the former
  /// one is restored.
  mutating func previewTheme() {
    if case .picker(let picker) = lists.overlay, picker.kind == .themes {
      let former = lists.formerTheme ?? document.theme
      lists.formerTheme = former
      setTheme(picker.chosen.flatMap { environment.themes.entry($0.id) } ?? former)
    } else if let former = lists.formerTheme {
      lists.formerTheme = nil
      setTheme(former)
    }
  }

  /// Keeps a theme that was only previewed.
  mutating func keepTheme(_ id: String) {
    lists.overlay = nil
    lists.formerTheme = nil
    if let entry = environment.themes.entry(id) { setTheme(entry) }
  }
}
