/// A small JSON document, whose members keep their order.
///
/// For all JSON output except millions of numbers.
public enum JSONValue: Sendable {
  /// Nothing.
  case null
  /// True or false.
  case flag(Bool)
  /// A whole number.
  case integer(Int)
  /// A number; one that is not finite is written as a string, since JSON has no such numbers.
  case number(Double)
  /// A string.
  case text(String)
  /// Values in order.
  case list([JSONValue])
  /// Named values in order.
  case object([(key: String, value: JSONValue)])

  /// Writes the document on one line.
  public func write(into sink: inout ByteSink) { write(into: &sink, indent: nil) }

  /// Writes the document for people: objects and lists of them over several lines, a line break at the end.
  public func writeIndented(into sink: inout ByteSink) {
    write(into: &sink, indent: 0)
    sink.append("\n")
  }

  private func write(into sink: inout ByteSink, indent: Int?) {
    switch self {
    case .null: sink.append("null")
    case .flag(let flag): sink.append(flag ? "true" : "false")
    case .integer(let number): sink.append(number)
    case .number(let number): sink.append(json: number)
    case .text(let text): sink.append(json: text)
    case .list(let values):
      let indent = values.contains(where: \.hasObjects) ? indent : nil
      sink.append("[")
      for (index, value) in values.enumerated() {
        separate(index, ",", indent, &sink)
        value.write(into: &sink, indent: indent.map { $0 + 2 })
      }
      close("]", isEmpty: values.isEmpty, indent, &sink)
    case .object(let members):
      sink.append("{")
      for (index, member) in members.enumerated() {
        separate(index, indent == nil ? ", " : ",", indent, &sink)
        sink.append(json: member.key)
        sink.append(": ")
        member.value.write(into: &sink, indent: indent.map { $0 + 2 })
      }
      close("}", isEmpty: members.isEmpty, indent, &sink)
    }
  }

  /// Whether it deserves several lines: a point or a rectangle does not.
  private var hasObjects: Bool {
    switch self {
    case .object: true
    case .list(let values): values.contains(where: \.hasObjects)
    default: false
    }
  }

  private func separate(_ index: Int, _ comma: String, _ indent: Int?, _ sink: inout ByteSink) {
    if index > 0 { sink.append(comma) }
    if let indent { sink.append("\n" + String(repeating: " ", count: indent + 2)) }
  }

  private func close(_ bracket: String, isEmpty: Bool, _ indent: Int?, _ sink: inout ByteSink) {
    if let indent, !isEmpty { sink.append("\n" + String(repeating: " ", count: indent)) }
    sink.append(bracket)
  }
}

extension JSONValue: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral {
  public init(dictionaryLiteral members: (String, JSONValue)...) {
    self = .object(members.map { (key: $0.0, value: $0.1) })
  }
  public init(arrayLiteral values: JSONValue...) { self = .list(values) }
}

extension ByteSink {
  /// Adds a number as JSON: one that is not finite becomes a string.
  mutating func append(json number: Double) {
    guard !number.isFinite else { return append(number) }
    append(byte: UInt8(ascii: "\""))
    append(number)
    append(byte: UInt8(ascii: "\""))
  }

  /// Adds a string as JSON, in quotes and with escapes.
  mutating func append(json text: String) {
    append(byte: UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): append("\\\"")
      case UInt8(ascii: "\\"): append("\\\\")
      case 0..<0x20:
        let digits = String(byte, radix: 16)
        append("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
      default: append(byte: byte)
      }
    }
    append(byte: UInt8(ascii: "\""))
  }
}
