/// How a terminal's cells show figures: what lines are drawn with, and how many colours there are.
public struct CellStyle: Hashable, Sendable {
  /// What paths are drawn with.
  public var paths: Marker
  /// What contours and curves are drawn with.
  public var lines: Marker
  /// How many colours there are.
  public var depth: ColorDepth
  /// Whether lines are told apart by signs instead of dots: without colours, or with coarse marks alone.
  public var usesSigns: Bool
  /// How many times as high as wide a dot is, of which two lie across a cell and four down; 1 where that is not known.
  public var dotAspect = 1.0

  /// A style.
  public init(paths: Marker, lines: Marker, depth: ColorDepth, usesSigns: Bool) {
    (self.paths, self.lines, self.depth, self.usesSigns) = (paths, lines, depth, usesSigns)
  }

  /// The finest lines, which every picture's places are found with.
  static let fine = CellStyle(paths: .braille, lines: .braille, depth: .direct, usesSigns: false)

  /// What a stroke is drawn with.
  func marker(of stroke: Stroke) -> Marker { stroke.width == .path ? paths : lines }

  /// Whether a stroke is two dots wide: only fine dots are.
  func isThick(_ stroke: Stroke) -> Bool { stroke.width != .hair && marker(of: stroke).isFine }

  /// The ink of a stroke.
  ///
  /// Bold only without colours: setting and clearing it would double the output of what moves.
  func ink(of stroke: Stroke) -> Ink {
    Ink(
      stroke.color, strength: stroke.strength, symbol: usesSigns ? stroke.sign : nil,
      attributes: depth == .mono && stroke.width == .path ? .bold : [], tint: stroke.tint)
  }

  /// The style of a mark.
  func style(of mark: Mark, isHead: Bool) -> Style {
    Style(mark.color, on: nil, mark.isBold || isHead && depth == .mono ? .bold : [])
  }
}
