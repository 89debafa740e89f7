/// Fields to fill in and a button: a question to a person that takes more than choosing from a list.
///
/// What it is for says its purpose, which also reads the fields. So another form is another purpose, and nothing else.
public struct Form: Hashable, Sendable {
  /// A field: a label, and a line to type in.
  public struct Field: Hashable, Sendable {
    /// What is asked for.
    let label: String
    /// What is accepted, in a few words.
    let hint: String
    /// What is typed; at first the default.
    public internal(set) var line: TextLine
    /// What is wrong with it; `nil` until somebody has looked.
    public internal(set) var problem: String?

    /// A field with what stands in it unless something else is typed.
    init(_ label: String, hint: String, default text: String = "") {
      (self.label, self.hint, line) = (label, hint, TextLine(text))
    }
  }

  /// What it is for.
  public let purpose: FormPurpose
  /// The fields, from top to bottom; at least one.
  public private(set) var fields: [Field]
  /// The field that is typed in, or the number of fields for the button.
  public private(set) var focus = 0

  /// Longer than any answer.
  private static let longest = 200

  /// A form with its fields as they are at first.
  init(_ purpose: FormPurpose, _ fields: [Field]) { (self.purpose, self.fields) = (purpose, fields) }

  /// What is typed in each field.
  var texts: [String] { fields.map(\.line.text) }

  /// Whether the button has the focus rather than a field.
  var isOnButton: Bool { focus == fields.count }

  /// To the next field, or the one before; after the button comes the first again.
  mutating func moveFocus(_ steps: Int) {
    let count = fields.count + 1
    focus = (focus + steps % count + count) % count
  }

  /// To a field, with the cursor behind so many of its characters.
  mutating func choose(_ field: Int, cursor: Int) {
    guard fields.indices.contains(field) else { return }
    focus = field
    fields[field].line.place(cursor)
  }

  /// Changes what is typed in the field that has the focus; what was said of it is to be looked at anew.
  private mutating func edit(_ change: (inout TextLine) -> Void) {
    guard fields.indices.contains(focus) else { return }
    let before = fields[focus].line.text
    change(&fields[focus].line)
    if fields[focus].line.text != before { fields[focus].problem = nil }
  }

  /// Puts a character where the cursor is.
  mutating func type(_ character: Character) { edit { $0.type(character, most: Form.longest) } }
  /// Takes the character before the cursor away.
  mutating func erase() { edit { $0.erase() } }
  /// Takes the character after the cursor away.
  mutating func eraseForward() { edit { $0.eraseForward() } }
  /// Moves the cursor by characters.
  mutating func moveCursor(_ characters: Int) { edit { $0.move(characters) } }

  /// Says beside each field what is wrong with it, and goes to the first that has to be mended.
  mutating func tell(_ problems: [String?]) {
    for (field, problem) in zip(fields.indices, problems) { fields[field].problem = problem }
    if let first = problems.firstIndex(where: { $0 != nil }) { focus = first }
  }
}
