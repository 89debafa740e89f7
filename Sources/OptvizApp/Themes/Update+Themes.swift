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

  /// Takes the heat map's colours of a word; an unknown one changes nothing.
  mutating func setColorMap(_ word: String) {
    guard ColorMapCatalog.words.contains(word) else { return }
    var look = Look(document)
    look.colorMap = ColorMapCatalog.map(word)
    show(look)
    notice = derived.theme.heat.isEmpty ? "\(word): this picture has no colours for heights" : nil
  }

  /// The next colours of the heights, from those on display on; after the last one the theme's own.
  mutating func showNextColorMap() {
    let words = ColorMapCatalog.words
    let place = words.firstIndex(of: document.colorMap?.id ?? ColorMapCatalog.themeWord) ?? 0
    let word = words[(place + 1) % words.count]
    setColorMap(word)
    if notice == nil {
      notice = word == ColorMapCatalog.themeWord ? "the theme's own colours" : "colours \(word)"
    }
  }

  /// Follows the terminal's own ground, if the theme does.
  mutating func followBackground() {
    if document.followsBackground { show(ThemeShelf.theme(onLight: environment.terminal.isLight)) }
  }

  private mutating func show(_ entry: ThemeEntry) {
    var look = Look(document)
    look.theme = entry
    show(look)
  }

  private mutating func show(_ look: Look) {
    guard look != Look(document) else { return }
    (document.theme, document.colorMap) = (look.theme, look.colorMap)
    derived.theme = look.theme(for: environment.depth)
  }

  /// The next theme on the shelf.
  mutating func showNextTheme() { setTheme(environment.themes.entry(after: document.theme)) }

  /// While a list of colours is open, the chosen ones are previewed; if it is closed without a choice, the former
  /// ones are restored.
  mutating func previewTheme() {
    if case .picker(let picker) = lists.overlay, [.themes, .colorMaps].contains(picker.kind) {
      let former = lists.formerLook ?? Look(document)
      lists.formerLook = former
      var look = former
      if let id = picker.chosen?.id {
        if picker.kind == .themes {
          look.theme = environment.themes.entry(id) ?? former.theme
        } else {
          look.colorMap = ColorMapCatalog.map(id)
        }
      }
      show(look)
    } else if let former = lists.formerLook {
      lists.formerLook = nil
      show(former)
      followBackground()
    }
  }

  /// Keeps a theme that was only previewed.
  mutating func keepTheme(_ id: String) {
    lists.overlay = nil
    lists.formerLook = nil
    if let entry = environment.themes.entry(id) { setTheme(entry) }
  }

  /// Keeps the heat map's colours that were only previewed.
  mutating func keepColorMap(_ word: String) {
    lists.overlay = nil
    lists.formerLook = nil
    setColorMap(word)
  }
}
