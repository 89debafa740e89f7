/// An alphabet of symbols that split a cell into a grid of dots.
///
/// A marker is a row of one table: the grid, and a symbol for each set of dots. Bit `row * columns + column` of a
/// set stands for the dot at that place, counted from the top left.
public struct Marker: Hashable, Sendable {
  /// The name in lists and settings.
  public let id: String
  /// One sentence.
  public let summary: String
  /// Dots across a cell.
  public let columns: Int
  /// Dots down a cell.
  public let rows: Int
  /// A symbol for each set of dots; `2^(columns * rows)` of them.
  public let symbols: [Unicode.Scalar]

  /// Two dots across and four down: the finest lines.
  public static let braille = Marker(
    id: "braille", summary: "Dots, the finest lines.", columns: 2, rows: 4,
    symbols: (0..<256).map(brailleSymbol))
  /// Two across and four down, in blocks without gaps; Unicode has them since version 16.
  public static let octant = Marker(
    id: "octant", summary: "Blocks without gaps between them, eight in a cell; for a font that has them.",
    columns: 2, rows: 4, symbols: octants)
  /// Two across and three down, in blocks without gaps; Unicode has them since version 13.
  public static let sextant = Marker(
    id: "sextant", summary: "Blocks without gaps between them, six in a cell; for a font that has them.",
    columns: 2, rows: 3, symbols: (0..<64).map(sextantSymbol))
  /// Two across and two down.
  public static let quadrant = Marker(
    id: "quadrant", summary: "Quarters of a cell, which nearly every font has.", columns: 2, rows: 2,
    symbols: [" ", "▘", "▝", "▀", "▖", "▌", "▞", "▛", "▗", "▚", "▐", "▜", "▄", "▙", "▟", "█"])
  /// An upper and a lower half: every dot can have its own colour, which suits a heat map.
  public static let halfBlock = Marker(
    id: "half_block", summary: "Upper and lower halves: nearly square dots.", columns: 1, rows: 2,
    symbols: [" ", "▀", "▄", "█"])
  /// Whole cells, visible from the last row of a lecture hall.
  public static let fullCell = Marker(
    id: "full_cell", summary: "Whole cells: visible from far away.", columns: 1, rows: 1, symbols: [" ", "█"])
  /// An upper and a lower mark, for terminals that show nothing finer.
  public static let ascii = Marker(
    id: "ascii", summary: "Characters that every terminal has.", columns: 1, rows: 2,
    symbols: [" ", "'", ".", ":"])

  /// Every marker, finest first.
  public static let all: [Marker] = [braille, octant, sextant, quadrant, halfBlock, ascii, fullCell]

  /// The marker of that identifier; `nil` for an unknown one.
  public static func entry(_ id: String) -> Marker? { all.first { $0.id == id } }

  /// Whether dots are so small that a line is drawn two of them wide.
  public var isFine: Bool { columns * rows >= 8 && !isSolid }
  /// Whether its symbols fill dots with colour, so that a line is as wide as its dots.
  public var isSolid: Bool { symbols.contains("█") }

  /// The markers that a terminal can show, finest first.
  ///
  /// Without colours filled blocks show the brightness of a map, and a line of them would look the same.
  /// - Parameter blocks: the finest blocks that it draws well.
  public static func all(for glyphs: GlyphSet, _ depth: ColorDepth, finestBlocks blocks: Marker) -> [Marker] {
    all.filter { marker in
      switch marker {
      case .ascii: true
      case .fullCell: depth != .mono
      case .octant, .sextant, .quadrant, .halfBlock:
        glyphs == .unicode && depth != .mono && marker.columns * marker.rows <= blocks.columns * blocks.rows
      default: glyphs == .unicode
      }
    }
  }

  /// A wave drawn with it, a line of this many cells.
  public func sample(width: Int) -> String {
    let projection = Projection(Rect(x: 0, y: 0, width: width, height: 1), x: 0...Double(width), y: 0...1)
    var layer = DotLayer(projection, marker: self)
    let peaks = max(2, width / 3 + 1)
    layer.line(
      peaks, isThick: false,
      point: { SIMD2(Double($0) / Double(peaks - 1) * Double(width), $0.isMultiple(of: 2) ? 0.1 : 0.9) },
      ink: { _ in Ink(Color(0xFFFFFF)) })
    var canvas = Canvas(projection, ground: nil)
    canvas.add(layer)
    var frame = Frame(width: width, height: 1)
    canvas.draw(on: &frame)
    return frame.text
  }

  /// The braille pattern with the given dots, which Unicode numbers column by column, the bottom row last.
  private static func brailleSymbol(_ set: Int) -> Unicode.Scalar {
    let unicodeBits = [0, 3, 1, 4, 2, 5, 6, 7]
    var pattern: UInt32 = 0
    for (bit, unicodeBit) in unicodeBits.enumerated() where set >> bit & 1 == 1 {
      pattern |= 1 << UInt32(unicodeBit)
    }
    return pattern == 0 ? " " : Unicode.Scalar(0x2800 + pattern) ?? " "
  }

  /// The sextant with the given dots; the halves among them are older characters elsewhere in Unicode.
  private static func sextantSymbol(_ set: Int) -> Unicode.Scalar {
    switch set {
    case 0: return " "
    case 0b010101: return "▌"
    case 0b101010: return "▐"
    case 0b111111: return "█"
    default:
      let before = 1 + (set > 0b010101 ? 1 : 0) + (set > 0b101010 ? 1 : 0)
      return Unicode.Scalar(UInt32(0x1FB00 + set - before)) ?? " "
    }
  }

  /// The octants in the order of their sets; those that are older characters stand elsewhere in Unicode.
  private static let octants: [Unicode.Scalar] = {
    let older: [Int: Unicode.Scalar] = [
      0x00: " ", 0x01: "\u{1CEA8}", 0x02: "\u{1CEAB}", 0x03: "\u{1FB82}", 0x05: "▘", 0x0A: "▝", 0x0F: "▀",
      0x14: "\u{1FBE6}", 0x28: "\u{1FBE7}", 0x3F: "\u{1FB85}", 0x40: "\u{1CEA3}", 0x50: "▖", 0x55: "▌",
      0x5A: "▞", 0x5F: "▛", 0x80: "\u{1CEA0}", 0xA0: "▗", 0xA5: "▚", 0xAA: "▐", 0xAF: "▜", 0xC0: "▂",
      0xF0: "▄", 0xF5: "▙", 0xFA: "▟", 0xFC: "▆", 0xFF: "█",
    ]
    var next: UInt32 = 0x1CD00
    return (0..<256).map { set in
      if let symbol = older[set] { return symbol }
      defer { next += 1 }
      return Unicode.Scalar(next) ?? " "
    }
  }()
}
