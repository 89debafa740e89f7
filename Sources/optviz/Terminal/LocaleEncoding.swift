import CNcurses
import Glibc

/// How characters are written on this terminal, by the person's locale.
enum LocaleEncoding: Hashable, Sendable {
  /// As UTF-8.
  case utf8
  /// Another way, which the locale names; `C` is one.
  case other
  /// No locale is named: only the terminal knows.
  case unknown

  /// Takes the locale of the environment for characters, and returns how it writes them.
  static func adopt() -> LocaleEncoding {
    let name = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.map(TerminalEnvironment.value).first { !$0.isEmpty }
    guard let name else { return .unknown }
    // SSH passes on the name of a locale that may not be installed here; its encoding is what counts.
    if setlocale(LC_CTYPE, "") == nil, namesUTF8(name) { return useUTF8() ? .utf8 : .other }
    return cnc_locale_is_utf8() == 1 ? .utf8 : .other
  }

  /// Takes a locale that is always there, and returns whether it is.
  static func useUTF8() -> Bool { setlocale(LC_CTYPE, "C.UTF-8") != nil && cnc_locale_is_utf8() == 1 }

  /// Whether the name of a locale ends in UTF-8, in one of the spellings in use.
  static func namesUTF8(_ name: String) -> Bool {
    let withoutModifier = name.prefix { $0 != "@" }
    let encoding = withoutModifier.split(separator: ".").last.map { $0.lowercased() }
    return encoding == "utf-8" || encoding == "utf8"
  }
}
