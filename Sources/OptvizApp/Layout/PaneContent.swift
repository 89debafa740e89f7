import TerminalGraphics

/// What a pane has besides its cells: what a click there means, and the figures that a terminal may show in pixels.
public struct PaneContent: Sendable {
  /// What a click on its parts means, later regions on top.
  var regions: [HitRegion]
  /// Its figures where they are drawn in pixels; its cells then have only their texts.
  var figures: [PlacedFigure]

  /// What a pane has.
  init(_ regions: [HitRegion] = [], figures: [PlacedFigure] = []) {
    (self.regions, self.figures) = (regions, figures)
  }
}

/// A figure on the screen, for a terminal that draws it in pixels under the texts of its cells.
///
/// The cells of its rectangle are blanks with the terminal's own ground, except for texts and for what lies over them.
public struct PlacedFigure: Sendable {
  /// The pane that it belongs to; a pane has at most one.
  public let pane: PaneID
  /// The cells that it fills.
  public let rect: Rect
  /// The figure.
  public let figure: Figure

  /// A figure on the screen.
  init(_ figure: Figure, of pane: PaneID, in rect: Rect) {
    (self.figure, self.pane, self.rect) = (figure, pane, rect)
  }
}
