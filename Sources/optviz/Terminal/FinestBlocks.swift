import CNcurses
import OptvizApp
import TerminalGraphics

/// The finest blocks that a terminal draws well.
///
/// Two things must hold: the C library knows the characters' width, and the terminal draws them itself, so that no gaps
/// are between them. Quarters of a cell are without gaps in all terminals that were tried. The versions are those from
/// which the terminals' own release notes name octants.
enum FinestBlocks {
  /// Terminals that draw sextants themselves, and the version from which each draws octants.
  private static let drawn: [(name: String, octants: [Int])] = [
    ("kitty", [0, 40]), ("foot", [1, 20]), ("ghostty", [1, 2]),
  ]

  /// - Parameters:
  ///   - name: the value of `TERM`.
  ///   - version: what the terminal answers about itself, such as `kitty(0.46.0)`; `nil` before it does.
  static func of(_ name: String, version: String? = nil) -> Marker {
    let words = version?.lowercased() ?? name.lowercased()
    guard cnc_columns(0x1FB00) == 1, let terminal = drawn.first(where: { words.contains($0.name) }) else {
      return .quadrant
    }
    let numbers = version.map(numbers) ?? []
    let hasOctants = cnc_columns(0x1CD00) == 1 && !numbers.lexicographicallyPrecedes(terminal.octants)
    return hasOctants ? .octant : .sextant
  }

  /// The numbers of a version.
  private static func numbers(_ version: String) -> [Int] {
    version.split { !$0.isNumber }.compactMap { Int($0) }
  }
}
