import Optimization
import Toml
import Wording

/// A table of settings: `{ lr = 0.05, nesterov = true }`.
enum SettingsTable {
  /// Changes values as a table says, and reports what is wrong at its key or value.
  ///
  /// - Parameters:
  ///   - reserved: keys of the table that are not settings.
  ///   - owner: what the settings belong to.
  static func read(
    _ table: TomlNode, into values: inout SettingValues, of owner: String, except reserved: Set<String> = [],
    _ problems: inout [TextProblem]
  ) {
    guard let members = table.members else {
      problems.append(
        TextProblem(
          "settings is \(TableReader.quoted(table)); accepted: a table, as in { \(example(values)) }",
          at: table.place))
      return
    }
    for member in members where !reserved.contains(member.key) {
      let (key, node) = (member.key, member.node)
      guard let setting = values.setting(key) else {
        problems.append(
          TextProblem(InputError.unknownSetting(key, of: owner, values.settings.map(\.key)), at: member.place)
        )
        continue
      }
      guard let value = value(of: node, for: setting) else {
        problems.append(
          TextProblem(
            InputError.notAValue(of: setting, written: TableReader.quoted(node)), at: node.place))
        continue
      }
      do throws(SettingError) {
        try values.set(key, to: value)
      } catch {
        problems.append(TextProblem(InputError.outOfRange(setting), at: node.place))
      }
    }
  }

  private static func example(_ values: SettingValues) -> String {
    values.settings.first.map { "\($0.key) = \(text($0.standard, for: $0))" } ?? ""
  }

  /// A value by its type: a number, true or false, a word.
  private static func value(of node: TomlNode, for setting: Setting) -> Double? {
    switch setting.kind {
    case .number: node.number
    case .flag: node.flag.map { $0 ? 1 : 0 }
    case .choice(let words): node.text.flatMap { words.firstIndex(of: $0.lowercased()) }.map(Double.init)
    }
  }

  /// The settings whose values differ from others' of the same optimizer or surface.
  static func pairs(_ values: SettingValues, unlike others: [Double]) -> [(key: String, value: String)] {
    values.settings.indices.filter { values.values[$0].bitPattern != others[$0].bitPattern }
      .map { (values.settings[$0].key, text(values.values[$0], for: values.settings[$0])) }
  }

  /// The settings that differ from their defaults.
  static func pairs(_ values: SettingValues) -> [(key: String, value: String)] {
    pairs(values, unlike: values.settings.map(\.standard))
  }

  private static func text(_ value: Double, for setting: Setting) -> String {
    switch setting.kind {
    case .number: TomlText.number(value)
    case .flag: setting.text(value)
    case .choice: TomlText.text(setting.text(value))
    }
  }
}
