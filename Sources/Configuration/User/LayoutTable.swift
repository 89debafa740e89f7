import Toml
import Wording

/// A layout of the panels from a person's file: a table `[layouts.NAME]`, not yet interpreted.
public struct LayoutTable: Hashable, Sendable {
  /// A setting of a layout, its value as a text.
  public struct Setting: Hashable, Sendable {
    /// The key.
    public let key: String
    /// The value as a text: `50`, `true`, `chart`, or the elements of a list with commas between them.
    public let value: String
    /// Where the key stands.
    public let place: TextPlace
  }

  /// The name.
  public let name: String
  /// Its settings, in the order in which they are written.
  public let settings: [Setting]
  /// Where the name stands.
  public let place: TextPlace

  /// The tables of a text that holds only layouts; throws the first mistake.
  public static func all(in text: [UInt8]) throws(TextProblem) -> [LayoutTable] {
    var reader = TableReader(try TomlDocument.read(text))
    let tables = reader.layouts()
    reader.reportUnknown(of: "top-level")
    if let first = reader.problems.min(by: { $0.place < $1.place }) { throw first }
    return tables
  }
}

extension TableReader {
  /// The tables under `layouts`, in the order in which they are written.
  mutating func layouts() -> [LayoutTable] {
    guard let node = take("layouts") else { return [] }
    guard let members = node.members else {
      report("layouts is \(node.kind); accepted: tables such as [layouts.wide]", at: node.place)
      return []
    }
    var tables: [LayoutTable] = []
    for member in members {
      guard let settings = member.node.members else {
        report(
          "layout \(member.key) is \(TableReader.quoted(member.node)); accepted: a table such as [layouts.\(member.key)]",
          at: member.node.place)
        continue
      }
      tables.append(
        LayoutTable(name: member.key, settings: settings.compactMap { setting($0) }, place: member.place))
    }
    return tables
  }

  private mutating func setting(_ member: TomlNode.Member) -> LayoutTable.Setting? {
    guard let value = TableReader.text(of: member.node) else {
      report(
        "\(member.key) is \(member.node.kind); accepted: a number, a text, true, false or a list of them",
        at: member.node.place)
      return nil
    }
    return LayoutTable.Setting(key: member.key, value: value, place: member.place)
  }

  /// A value as a text; `nil` for tables and dates.
  private static func text(of node: TomlNode) -> String? {
    switch node.value {
    case .text(let text): return text
    case .integer(let whole): return String(whole)
    case .number(let number): return String(number)
    case .flag(let flag): return String(flag)
    case .array(let elements):
      let texts = elements.compactMap { $0.elements == nil ? text(of: $0) : nil }
      return texts.count == elements.count ? texts.joined(separator: ",") : nil
    case .table, .other: return nil
    }
  }
}
