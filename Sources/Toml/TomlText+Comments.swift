extension TomlText {
  /// Whether a text has a comment: a `#` outside its strings.
  ///
  /// A text that is no TOML may give either answer.
  public static func hasComment(_ text: [UInt8]) -> Bool {
    let (quote, apostrophe, backslash) = (UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"))
    var index = 0
    /// The quotation mark of the open string, and whether it may span lines.
    var open: (mark: UInt8, isLong: Bool)?
    func isTriple(_ mark: UInt8) -> Bool {
      index + 2 < text.count && text[index + 1] == mark && text[index + 2] == mark
    }
    while index < text.count {
      let byte = text[index]
      if let (mark, isLong) = open {
        if byte == backslash, mark == quote {
          index += 1
        } else if byte == mark, !isLong {
          open = nil
        } else if byte == mark, isTriple(mark) {
          index += 2
          open = nil
        }
      } else if byte == quote || byte == apostrophe {
        let isLong = isTriple(byte)
        if isLong { index += 2 }
        open = (byte, isLong)
      } else if byte == UInt8(ascii: "#") {
        return true
      }
      index += 1
    }
    return false
  }
}
