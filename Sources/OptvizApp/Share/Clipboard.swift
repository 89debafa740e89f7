/// The sequence by which a terminal takes a text for its clipboard: OSC 52.
///
/// It is only written. What the clipboard holds is never asked for.
public enum Clipboard {
  /// The longest text: terminals drop sequences beyond some hundred thousand bytes, and Base64 makes four of three.
  public static let mostBytes = 74_000

  /// The bytes that put a text on the clipboard; `nil` if it is too long.
  public static func sequence(_ text: String) -> [UInt8]? {
    let bytes = Array(text.utf8)
    guard bytes.count <= mostBytes else { return nil }
    return Array("\u{1B}]52;c;".utf8) + base64(bytes) + [0x07]
  }

  private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// Bytes in Base64, padded (RFC 4648).
  private static func base64(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let count = min(3, bytes.count - start)
      var bits = 0
      for i in 0..<3 { bits = bits << 8 | (i < count ? Int(bytes[start + i]) : 0) }
      for i in 0..<4 { text.append(i <= count ? digits[bits >> (18 - 6 * i) & 63] : UInt8(ascii: "=")) }
    }
    return text
  }
}
