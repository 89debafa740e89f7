import Experiments

/// A person's own layouts as the text of a file: a table `[layouts.NAME]` each, in TOML.
///
/// It reads no more of TOML than it writes, so that a file it would not write again as it is counts as not its own.
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

  /// A number stands as it is, all else between quotes; nothing that an arrangement says has to be escaped.
  private static func value(_ text: String) -> String {
    text.allSatisfy { $0.isASCII && $0.isNumber } && !text.isEmpty ? text : "\"\(text)\""
  }

  /// Reads a file's text; what is wrong is told with its line.
  public static func presets(in text: String) throws(InputError) -> [LayoutPreset] {
    var found: [(name: String, arrangement: PaneArrangement)] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let words = trimmed(line)
      func refuse(_ reason: String) -> InputError { InputError("line \(index + 1): \(reason)") }
      if words.isEmpty || words.hasPrefix("#") { continue }
      if words.hasPrefix("[") {
        let name = words.dropFirst("[layouts.".count).dropLast()
        guard words.hasPrefix("[layouts."), words.hasSuffix("]"), LayoutPreset.isName(String(name)) else {
          throw refuse("'\(words)' is no table [layouts.NAME]")
        }
        if found.contains(where: { $0.name == name }) { throw refuse("a second layout '\(name)'") }
        found.append((String(name), PaneArrangement()))
        continue
      }
      guard let equals = words.firstIndex(of: "="), let last = found.indices.last else {
        throw refuse("'\(words)' is not key = value in a table [layouts.NAME]")
      }
      let key = trimmed(words[..<equals])
      var value = trimmed(words[words.index(after: equals)...])
      if value.count >= 2, value.hasPrefix("\""), value.hasSuffix("\"") {
        value = String(value.dropFirst().dropLast())
      }
      do throws(InputError) {
        try found[last].arrangement.set(key, to: value)
      } catch {
        throw refuse(error.message)
      }
    }
    return found.map { LayoutPreset($0.name, "", $0.arrangement) }
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    func isBlank(_ character: Character) -> Bool {
      character == " " || character == "\t" || character == "\r"
    }
    let start = text.firstIndex { !isBlank($0) } ?? text.endIndex
    let end = text.lastIndex { !isBlank($0) }.map { text.index(after: $0) } ?? start
    return String(text[start..<end])
  }
}
