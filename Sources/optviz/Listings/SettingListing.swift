import Exports
import Optimization

/// How settings look in lists and descriptions.
enum SettingListing {
  /// Each setting in its command-line form, with its symbol and accepted values.
  static func notes(_ settings: [Setting]) -> [String] {
    settings.map { setting in
      let symbol = setting.symbol == setting.key ? "" : "\(setting.symbol); "
      return "\(setting.key)=\(setting.text(setting.standard)) (\(symbol)\(setting.accepted))"
    }
  }

  /// A table of the settings, the help below each.
  static func section(_ settings: [Setting]) -> ListingItem.Section {
    let rows = settings.map { [$0.key, $0.symbol, $0.text($0.standard), $0.accepted] }
    let table = TextLayout.columns([["key", "symbol", "default", "accepted"]] + rows)
    let lines: [String] = zip(table.dropFirst(), settings).flatMap { row, setting in
      [row] + TextLayout.wrapped(setting.help, to: TextLayout.width - 6).map { "    " + $0 }
    }
    return ListingItem.Section("Settings", lines: settings.isEmpty ? ["none"] : [table[0]] + lines)
  }

  /// The settings for programs.
  static func json(_ settings: [Setting]) -> JSONValue {
    .list(
      settings.map { setting in
        [
          "key": .text(setting.key), "symbol": .text(setting.symbol),
          "default": JSONValue(setting.standard, of: setting), "accepted": .text(setting.accepted),
          "help": .text(setting.help),
        ]
      })
  }
}
