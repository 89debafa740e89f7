/// What of a figure is text: for a terminal that shows the rest as an image below the cells.
///
/// Texts stand where they would in a picture of cells, and give way to the same lines and signs.
extension CellPicture {
  /// Draws only the texts of a figure, on cells that are left as they are otherwise: the numbers of contours, labels, the
  /// words of arrows, and the legend.
  public func drawTexts(of figure: Figure, on frame: inout Frame) {
    draw(figure, onlyTexts: true, on: &frame)
  }
}

extension ContourLines {
  /// The cells in which numbers stand in these lines, one row high.
  public func numberCells(on projection: Projection) -> [Rect] {
    guard let numbers else { return [] }
    let layer = layer(on: projection, .fine)
    return ContourNumber.numbers(in: self, on: layer, CellStyle.fine.ink(of: numbers)).map {
      Rect(x: $0.column, y: $0.row, width: $0.text.count, height: 1)
    }
  }
}

extension Label {
  /// The cells in which it stands in a figure's, one row high.
  public func cells(in rect: Rect) -> Rect {
    let columns = Frame.columns(of: text)
    return Rect(
      x: corner.isRight ? rect.endX - 1 - columns : rect.x + 1, y: corner.isUpper ? rect.y : rect.endY - 1,
      width: columns, height: 1)
  }
}
