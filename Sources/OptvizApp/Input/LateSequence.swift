/// What follows an escape that was taken for the Escape key, or the first part of a sequence or string that was dropped,
/// because nothing came after it in time.
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
    /// It ended what is dropped.
    case dropped
  }

  /// What has begun and was given up, because nothing more came of it in time.
  private enum Beginning: Equatable {
    case escape
    case string(ControlString.Kind)
    case control
  }

  private var bytes: [UInt8] = []
  /// How many of the bytes were there when the escape was taken for a key, and were dropped with it.
  private let dropped: Int
  private let beginning: Beginning

  /// After an escape alone.
  init() { (dropped, beginning) = (0, .escape) }

  /// After the first part of a string.
  init(restOf string: ControlString) {
    beginning = .string(string.kind)
    if string.isEscaped { bytes = [0x1B] }
    dropped = bytes.count
  }

  /// After the first parameters of a control sequence.
  static var restOfControl: LateSequence { LateSequence(.control, dropped: 0) }

  private init(_ beginning: Beginning, dropped: Int) { (self.beginning, self.dropped) = (beginning, dropped) }

  /// After an escape and the byte that begins a string.
  init(_ kind: ControlString.Kind) {
    bytes = [kind.rawValue]
    (dropped, beginning) = (1, .escape)
  }

  /// The bytes that are keys if it is nothing else.
  var keys: ArraySlice<UInt8> { bytes[dropped...] }

  /// Whether it can only be a control sequence, although its end has not come: a sign of a private one and a number.
  var isCertain: Bool {
    beginning == .escape && bytes.count > 2 && bytes[0] == UInt8(ascii: "[")
      && Self.privateSigns.contains(bytes[1])
      && Self.isDigit(bytes[2])
  }

  mutating func take(_ byte: UInt8) -> Verdict {
    bytes.append(byte)
    switch beginning {
    case .escape: break
    case .string(let kind): return goOn(kind, byte)
    case .control: return goOnWithControl(byte)
    }
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

  /// As many bytes as nobody types at once: they are the rest of what a terminal sends.
  private static let burst = 4

  /// Takes a byte after the first part of a string: its end, or several bytes at once, are the rest of it.
  private func goOn(_ kind: ControlString.Kind, _ byte: UInt8) -> Verdict {
    if bytes.count > 1, bytes[bytes.count - 2] == 0x1B {
      return byte == UInt8(ascii: "\\") ? .string(kind, content: bytes) : .keys
    }
    switch byte {
    case 0x07 where kind == .system: return .string(kind, content: bytes)
    case 0x1B: return .open
    case ..<0x20: return .keys
    default: return bytes.count < Self.burst ? .open : .string(kind, content: bytes)
    }
  }

  /// Takes a byte after the first parameters of a control sequence: more of them and a letter are the rest of it.
  private func goOnWithControl(_ byte: UInt8) -> Verdict {
    switch byte {
    case 0x20...0x3F: bytes.count <= InputDecoder.longestSequence ? .open : .keys
    case 0x40...0x7E: bytes.count >= Self.burst ? .dropped : .keys
    default: .keys
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
