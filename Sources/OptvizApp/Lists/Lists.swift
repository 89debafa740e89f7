import Configuration

/// What lies over the panes, and what is remembered for it.
public struct Lists: Sendable {
  /// The open overlay; `nil` for none.
  public internal(set) var overlay: Overlay?
  /// The lines that were run in the palette.
  var history = PaletteHistory()
  /// The theme to return to after a preview of others.
  var formerTheme: ThemeEntry?
  /// What to return to after the preview of a formula that is being typed.
  var preview: Preview?
}

/// What lies over the panes.
public enum Overlay: Hashable, Sendable {
  /// A list to pick from.
  case picker(Picker)
  /// The keys and what they do.
  case help(HelpList)
  /// A line to type a command in.
  case palette(Palette)
  /// Fields to fill in.
  case form(Form)
}

extension Overlay {
  /// Types a character.
  mutating func type(_ character: Character) {
    switch self {
    case .picker(var picker):
      picker.type(character)
      self = .picker(picker)
    case .help(var help):
      help.type(character)
      self = .help(help)
    case .palette(var palette):
      palette.type(character)
      self = .palette(palette)
    case .form(var form):
      form.type(character)
      self = .form(form)
    }
  }

  /// Removes the last typed character.
  mutating func erase() {
    switch self {
    case .picker(var picker):
      picker.erase()
      self = .picker(picker)
    case .help(var help):
      help.erase()
      self = .help(help)
    case .palette(var palette):
      palette.erase()
      self = .palette(palette)
    case .form(var form):
      form.erase()
      self = .form(form)
    }
  }
}

extension Model {
  /// Types a character into the overlay that takes text.
  mutating func type(_ character: Character) {
    guard let text = settings.typedValue else {
      lists.overlay?.type(character)
      return
    }
    if text.count < 24 && !character.isNewline { settings.typedValue = text + String(character) }
  }

  /// Removes the last typed character.
  mutating func erase() {
    if let text = settings.typedValue {
      settings.typedValue = String(text.dropLast())
    } else {
      lists.overlay?.erase()
    }
  }
}
