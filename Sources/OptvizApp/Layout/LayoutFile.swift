import Configuration
import Toml
import Wording

/// A person's own layouts as the text of a file: a table `[layouts.NAME]` each, in TOML.
///
/// A file with any other content is treated as foreign, and is never changed.
public enum LayoutFile {
  private static let header = "# Layouts of optviz, kept by the program; P goes through them.\n"

  /// The text of a file with these layouts.
  public static func text(_ presets: [LayoutPreset]) -> String {
    header
      + presets.map { preset in
        "\n[layouts.\(preset.name)]\n"
          + preset.arrangement.pairs.map { "\($0.key) = \(value($0.value))\n" }.joined()
      }.joined()
  }

  /// A number stands as it is, everything else in quotes; no value of an arrangement needs escapes.
  private static func value(_ text: String) -> String {
    text.allSatisfy { $0.isASCII && $0.isNumber } && !text.isEmpty ? text : "\"\(text)\""
  }

  /// The layouts in a file's text; throws the first mistake, so that such a file is never overwritten.
  public static func presets(in text: [UInt8]) throws(TextProblem) -> [LayoutPreset] {
    var presets: [LayoutPreset] = []
    for table in try LayoutTable.all(in: text) {
      guard LayoutPreset.isName(table.name) else {
        throw TextProblem(
          "'\(table.name)' is not a layout's name, which has letters, digits, _ and -", at: table.place)
      }
      var problems: [TextProblem] = []
      presets.append(LayoutPreset(table) { problems.append($0) })
      if let first = problems.first { throw first }
    }
    return presets
  }
}

extension LayoutPreset {
  /// The layout that a table describes; an invalid setting is reported and left out.
  public init(_ table: LayoutTable, report: (TextProblem) -> Void) {
    var arrangement = PaneArrangement()
    for setting in table.settings {
      do throws(InputError) {
        try arrangement.set(setting.key, to: setting.value)
      } catch {
        report(TextProblem(error.message, at: setting.place))
      }
    }
    self.init(table.name, "", arrangement)
  }
}
