/// Bytes as characters, three as four: what a terminal takes inside of a sequence.
enum Base64 {
  private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// The characters of some bytes, filled up to a multiple of four.
  static func encoded(_ bytes: [UInt8]) -> [UInt8] {
    let count = (bytes.count + 2) / 3 * 4
    return [UInt8](unsafeUninitializedCapacity: count) { text, filled in
      filled = count
      var (place, next) = (0, 0)
      while place < bytes.count {
        let left = bytes.count - place
        var group = UInt32(bytes[place]) << 16
        if left > 1 { group |= UInt32(bytes[place + 1]) << 8 }
        if left > 2 { group |= UInt32(bytes[place + 2]) }
        text.initializeElement(at: next, to: digits[Int(group >> 18)])
        text.initializeElement(at: next + 1, to: digits[Int(group >> 12 & 63)])
        text.initializeElement(at: next + 2, to: left > 1 ? digits[Int(group >> 6 & 63)] : UInt8(ascii: "="))
        text.initializeElement(at: next + 3, to: left > 2 ? digits[Int(group & 63)] : UInt8(ascii: "="))
        place += 3
        next += 4
      }
    }
  }
}
