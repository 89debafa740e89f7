import Optimization
import Toml
import Wording

/// The table `[view]`: known keys, each with a value of its type.
enum ViewReading {
  static func read(_ table: TomlNode?, _ problems: inout [TextProblem]) -> ViewTable {
    var view = ViewTable()
    guard let table else { return view }
    guard table.members != nil else {
      problems.append(
        TextProblem("view is \(TableReader.quoted(table)); accepted: a table [view]", at: table.place))
      return view
    }
    var reader = TableReader(table)
    for key in ViewKey.allCases {
      view[key] = reader.take(key.rawValue, accepted: accepted(key)) { word(of: $0, key) }
    }
    reader.reportUnknown(of: "view")
    problems += reader.problems
    return view
  }

  private static func accepted(_ key: ViewKey) -> String {
    switch key.kind {
    case .text: "a text"
    case .whole:
      "a whole number from \(Experiment.stepRange.lowerBound) to \(Experiment.stepRange.upperBound)"
    case .number: "a number"
    case .flag: "true or false"
    case .rectangle: "four finite numbers x0, x1, y0, y1, as in [-5, 5, -5, 5], each interval rising"
    case .run: "a run's label, or its number from 1"
    }
  }

  /// A value as the option's word.
  private static func word(of node: TomlNode, _ key: ViewKey) -> String? {
    switch key.kind {
    case .text: node.text
    case .whole: node.integer.flatMap { Experiment.stepRange.contains($0) ? String($0) : nil }
    case .number: node.number.flatMap { $0.isFinite ? $0.shortText : nil }
    case .flag: node.flag.map { $0 ? "true" : "false" }
    case .rectangle:
      FileReading.numbers(node, count: 4).flatMap {
        Specification.mistake(inDomain: $0) == nil ? $0.map(\.shortText).joined(separator: ",") : nil
      }
    case .run: node.text ?? node.integer.map { String($0) }
    }
  }

  /// An option's word as the value of its type.
  static func text(_ word: String, of key: ViewKey) -> String {
    switch key.kind {
    case .text: TomlText.text(word)
    case .whole, .flag: word
    case .number: Double(word).map(TomlText.number) ?? TomlText.text(word)
    case .rectangle:
      TomlText.list(word.split(separator: ",").map { Double($0).map(TomlText.number) ?? "nan" })
    case .run: Int(word) == nil ? TomlText.text(word) : word
    }
  }
}
