import TerminalGraphics

/// The map's title: the surface's name and its formula, which takes rows of its own where the border is too short.
struct MapTitle {
  /// What stands in the border: the surface's name.
  ///
  /// A typed formula is its own name, perhaps cut; it is not said twice.
  var name: String {
    surface.hasSuffix("…") && formula.hasPrefix(surface.dropLast()) && !rows.isEmpty ? "formula" : surface
  }
  private let surface: String
  /// Its formula; empty if the name says it.
  private let formula: String
  private let rect: Rect
  private let style: Style

  /// Columns that the border keeps for the numbers and the keys beside a formula.
  ///
  /// The numbers' own width does not count: the map must not jump while it is panned.
  private static let reserved = 58
  /// The rows from which on a map can spare some for the formula, and how many.
  private static let spacious = 26
  private static let mostRows = 2

  /// The title of the map in a pane's rectangle.
  init(_ model: Model, in rect: Rect) {
    surface = model.document.experiment.surface.entry.card.name
    let formula = model.environment.glyphs.formula(model.derived.race.objective.formula)
    self.formula = formula == surface ? "" : formula
    self.rect = rect
    style = model.derived.theme.quietStyle
  }

  private var fitsBorder: Bool {
    Frame.columns(of: surface) + Frame.columns(of: formula) + Self.reserved <= rect.width
  }

  /// What stands in the border after the name.
  var caption: String { rows.isEmpty ? formula : "" }

  /// The formula's own rows below the border.
  private var rows: [StyledLine] {
    guard !formula.isEmpty, !fitsBorder, rect.height >= Self.spacious, rect.width >= 34 else { return [] }
    return StyledLine(formula, style).wrapped(to: rect.width - 4, indent: 2, rows: Self.mostRows)
  }

  /// The pane's rectangle without the formula's rows: the map's border and axes.
  var plot: Rect { Layout.plot(in: rect.inset(top: rows.count)) }

  /// Writes the formula's rows.
  func draw(on frame: inout Frame) {
    for (i, row) in rows.enumerated() {
      row.draw(on: &frame, column: rect.x + 2, row: rect.y + 1 + i, width: rect.width - 4)
    }
  }
}
