import TerminalGraphics

extension Model {
  /// The size of a cell where figures are drawn in pixels; `nil` where they are drawn in cells.
  var pixelCell: PixelSize? { environment.terminal.pixelCell }

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
