/// Symbols that a terminal draws in one column: any other would shift the rest of its row.
extension Unicode.Scalar {
  /// The scalar itself, a blank for a control character, and `?` for what is wider, narrower, or changes the direction of a
  /// row.
  ///
  /// Widths are those of Unicode's East Asian Width (UAX #11), by blocks.
  var inOneColumn: Unicode.Scalar {
    switch value {
    case 0x20...0x7E: return self
    case ..<0xA0: return " "
    default: break
    }
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: return " "
    case .format, .surrogate, .privateUse, .unassigned, .nonspacingMark, .enclosingMark, .spacingMark:
      return "?"
    default: return properties.isEmojiPresentation || isWide ? "?" : self
    }
  }

  /// Whether it lies in a block of symbols two columns wide.
  private var isWide: Bool {
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
      0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F2FF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
