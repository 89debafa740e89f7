import Experiments
import Configuration
import Optimization

/// What lies over the panes, and what is remembered for it.
public struct Lists: Sendable {
  /// The open overlay; `nil` for none.
  public internal(set) var overlay: Overlay?
  /// The lines that were run in the palette.
  var history = PaletteHistory()
  /// What was found where the form that loads a table looked.
  var tableLook: TableLook?
  /// What is remembered of the form that asks for files.
  var pictures = PictureMemory()
  /// The colours to return to after a preview of others.
  var formerLook: Look?
  /// What to return to after the preview of a formula that is being typed.
  var preview: Preview?

  /// The form that is open; `nil` for none.
  var form: Form? { if case .form(let form) = overlay { form } else { nil } }

  /// Whether a list of a kind is open.
  func picks(_ kind: Picker.Kind) -> Bool {
    if case .picker(let picker) = overlay { picker.kind == kind } else { false }
  }
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
  /// What can be done with what is under the pointer.
  case menu(Menu)
  /// The command line of what was on the screen.
  case share(Share)
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
    case .menu(var menu):
      menu.type(character)
      self = .menu(menu)
    case .share: break
    }
  }

  /// The character that erasing would remove; `nil` for none.
  var lastTyped: Character? {
    switch self {
    case .picker(let picker): picker.filter.last
    case .help(let help): help.filter.last
    case .palette(let palette): palette.text.last
    case .form(let form): form.lastTyped
    case .menu, .share: nil
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
    case .menu, .share: break
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

  /// Types pasted text, as one line.
  mutating func paste(_ text: String) {
    for character in pastedLine(text.prefix(Model.longestPaste)).prefix(1000) { type(character) }
  }

  /// As much of a pasted text as any field could take.
  private static let longestPaste = 2000

  /// A pasted text as one line: a line break is a blank, so that no two lines are joined to another word or number.
  ///
  /// In a formula a blank would multiply; there lines that do not belong together become a mistake.
  private func pastedLine(_ text: Substring) -> String {
    guard text.contains(where: { $0.isNewline || $0 == "\t" }) else { return String(text) }
    let isFormula =
      switch lists.overlay {
      case .picker(let picker): picker.kind == .surfaces
      case .palette(let palette): (palette.text + text).hasPrefix("surface ")
      case .help, .form, .menu, .share, nil: false
      }
    if isFormula { return TypedFormula.singleLine(String(text)) }
    if case .picker(let picker) = lists.overlay, picker.kind == .optimizers, text.contains("(") {
      return PythonLines.singleLine(String(text))
    }
    let words = text.split { $0.isNewline || $0 == "\t" }.map(\.trimmedBlanks)
    return words.filter { !$0.isEmpty }.joined(separator: " ")
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
