/// A scalar whose UTF-8 bytes are arriving.
struct PartialScalar: Sendable {
  enum Step {
    case complete(Unicode.Scalar)
    case open
    /// The byte can neither begin nor continue a scalar; it is dropped.
    case invalid
    /// The byte ends an incomplete scalar without belonging to it and has to be decoded again.
    case brokenOff
  }

  private var value: UInt32 = 0
  private var missing = 0
  private var lowest: UInt32 = 0

  var isOpen: Bool { missing > 0 }

  mutating func take(_ byte: UInt8) -> Step {
    guard missing > 0 else {
      switch byte {
      case 0xC2...0xDF: (value, missing, lowest) = (UInt32(byte & 0x1F), 1, 0x80)
      case 0xE0...0xEF: (value, missing, lowest) = (UInt32(byte & 0x0F), 2, 0x800)
      case 0xF0...0xF4: (value, missing, lowest) = (UInt32(byte & 0x07), 3, 0x1_0000)
      default: return .invalid
      }
      return .open
    }
    guard byte & 0xC0 == 0x80 else {
      missing = 0
      return .brokenOff
    }
    value = value << 6 | UInt32(byte & 0x3F)
    missing -= 1
    guard missing == 0 else { return .open }
    guard value >= lowest, let scalar = Unicode.Scalar(value) else { return .invalid }
    return .complete(scalar)
  }
}
