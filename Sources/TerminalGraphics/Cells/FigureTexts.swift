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
    let style = CellStyle(paths: .braille, lines: .braille, depth: .direct, usesSigns: false)
    let layer = layer(on: projection, style)
    return ContourNumber.numbers(in: self, on: layer, style.ink(of: numbers)).map {
      Rect(x: $0.column, y: $0.row, width: $0.text.count, height: 1)
    }
  }
}
