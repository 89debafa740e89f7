import TerminalGraphics

extension Model {
  /// How many dots of a line can be told apart across a rectangle of cells.
  func dots(across rect: Rect) -> Int {
    max(1, rect.width * (pixelCell.map { $0.width / 2 } ?? cells.lines.columns))
  }

  /// Draws a figure into a rectangle of cells.
  ///
  /// In pixels, the figure is returned, to be drawn below the cells, which get only its texts.
  /// - Parameter picture: what is kept of its picture in cells; `nil` if nothing is.
  func draw(
    _ figure: Figure, of pane: PaneID, in rect: Rect, keeping picture: CellPicture? = nil,
    on frame: inout Frame
  ) -> [PlacedFigure] {
    let picture = picture ?? CellPicture(figure, in: rect, cells)
    guard pixelCell != nil else {
      picture.draw(figure, on: &frame)
      return []
    }
    frame.clear(rect, to: Cell())
    picture.drawTexts(of: figure, on: &frame)
    return [PlacedFigure(figure, of: pane, in: rect)]
  }
}
