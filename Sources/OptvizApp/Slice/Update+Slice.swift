extension Model {
  /// Zooms the line along which a slice is taken, at a column of the screen.
  mutating func zoomSlice(_ factor: Double, at column: Int) {
    guard let rect = derived.layout.rect(of: .slice), rect.width > 0 else { return }
    let share = max(0, min(1, (Double(column - rect.x) + 0.5) / Double(rect.width)))
    zoomAxis(derived.layout.mainView == .sliceY ? .y : .x, by: factor, around: share)
  }
}
