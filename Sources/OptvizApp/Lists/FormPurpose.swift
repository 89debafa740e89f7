import Experiments
import Wording

/// The purpose of a form: its title, its fields, and its command.
public enum FormPurpose: Hashable, Sendable {
  /// Saves the arrangement of the panes under a name.
  case saveLayout
  /// Asks for the values of the variables in a pasted call, and adds its optimizers.
  case fillGaps(text: String, [CallGap])
  /// Keeps the experiment in a file.
  case saveExperiment
  /// Writes a picture or the numbers into a file.
  case takePicture
  /// Loads a table of data; at first of a file, perhaps.
  case loadTable(path: String)

  /// The title.
  var title: String {
    switch self {
    case .saveLayout: "save layout"
    case .fillGaps: "values for the call"
    case .loadTable: "data"
    case .saveExperiment: "save experiment"
    case .takePicture: "picture"
    }
  }

  /// The text of the button.
  var button: String {
    switch self {
    case .saveLayout: "save"
    case .fillGaps: "add"
    case .loadTable: "load"
    case .saveExperiment: "save"
    case .takePicture: "write"
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
    case .saveExperiment: return SaveField.fields(model)
    case .takePicture: return []
    case .loadTable(let path): return TableField.allCases.map { $0.field(path) }
    case .fillGaps(_, let gaps):
      return gaps.map { gap in
        let standard =
          gap.standard.map { "; the library's default is \($0)" } ?? "; the library has no default"
        return Form.Field(
          gap.name, hint: "\(gap.parameter) of \(gap.constructor)\(standard)", default: gap.standard ?? "")
      }
    }
  }

  /// The problem of each text; `nil` for a valid one.
  func problems(in texts: [String], _ specification: Specification) -> [String?] {
    switch self {
    case .saveLayout:
      return [LayoutPreset.isName(texts[0]) ? nil : "not a name; use letters, digits, _ and -"]
    case .loadTable, .takePicture: return []
    case .saveExperiment: return SaveField.problems(texts)
    case .fillGaps(let text, let gaps):
      var problems: [String?] = texts.map { $0.allSatisfy(\.isWhitespace) ? "a value is expected" : nil }
      guard problems.allSatisfy({ $0 == nil }) else { return problems }
      do throws(InputError) {
        _ = try specification.reading(text, given: Self.values(gaps, texts))
      } catch {
        // The field whose variable the message names, else the first.
        let place = gaps.firstIndex {
          error.message.contains($0.name) || error.message.contains("\($0.parameter)=")
        }
        problems[place ?? 0] = error.message
      }
      return problems
    }
  }

  private static func values(_ gaps: [CallGap], _ texts: [String]) -> [String: String] {
    Dictionary(zip(gaps.map(\.name), texts), uniquingKeysWith: { first, _ in first })
  }

  /// The button's command, when nothing is wrong.
  func command(for texts: [String]) -> Command {
    switch self {
    case .saveLayout: .saveLayout(texts[0])
    case .fillGaps(let text, let gaps): .addOptimizers(text, given: Self.values(gaps, texts))
    case .loadTable, .takePicture: .submit
    case .saveExperiment: SaveField.command(texts)
    }
  }
}

extension Model {
  /// Opens a form.
  mutating func openForm(_ purpose: FormPurpose) {
    if purpose == .takePicture { return openPictureForm() }
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
    if case .loadTable = form.purpose { return loadTable(form) }
    if form.purpose == .takePicture { return requestPicture(form) }
    let problems = form.purpose.problems(in: form.texts, environment.experiments.specification)
    guard problems.allSatisfy({ $0 == nil }) else { return changeForm { $0.tell(problems) } }
    lists.overlay = nil
    apply(form.purpose.command(for: form.texts))
  }
}
