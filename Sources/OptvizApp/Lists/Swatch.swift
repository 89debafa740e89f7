import TerminalGraphics

/// The colours of a row in a list: a ramp as a strip, and the colours of paths as dots.
struct Swatch: Hashable, Sendable {
  /// The ramp; empty for none.
  var ramp: [Color] = []
  /// The paths' colours; empty for none.
  var paths: [Color] = []
  /// The ground on which the dots stand; `nil` for the row's own.
  var ground: Color?

  /// The columns of a ramp.
  private static let strip = 8
  /// The most paths that are shown.
  private static let mostPaths = 6

  /// The columns that it takes, with room around the dots or without.
  func columns(isRoomy: Bool) -> Int {
    let dots = min(Swatch.mostPaths, paths.count)
    return (ramp.isEmpty ? 0 : Swatch.strip) + (dots == 0 ? 0 : dots + (isRoomy ? 2 : 0))
  }

  /// Draws it up to a column.
  func draw(endingAt end: Int, row: Int, isRoomy: Bool, on frame: inout Frame) {
    var column = end - columns(isRoomy: isRoomy)
    if !ramp.isEmpty {
      // Two colours a cell, so that eight cells show a smooth ramp.
      let last = 2 * Swatch.strip - 1
      let colors = (0...last).map { ramp[$0 * (ramp.count - 1) / last] }
      for i in 0..<Swatch.strip {
        frame.put("▌", column: column + i, row: row, Style(colors[2 * i], on: colors[2 * i + 1]))
      }
      column += Swatch.strip
    }
    guard !paths.isEmpty else { return }
    if let ground {
      frame.fill(Rect(x: column, y: row, width: end - column, height: 1), " ", Style(nil, on: ground))
    }
    for (i, color) in paths.prefix(Swatch.mostPaths).enumerated() {
      frame.put("●", column: column + i + (isRoomy ? 1 : 0), row: row, Style(color, on: ground))
    }
  }
}

extension Theme {
  /// Its colours as a row shows them; nothing without colours.
  func swatch(for depth: ColorDepth) -> Swatch {
    depth == .mono ? Swatch() : Swatch(ramp: heat, paths: paths, ground: ground)
  }
}
