/// The purpose of a form: its title, its fields, and its command.
public enum FormPurpose: Hashable, Sendable {
  /// Saves the arrangement of the panes under a name.
  case saveLayout

  /// The title.
  var title: String {
    switch self {
    case .saveLayout: "save layout"
    }
  }

  /// The text of the button.
  var button: String {
    switch self {
    case .saveLayout: "save"
    }
  }

  /// The fields with their defaults.
  func fields(in model: Model) -> [Form.Field] {
    switch self {
    case .saveLayout:
      // A person's own layout that was changed is likely to be saved again.
      let own = model.environment.layouts.map(\.name)
      let name = model.preset.flatMap { own.contains($0.name) ? $0.name : nil } ?? own.last ?? ""
      return [Form.Field("name", hint: "a word of letters, digits, _ and -", default: name)]
    }
  }

  /// The problem of each text; `nil` for a valid one.
  func problems(in texts: [String]) -> [String?] {
    switch self {
    case .saveLayout: [LayoutPreset.isName(texts[0]) ? nil : "not a name: letters, digits, _ and - are"]
    }
  }

  /// The button's command, when nothing is wrong.
  func command(for texts: [String]) -> Command {
    switch self {
    case .saveLayout: .saveLayout(texts[0])
    }
  }
}

extension Model {
  /// Opens a form.
  mutating func openForm(_ purpose: FormPurpose) {
    lists.overlay = .form(Form(purpose, purpose.fields(in: self)))
  }

  /// Changes the form that is open.
  mutating func changeForm(_ change: (inout Form) -> Void) {
    guard case .form(var form) = lists.overlay else { return }
    change(&form)
    lists.overlay = .form(form)
  }

  /// Presses the form's button; if something is invalid, the form stays and shows the problem.
  mutating func submitForm() {
    guard case .form(let form) = lists.overlay else { return }
    let problems = form.purpose.problems(in: form.texts)
    guard problems.allSatisfy({ $0 == nil }) else { return changeForm { $0.tell(problems) } }
    lists.overlay = nil
    apply(form.purpose.command(for: form.texts))
  }
}
