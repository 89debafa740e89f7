extension String {
  /// The text as one word of a shell, which reads it back unchanged; itself harmless on a terminal.
  ///
  /// Plain words stay as they are, others stand in quotes. One with control characters is written as `$'...'`, with octal
  /// numbers for their bytes (POSIX.1-2024; bash, zsh, ksh).
  public var shellWord: String {
    let isPlain = allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_-.,:=+@%/".contains($0)) }
    if isPlain && !isEmpty { return self }
    if printableLine == self {
      return "'" + unicodeScalars.map { $0 == "'" ? "'\\''" : String($0) }.joined() + "'"
    }
    let escaped = unicodeScalars.map { scalar -> String in
      switch scalar {
      case "'", "\\": "\\\(scalar)"
      case "\n": "\\n"
      case "\t": "\\t"
      case _ where String(scalar).printableLine == String(scalar): String(scalar)
      default: String(scalar).utf8.map { "\\" + octal($0) }.joined()
      }
    }
    return "$'" + escaped.joined() + "'"
  }

  /// A byte as three octal digits, so that a digit behind it does not count.
  private func octal(_ byte: UInt8) -> String { "\(byte / 64)\(byte / 8 % 8)\(byte % 8)" }
}
