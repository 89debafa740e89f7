import TerminalGraphics

/// What a terminal is sent to follow frames: of each only the cells that have changed.
public struct FrameStream: Sendable {
  private var pen: CellPen
  private var shown: Frame?
  /// Where the terminal writes next; `nil` where that is not certain, as after the last column.
  private var cursor: (column: Int, row: Int)?

  /// A stream to a terminal that has just been opened.
  public init(_ depth: ColorDepth, _ glyphs: GlyphSet) { pen = CellPen(depth, glyphs) }

  /// The bytes that show a frame, all of one size; none if it is what is shown.
  public mutating func follow(_ frame: Frame) -> [UInt8] {
    var bytes: [UInt8] = []
    let former = shown.flatMap { ($0.width, $0.height) == (frame.width, frame.height) ? $0 : nil }
    if former == nil {
      // An invisible cursor, and an empty screen in the terminal's own look.
      bytes += Array("\u{1B}[?25l\u{1B}[0m\u{1B}[2J\u{1B}[H".utf8)
      cursor = (0, 0)
    }
    shown = frame
    for row in 0..<frame.height {
      for column in 0..<frame.width {
        let cell = frame[column, row]
        if let former { guard cell != former[column, row] else { continue } }
        if former == nil, pen.isEmpty(cell) { continue }
        move(to: column, row, into: &bytes)
        pen.write(cell, into: &bytes)
        cursor = column + 1 < frame.width ? (column + 1, row) : nil
      }
    }
    return bytes
  }

  /// The bytes that leave the picture and give the terminal back: its own look, and a visible cursor on the last row.
  public mutating func end() -> [UInt8] {
    var bytes: [UInt8] = []
    pen.reset(into: &bytes)
    bytes += Array("\u{1B}[\(max(1, shown?.height ?? 1));1H\u{1B}[?25h".utf8)
    cursor = nil
    return bytes
  }

  private func move(to column: Int, _ row: Int, into bytes: inout [UInt8]) {
    if let cursor, cursor.row == row, cursor.column <= column {
      let gap = column - cursor.column
      if gap > 0 { bytes += Array("\u{1B}[\(gap == 1 ? "" : "\(gap)")C".utf8) }
    } else {
      bytes += Array("\u{1B}[\(row + 1)\(column == 0 ? "" : ";\(column + 1)")H".utf8)
    }
  }
}
