import Configuration

/// What lies over the panes, and what is remembered for it.
public struct Lists: Sendable {
  /// What is open; `nil` where nothing is.
  public internal(set) var overlay: Overlay?
  /// The lines that were run in the palette.
  var history = PaletteHistory()
  /// The theme to come back to while others are only looked at.
  var formerTheme: ThemeEntry?
  /// What to come back to while a formula that is being typed is only looked at.
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

  /// Takes the last character that was typed away.
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
  /// Types a character where something is being typed.
  mutating func type(_ character: Character) {
    guard let text = settings.typedValue else {
      lists.overlay?.type(character)
      return
    }
    if text.count < 24 && !character.isNewline { settings.typedValue = text + String(character) }
  }

  /// Takes the last character that was typed away.
  mutating func erase() {
    if let text = settings.typedValue {
      settings.typedValue = String(text.dropLast())
    } else {
      lists.overlay?.erase()
    }
  }
}
