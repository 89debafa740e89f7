/// How wide a text is on a page: sums of the widths of a common sans-serif font's characters.
///
/// The widths are those of Helvetica, from Adobe's font metrics; Arial, Liberation Sans and Nimbus Sans have the same.
/// Other fonts differ by a few hundredths, for which layouts leave room.
public enum TextWidth {
  /// The width of a text in units of its size.
  public static func ems(_ text: String) -> Double {
    text.unicodeScalars.reduce(0) { $0 + ems($1) }
  }

  /// The text, cut to a width in units of its size, with a sign where it was cut.
  public static func cut(_ text: String, toEms width: Double) -> String {
    guard ems(text) > width else { return text }
    var cut = ""
    var used = ems("…")
    for character in text {
      used += ems(String(character))
      if used > width { break }
      cut.append(character)
    }
    return cut + "…"
  }

  private static func ems(_ scalar: Unicode.Scalar) -> Double {
    if scalar.value < 0x7F, scalar.value >= 0x20 { return Double(widths[Int(scalar.value) - 0x20]) / 1000 }
    switch scalar.value {
    case 0x300...0x36F, 0x200B...0x200F: return 0
    case 0x2070...0x209F, 0xB2, 0xB3, 0xB9: return 0.333
    case 0x2212, 0xD7: return 0.584
    case 0x2026: return 1
    // East Asian characters fill a square.
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0x1F300...0x1FAFF:
      return 1
    default: return 0.58
    }
  }

  /// The characters from the blank on.
  private static let widths: [Int16] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
    500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
    556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
    278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
  ]
}
