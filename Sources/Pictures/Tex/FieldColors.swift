import TerminalGraphics

/// The colours at places of a figure's field: of its ground, and of what is drawn upon it.
struct FieldColors {
  private let figure: Figure
  private let field: Field

  /// The colours of the first field of a figure; `nil` if it has none.
  init?(_ figure: Figure) {
    for case .field(let field) in figure.backdrop.shapes where !field.colors.grounds.isEmpty {
      (self.figure, self.field) = (figure, field)
      return
    }
    return nil
  }

  /// The ground at a place; `nil` outside, and where there is no height.
  func ground(at point: SIMD2<Double>) -> Color? { color(of: field.colors.grounds, at: point) }

  /// The colour of a line or a word at a place; `nil` where that has its own.
  func color(_ tint: MapColors.Tint, at point: SIMD2<Double>) -> Color? {
    switch tint {
    case .own: nil
    case .contour: color(of: field.colors.contours, at: point)
    case .label: color(of: field.colors.labels, at: point)
    }
  }

  private func color(of colors: [Color], at point: SIMD2<Double>) -> Color? {
    func index(_ value: Double, _ range: ClosedRange<Double>, _ count: Int) -> Int? {
      let share = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
      guard share >= 0, share <= 1 else { return nil }
      return min(count - 1, Int(share * Double(count)))
    }
    guard let column = index(point.x, figure.x, field.columns), let row = index(point.y, figure.y, field.rows)
    else { return nil }
    let level = field.levels[(field.rows - 1 - row) * field.columns + column]
    return level == Field.noLevel || colors.isEmpty ? nil : colors[min(Int(level), colors.count - 1)]
  }
}
