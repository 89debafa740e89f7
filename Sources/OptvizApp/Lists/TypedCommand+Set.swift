import Experiments
import Optimization
import Wording

extension TypedCommand {
  /// Sets a setting of the chosen run, of its wrappers, or of the surface: everything the pane lists.
  static let set = TypedCommand(
    "set", "KEY VALUE", "Sets a setting of the chosen run, or of the surface.", example: "set lr 0.01",
    complete: { model, text in
      let rows = model.settingRows
      let names = SettingName.names(of: rows)
      if let (index, value) = SettingName.split(text, names), text.count > names[index].count {
        return SettingName.values(of: rows[index]).filter { $0.hasPrefix(value) }.map {
          "\(names[index]) \($0)"
        }
      }
      return TypedCommand.matching(text, among: names).map { $0 + " " }
    },
    parse: { (model, text) throws(InputError) in
      let rows = model.settingRows
      let names = SettingName.names(of: rows)
      guard let (index, value) = SettingName.split(text, names) else {
        let word = String(text.trimmedBlanks.prefix { $0 != " " && $0 != "=" })
        guard !names.isEmpty else { throw InputError("there is nothing to set") }
        throw .unknown("setting", word, known: names)
      }
      let word = value.trimmedBlanks
      guard !word.isEmpty else { throw InputError("\(names[index]) is \(rows[index].setting.accepted)") }
      return [.set(index, try rows[index].value(typed: word, for: names[index]))]
    })
}

/// The names under which the rows of the settings pane are typed.
private enum SettingName {
  /// A name for each row; the surface's get a prefix if the run has the same name.
  static func names(of rows: [SettingRow]) -> [String] {
    rows.indices.map { i in
      let name = rows[i].name
      let isTaken = rows.indices.contains { $0 != i && rows[$0].name == name }
      return rows[i].owner == .surface && isTaken ? "surface \(name)" : name
    }
  }

  /// The row whose name begins a text, the longest of several, and what follows it.
  static func split(_ text: String, _ names: [String]) -> (index: Int, value: String)? {
    let text = text.drop { $0 == " " }
    let fitting = names.indices.filter { i in
      guard text.hasPrefix(names[i]) else { return false }
      let rest = text.dropFirst(names[i].count)
      return rest.isEmpty || rest.first == " " || rest.first == "="
    }
    guard let index = fitting.max(by: { names[$0].count < names[$1].count }) else { return nil }
    let rest = text.dropFirst(names[index].count).drop { $0 == " " || $0 == "=" }
    return (index, String(rest))
  }

  /// Likely values: the words, or the default and values around the present one.
  static func values(of row: SettingRow) -> [String] {
    if let words = row.setting.words { return words }
    let near = [0, -1, 1, -2, 2].map { SettingSteps.value(of: row.setting, from: row.value, by: $0) }
    var texts: [String] = []
    for value in near + [row.setting.standard] where row.setting.accepts(value) {
      let text = value.shortText
      if !texts.contains(text) { texts.append(text) }
    }
    return texts
  }
}
