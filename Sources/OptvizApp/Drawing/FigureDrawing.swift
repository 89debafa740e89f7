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
    if pixelCell != nil {
      frame.clear(rect, to: Cell())
      return [PlacedFigure(figure, of: pane, in: rect)]
    }
    if let picture {
      picture.draw(figure, on: &frame)
    } else {
      CellPicture.draw(figure, in: rect, cells, on: &frame)
    }
    return []
  }
}
