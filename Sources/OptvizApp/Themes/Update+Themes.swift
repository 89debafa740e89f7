import Configuration
import TerminalGraphics

extension Model {
  /// Shows everything in a theme that the person chose.
  mutating func setTheme(_ entry: ThemeEntry) {
    document.followsBackground = false
    show(entry)
  }

  /// Shows everything in the theme of a word; an unknown one changes nothing.
  mutating func setTheme(_ id: String) {
    if let entry = environment.themes.entry(id) { return setTheme(entry) }
    guard id == ThemeShelf.automatic else { return }
    document.followsBackground = true
    followBackground()
  }

  /// Follows the terminal's own ground, if the theme does.
  mutating func followBackground() {
    if document.followsBackground { show(ThemeShelf.theme(onLight: environment.terminal.isLight)) }
  }

  private mutating func show(_ entry: ThemeEntry) {
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
      show(picker.chosen.flatMap { environment.themes.entry($0.id) } ?? former)
    } else if let former = lists.formerTheme {
      lists.formerTheme = nil
      show(former)
      followBackground()
    }
  }

  /// Keeps a theme that was only previewed.
  mutating func keepTheme(_ id: String) {
    lists.overlay = nil
    lists.formerTheme = nil
    if let entry = environment.themes.entry(id) { setTheme(entry) }
  }
}
