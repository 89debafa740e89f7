/// An alphabet of symbols that split a cell into a grid of dots.
///
/// A marker is a row of one table: the grid, and a symbol for each set of dots. Bit `row * columns + column` of a
/// set stands for the dot at that place, counted from the top left.
public struct Marker: Hashable, Sendable {
  /// The name in lists and settings.
  public let id: String
  /// Dots across a cell.
  public let columns: Int
  /// Dots down a cell.
  public let rows: Int
  /// A symbol for each set of dots; `2^(columns * rows)` of them.
  public let symbols: [Unicode.Scalar]

  /// Two dots across and four down: the finest lines.
  public static let braille = Marker(
    id: "braille", columns: 2, rows: 4, symbols: (0..<256).map(brailleSymbol))
  /// An upper and a lower half: every dot can have a colour of its own, which suits a heat map.
  public static let halfBlock = Marker(id: "half_block", columns: 1, rows: 2, symbols: [" ", "▀", "▄", "█"])
  /// An upper and a lower mark, for terminals without more.
  public static let ascii = Marker(id: "ascii", columns: 1, rows: 2, symbols: [" ", "'", ".", ":"])

  /// Every marker, finest first.
  public static let all: [Marker] = [braille, halfBlock, ascii]

  /// The braille pattern with the given dots, which Unicode numbers column by column, the bottom row last.
  private static func brailleSymbol(_ set: Int) -> Unicode.Scalar {
    let unicodeBits = [0, 3, 1, 4, 2, 5, 6, 7]
    var pattern: UInt32 = 0
    for (bit, unicodeBit) in unicodeBits.enumerated() where set >> bit & 1 == 1 {
      pattern |= 1 << UInt32(unicodeBit)
    }
    return pattern == 0 ? " " : Unicode.Scalar(0x2800 + pattern) ?? " "
  }
}
