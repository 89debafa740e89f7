import CToml
import Wording

/// Reads TOML.
public enum TomlDocument {
  /// No configuration is longer; a larger text is refused unread.
  public static let mostBytes = 1_000_000

  /// The table of a text; throws if it is not TOML.
  public static func read(_ text: [UInt8]) throws(TextProblem) -> TomlNode {
    guard text.count <= mostBytes else {
      throw TextProblem("more than \(mostBytes / 1_000_000) MB: this is not a configuration", at: start)
    }
    let parsed = text.withUnsafeBytes { bytes in
      ctoml_parse(bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
    }
    guard let document = parsed else { throw TextProblem("out of memory", at: start) }
    defer { ctoml_free(document) }
    var line: Int32 = 1
    var column: Int32 = 1
    if let message = ctoml_error(document, &line, &column) {
      throw TextProblem(
        plain(String(cString: message)), at: TextPlace(line: Int(line), column: Int(column)))
    }
    return root(of: document)
  }

  private static let start = TextPlace(line: 1, column: 1)

  /// The tree of a flat list in which the content of a table comes after it: built from the end.
  private static func root(of document: OpaquePointer) -> TomlNode {
    let count = ctoml_count(document)
    var elements: [[TomlNode]] = Array(repeating: [], count: count)
    var members: [[TomlNode.Member]] = Array(repeating: [], count: count)
    var last = TomlNode(value: .table([]), place: start)
    for index in (0..<count).reversed() {
      guard let found = ctoml_at(document, index)?.pointee else { continue }
      let node = TomlNode(
        value: value(of: found, elements[index].reversed(), members[index]),
        place: TextPlace(line: Int(found.line), column: Int(found.column)))
      elements[index] = []
      members[index] = []
      last = node
      guard found.parent >= 0 else { continue }
      if let key = found.key {
        members[Int(found.parent)].append(
          TomlNode.Member(
            key: string(key, found.key_length),
            place: TextPlace(line: Int(found.key_line), column: Int(found.key_column)), node: node))
      } else {
        elements[Int(found.parent)].append(node)
      }
    }
    return last
  }

  private static func value(
    of found: ctoml_value, _ elements: [TomlNode], _ members: [TomlNode.Member]
  ) -> TomlNode.Value {
    switch found.kind {
    case ctoml_table: .table(members.sorted { ($0.place, $0.key) < ($1.place, $1.key) })
    case ctoml_array: .array(elements)
    case ctoml_string: .text(string(found.text, found.text_length))
    case ctoml_integer: .integer(found.integer)
    case ctoml_float: .number(found.number)
    case ctoml_boolean: .flag(found.integer != 0)
    default: .other
    }
  }

  private static func string(_ bytes: UnsafePointer<CChar>?, _ count: Int) -> String {
    String(decoding: UnsafeRawBufferPointer(start: bytes, count: bytes == nil ? 0 : count), as: UTF8.self)
  }

  /// The parser's sentence in the form of the program's messages: one line, no capital, no full stop.
  private static func plain(_ message: String) -> String {
    let line = message.printableLine
    let end = line.hasSuffix(".") ? line.dropLast() : line[...]
    return (end.first?.lowercased() ?? "") + end.dropFirst()
  }
}
