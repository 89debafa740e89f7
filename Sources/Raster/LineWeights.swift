import TerminalGraphics

/// How thick lines are and how large signs, in pixels, by the size of the terminal's cells.
///
/// A large cell, as on a screen with many pixels to the inch, gives thicker lines: they look the same.
struct LineWeights: Hashable, Sendable {
  /// One pixel at cells of 8 x 17.
  let unit: Double

  /// The weights at a size of cells, in a picture of which one pixel stands for `scale` of the terminal's across and down.
  init(_ cell: PixelSize?, scale: Int = 1) {
    // By the area: neither a narrow font nor a wide spacing of lines makes them thin.
    let size = cell.map { (Double($0.width * $0.height) / (8 * 17)).squareRoot() } ?? 1
    unit = max(LineWeights.least, min(LineWeights.most, size)) / Double(scale)
  }

  /// Thinner lines could not be seen.
  private static let least = 0.75
  /// No screen has larger cells; one that says so should not cost more.
  private static let most = 8.0

  /// Half of a line's width.
  func radius(_ width: Stroke.Width) -> Double {
    switch width {
    case .hair: 0.58 * unit
    case .curve: 0.95 * unit
    case .path: 1.3 * unit
    }
  }

  /// Half the width of a thin line that grows, such as a curve in a small chart.
  var thinTrail: Double { 0.75 * unit }
  /// How far a casing reaches beyond its line.
  var casing: Double { 0.95 * unit }
  /// The radius of a dot that stands for an example.
  var bullet: Double { 2.1 * unit }
  /// The radius of a head with its rims.
  var head: Double { 7 * unit }
  /// The radius of a mark without its halo.
  var mark: Double { 6.2 * unit }
  /// The unit of dashes, in which hairlines are counted.
  var dash: Double { 2.6 * unit }
  /// The length of the pieces in which lines take turns where they coincide.
  var piece: Double { 20 * unit }
}
