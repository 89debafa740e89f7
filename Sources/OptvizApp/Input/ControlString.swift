/// A string that a terminal sends in answer to a question, being read: from its introducer to its end.
///
/// What is in it is never a key. It is read to its end however long it is, and kept up to a limit.
struct ControlString: Sendable, Equatable {
  /// What the string is for, by its introducer.
  enum Kind: UInt8, Sendable {
    /// DCS, `ESC P`.
    case device = 0x50
    /// SOS, `ESC X`.
    case start = 0x58
    /// OSC, `ESC ]`.
    case system = 0x5D
    /// PM, `ESC ^`.
    case privacy = 0x5E
    /// APC, `ESC _`.
    case application = 0x5F

    /// The kind that one control character of the second set begins.
    init?(control: UInt32) {
      guard (0x80...0x9F).contains(control) else { return nil }
      self.init(rawValue: UInt8(control - 0x40))
    }
  }

  /// What a byte did to the string.
  enum Progress {
    /// It belongs to the string, which goes on.
    case open
    /// It ended the string.
    case complete
    /// It broke the string off.
    case cancelled
    /// It came after an escape that broke the string off, and belongs to what that escape begins.
    case brokenOff
  }

  let kind: Kind
  /// What is in it, up to the limit.
  private(set) var bytes: [UInt8] = []
  /// Whether it was begun by one control character, and so may be ended by one.
  private let isShort: Bool
  private var count = 0
  /// Whether an escape has come, with which its end begins.
  private(set) var isEscaped = false

  private static let mostBytes = 4096

  init(_ kind: Kind, isShort: Bool = false) {
    (self.kind, self.isShort) = (kind, isShort)
  }

  /// Whether nothing has come after the two bytes that began it; the first may have been the Escape key.
  var isEmpty: Bool { count == 0 && !isEscaped && !isShort }

  /// The content, if all of it is kept.
  var content: [UInt8]? { count == bytes.count ? bytes : nil }

  mutating func take(_ byte: UInt8) -> Progress {
    if isEscaped { return byte == UInt8(ascii: "\\") ? .complete : .brokenOff }
    switch byte {
    case 0x1B: isEscaped = true
    // The bell ends what xterm introduced; in the others it is content.
    case 0x07 where kind == .system: return .complete
    case 0x18, 0x1A: return .cancelled
    case 0x9C where isShort: return .complete
    default:
      count += 1
      if bytes.count < Self.mostBytes { bytes.append(byte) }
    }
    return .open
  }
}
