import Optimization
import TerminalGraphics

extension Model {
  /// Chooses the run whose curve in the loss chart is at the pointer or close to it.
  mutating func chooseCurve(under pointer: Pointer, in plot: Rect) {
    guard let pane = derived.layout.rect(of: .chart), pane.contains(column: pointer.column, row: pointer.row),
      derived.race.budget > 0, !plot.isEmpty
    else { return }
    let series = ChartSeries(self)
    let axis = ChartAxis(self, series)
    let projection = Projection(plot, x: 0...series.end, y: axis.range)
    let place = projection.center(column: pointer.column, row: pointer.row).x
    // A column and a half past the end of a curve still counts as on it.
    let reach = 1.5 * series.end / Double(plot.width)
    var best: (run: Int, distance: Double)?
    for run in visibleRuns {
      let at = min(series.step(of: run, at: place), step(of: run))
      guard series.place(of: run, at: at) >= place - reach
      else { continue }
      let height = axis.place(series.value(of: run, at: at))
      let distance = abs(
        projection.place(SIMD2(place, height)).y + Double(plot.y) - Double(pointer.row) - 0.5)
      if distance.isFinite, distance < best?.distance ?? 1.5 { best = (run, distance) }
    }
    if let best { chooseRun(best.run) }
  }
}
