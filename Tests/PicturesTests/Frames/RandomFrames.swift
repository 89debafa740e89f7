import SeededNumbers
import TerminalGraphics
import Testing

/// Frames of all kinds of cells, and what a terminal shows of them.
enum RandomFrames {
  private static let symbols: [Unicode.Scalar] = [" ", " ", " ", "a", "Z", "▲", "▀", "▄", "█", "─", "⣿", "░"]
  private static let colors: [Color?] = [
    nil, nil, Color(0), Color(0xFFFFFF), Color(0x102030), Color(0x112131), Color(0xFF8800), Color(0x00AA77),
  ]

  /// A frame of a random size.
  static func frame(_ dice: inout SeededNumbers) -> Frame {
    frame(width: 1 + dice.below(12), height: 1 + dice.below(6), &dice)
  }

  static func frame(width: Int, height: Int, _ dice: inout SeededNumbers) -> Frame {
    var frame = Frame(width: width, height: height)
    for row in 0..<height {
      for column in 0..<width { frame[column, row] = cell(&dice) }
    }
    return frame
  }

  static func cell(_ dice: inout SeededNumbers) -> Cell {
    var cell = Cell(
      symbols[dice.below(symbols.count)], foreground: colors[dice.below(colors.count)],
      background: colors[dice.below(colors.count)],
      attributes: dice.below(3) == 0 ? Cell.Attributes(rawValue: UInt8(dice.below(8))) : [])
    if cell.symbol == "a", dice.below(4) == 0 { cell.mark = "\u{302}" }
    return cell
  }

  /// Checks every cell of a terminal against the frame that it should show.
  static func expect(
    _ terminal: ReplayedTerminal, toShow frame: Frame, _ depth: ColorDepth,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for row in 0..<frame.height {
      for column in 0..<frame.width {
        let (seen, cell) = (terminal[column, row], frame[column, row])
        if let difference = difference(seen, cell, depth) {
          Issue.record(
            "\(column), \(row): \(difference): \(seen) for \(cell)", sourceLocation: sourceLocation)
          return
        }
      }
    }
  }

  private static func difference(_ seen: ReplayedTerminal.Seen, _ cell: Cell, _ depth: ColorDepth) -> String?
  {
    let cell = depth == .mono ? GlyphSet.unicode.monochrome(cell) : cell
    let isHalf = cell.symbol == "▀" || cell.symbol == "▄"
    let isBlank = cell.symbol == " " || isHalf && cell.foreground == cell.background
    var text = String(isBlank ? " " : cell.symbol)
    if let mark = cell.mark { text.unicodeScalars.append(mark) }
    if seen.text != text { return "symbol" }
    let visible: Cell.Attributes = isBlank ? [.reverse, .underline] : [.reverse, .underline, .bold]
    for (attribute, number) in [(Cell.Attributes.bold, 1), (.underline, 4), (.reverse, 7)]
    where visible.contains(attribute)
      && cell.attributes.contains(attribute) != seen.attributes.contains(number)
    {
      return "attribute"
    }
    let (front, ground) = (name(cell.foreground, depth), name(cell.background, depth))
    if seen.ground != ground { return "ground" }
    if isBlank, cell.attributes.isDisjoint(with: [.reverse, .underline]) { return nil }
    if !isHalf, front == ground, let a = cell.foreground, let b = cell.background, a != b {
      return seen.front == ground ? "cannot be seen" : nil
    }
    return seen.front == front ? nil : "colour"
  }

  private static func name(_ color: Color?, _ depth: ColorDepth) -> String? {
    guard let color, let number = depth.index(of: color) else { return nil }
    return depth == .direct ? "2;\(color.red);\(color.green);\(color.blue)" : "5;\(number)"
  }
}
