import Optimization
import Toml
import Wording

/// What is put around an optimizer: `wrappers = [{ id = "clip_norm", max = 1 }]`, `schedule = { id = "cosine" }`.
enum AttachmentTables {
  /// The wrappers, in the order in which they act.
  static func wrappers(_ node: TomlNode, _ problems: inout [TextProblem]) -> [WrapperChoice] {
    guard let tables = node.elements else {
      problems.append(
        TextProblem(
          "wrappers is \(TableReader.quoted(node)); accepted: a list, as in [{ id = \"clip_norm\" }]",
          at: node.place))
      return []
    }
    var choices: [WrapperChoice] = []
    for table in tables {
      guard let id = id(of: table, kind: "wrapper", &problems) else { continue }
      guard let entry = WrapperCatalog.all.first(where: { $0.card.id == id.word }) else {
        report(id, "wrapper", WrapperCatalog.all.map(\.card.id), &problems)
        continue
      }
      var values = entry.defaults
      SettingsTable.read(table, into: &values, of: id.word, except: ["id"], &problems)
      choices.append(WrapperChoice(entry, values))
    }
    return choices
  }

  /// The schedule; `nil` for the word none.
  static func schedule(_ node: TomlNode, _ problems: inout [TextProblem]) -> ScheduleChoice? {
    if node.text == none { return nil }
    guard let id = id(of: node, kind: "schedule", &problems) else { return nil }
    guard let entry = ScheduleCatalog.all.first(where: { $0.card.id == id.word }) else {
      report(id, "schedule", ScheduleCatalog.all.map(\.card.id), &problems)
      return nil
    }
    var values = entry.defaults
    SettingsTable.read(node, into: &values, of: id.word, except: ["id"], &problems)
    return ScheduleChoice(entry, values)
  }

  /// The word for no schedule, in a fork of a run that has one.
  private static let none = "none"

  private static func id(of table: TomlNode, kind: String, _ problems: inout [TextProblem])
    -> (word: String, place: TextPlace)?
  {
    guard let members = table.members else {
      problems.append(
        TextProblem(
          "a \(kind) is \(TableReader.quoted(table)); accepted: a table, as in { id = \"\(example(kind))\" }",
          at: table.place))
      return nil
    }
    guard let node = members.first(where: { $0.key == "id" })?.node else {
      problems.append(
        TextProblem("the \(kind) has no id; write { id = \"\(example(kind))\" }", at: table.place))
      return nil
    }
    guard let word = node.text else {
      problems.append(
        TextProblem("id is \(TableReader.quoted(node)); accepted: a \(kind)'s name", at: node.place))
      return nil
    }
    return (word, node.place)
  }

  private static func example(_ kind: String) -> String { kind == "wrapper" ? "clip_norm" : "cosine" }

  private static func report(
    _ id: (word: String, place: TextPlace), _ kind: String, _ known: [String], _ problems: inout [TextProblem]
  ) {
    let error = InputError.unknown(kind, id.word, known: known, listing: "optviz list \(kind)s")
    problems.append(TextProblem(error.message, at: id.place))
  }

  // MARK: As text

  static func text(_ wrapper: WrapperChoice) -> String { text(wrapper.entry.card.id, wrapper.settings) }

  static func text(_ schedule: ScheduleChoice?) -> String {
    schedule.map { text($0.entry.card.id, $0.settings) } ?? TomlText.text(none)
  }

  private static func text(_ id: String, _ settings: SettingValues) -> String {
    TomlText.table([("id", TomlText.text(id))] + SettingsTable.pairs(settings))
  }
}
