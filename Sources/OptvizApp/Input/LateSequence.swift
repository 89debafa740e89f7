/// What follows an escape that was taken for the Escape key, because nothing came after it in time.
///
/// A slow line may cut what a terminal sends behind its escape. The rest is then recognised by its form, if no person types
/// that: an answer to a question, a report of the pointer, the marks of a paste, the beginning of a string. Everything else is the
/// keys that it looks like, also a bracket alone.
struct LateSequence: Sendable, Equatable {
  /// What a byte has made of it.
  enum Verdict {
    /// More bytes decide.
    case open
    /// It is keys: those in `keys`.
    case keys
    /// It was the last byte of a control sequence with these parameters.
    case sequence(parameters: [UInt8])
    /// It is a string of a kind that goes on; this has come of it.
    case string(ControlString.Kind, content: [UInt8])
  }

  private var bytes: [UInt8] = []
  /// How many of the bytes were there when the escape was taken for a key, and were dropped with it.
  private let dropped: Int

  /// After an escape alone.
  init() { dropped = 0 }

  /// After an escape and the byte that begins a string.
  init(_ kind: ControlString.Kind) {
    bytes = [kind.rawValue]
    dropped = 1
  }

  /// The bytes that are keys if it is nothing else.
  var keys: ArraySlice<UInt8> { bytes[dropped...] }

  /// Whether it can only be a control sequence, although its end has not come: a sign of a private one and a number.
  var isCertain: Bool {
    bytes.count > 2 && bytes[0] == UInt8(ascii: "[") && Self.privateSigns.contains(bytes[1])
      && Self.isDigit(bytes[2])
  }

  mutating func take(_ byte: UInt8) -> Verdict {
    bytes.append(byte)
    guard bytes.count > 1 else {
      return byte == UInt8(ascii: "[") || Self.beginnings[byte] != nil ? .open : .keys
    }
    if bytes[0] == UInt8(ascii: "[") { return control(byte) }
    guard let kind = ControlString.Kind(rawValue: bytes[0]), let beginnings = Self.beginnings[bytes[0]] else {
      return .keys
    }
    let content = Array(bytes.dropFirst())
    switch kind {
    case .system:
      if Self.isDigit(byte) { return content.count <= 4 ? .open : .keys }
      return byte == UInt8(ascii: ";") && content.count > 1 ? .string(kind, content: content) : .keys
    default:
      if beginnings.contains(content) { return .string(kind, content: content) }
      return beginnings.contains { $0.starts(with: content) } ? .open : .keys
    }
  }

  private func control(_ byte: UInt8) -> Verdict {
    let parameters = Array(bytes.dropFirst().dropLast())
    switch byte {
    case 0x20...0x3F: return bytes.count <= InputDecoder.longestSequence ? .open : .keys
    case 0x40...0x7E:
      let isSent =
        isCertain || TerminalReport(parameters: parameters, final: byte) != nil
        || byte == UInt8(ascii: "~") && Self.pasteMarks.contains(parameters)
      return isSent ? .sequence(parameters: parameters) : .keys
    default: return .keys
    }
  }

  private static let privateSigns: [UInt8] = Array("<=>?".utf8)
  private static let pasteMarks: [[UInt8]] = [Array("200".utf8), Array("201".utf8)]

  /// How strings begin that terminals send, by the byte after the escape; those of the system begin with a number.
  private static let beginnings: [UInt8: [[UInt8]]] = [
    ControlString.Kind.device.rawValue: ["0$r", "1$r", "0+r", "1+r", ">|", "!|"].map { Array($0.utf8) },
    ControlString.Kind.application.rawValue: [Array("Gi=".utf8)],
    ControlString.Kind.system.rawValue: [],
  ]

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
