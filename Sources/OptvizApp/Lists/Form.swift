/// Fields to fill in and a button: for input that takes more than choosing from a list.
///
/// Its purpose gives its title and reads the fields, so a new form is just a new purpose.
public struct Form: Hashable, Sendable {
  /// A field: a label, and a line to type in.
  public struct Field: Hashable, Sendable {
    /// The name of what is entered.
    public let label: String
    /// What is accepted, in a few words.
    var hint: String
    /// The words to choose from; empty where anything can be typed.
    var choices: [String] = []
    /// The text; at first the default.
    public internal(set) var line: TextLine
    /// What is wrong with it; `nil` until it is checked.
    public internal(set) var problem: String?

    /// A field with a default text.
    init(_ label: String, hint: String, default text: String = "", choices: [String] = []) {
      (self.label, self.hint, line, self.choices) = (label, hint, TextLine(text), choices)
    }

    /// Takes another text.
    mutating func take(_ text: String) { line = TextLine(text) }

    /// Takes a choice by its distance from the present one, in a circle.
    mutating func choose(_ steps: Int) {
      guard !choices.isEmpty else { return }
      let place = choices.firstIndex(of: line.text) ?? -1
      take(choices[((place + steps) % choices.count + choices.count) % choices.count])
    }

    /// Takes the next choice that begins with a letter.
    mutating func choose(_ letter: Character) {
      let place = (choices.firstIndex(of: line.text) ?? -1) + 1
      let next = (choices[place...] + choices[..<place]).first {
        $0.lowercased().first == letter.lowercased().first
      }
      if let next { take(next) }
    }
  }

  /// What it is for.
  public let purpose: FormPurpose
  /// The fields, from top to bottom; at least one.
  public internal(set) var fields: [Field]
  /// The field with the focus, or the number of fields for the button.
  public private(set) var focus = 0

  /// What is shown below the fields, such as the first rows of a table.
  var preview: [PreviewLine] = []
  /// What is wrong with all of it, or what is under way; `nil` for nothing.
  var note: String?

  /// What is told below everything, such as the command line that does the same; `nil` for nothing.
  var foot: String?

  /// A line below the fields, some of whose columns stand out.
  public struct PreviewLine: Hashable, Sendable {
    let cells: [String]
    let strong: Set<Int>
  }

  /// Longer than any answer.
  private static let longest = 200

  /// A form with its fields in their first state.
  init(_ purpose: FormPurpose, _ fields: [Field]) { (self.purpose, self.fields) = (purpose, fields) }

  /// The text of each field.
  var texts: [String] { fields.map(\.line.text) }

  /// Whether the button has the focus instead of a field.
  var isOnButton: Bool { focus == fields.count }

  /// Moves to the next or previous field; the button is followed by the first field.
  mutating func moveFocus(_ steps: Int) {
    let count = fields.count + 1
    focus = (focus + steps % count + count) % count
  }

  /// Moves to a field, with the cursor after a number of its characters.
  mutating func choose(_ field: Int, cursor: Int) {
    guard fields.indices.contains(field) else { return }
    focus = field
    fields[field].line.place(cursor)
  }

  /// Changes the text of the field that has the focus and clears its problem.
  private mutating func edit(_ change: (inout TextLine) -> Void) {
    guard fields.indices.contains(focus) else { return }
    let before = fields[focus].line.text
    change(&fields[focus].line)
    if fields[focus].line.text != before { fields[focus].problem = nil }
  }

  /// Inserts a character at the cursor.
  mutating func type(_ character: Character) {
    guard isChoosing else { return edit { $0.type(character, most: Form.longest) } }
    if character == " " { fields[focus].choose(1) } else { fields[focus].choose(character) }
  }
  /// The character before the cursor; `nil` for none, and in a field with choices.
  var lastTyped: Character? {
    isChoosing || !fields.indices.contains(focus) ? nil : fields[focus].line.parts.before.last
  }
  /// Removes the character before the cursor.
  mutating func erase() { if !isChoosing { edit { $0.erase() } } }
  /// Removes the character after the cursor.
  mutating func eraseForward() { if !isChoosing { edit { $0.eraseForward() } } }
  /// Moves the cursor by characters, or goes to the next choice.
  mutating func moveCursor(_ characters: Int) {
    guard isChoosing else { return edit { $0.move(characters) } }
    fields[focus].problem = nil
    fields[focus].choose(characters.signum())
  }

  /// Whether the field with the focus takes one of several words.
  private var isChoosing: Bool { fields.indices.contains(focus) && !fields[focus].choices.isEmpty }

  /// Shows the problem of each field, and moves to the first that has one.
  mutating func tell(_ problems: [String?]) {
    for (field, problem) in zip(fields.indices, problems) { fields[field].problem = problem }
    if let first = problems.firstIndex(where: { $0 != nil }) { focus = first }
  }
}
