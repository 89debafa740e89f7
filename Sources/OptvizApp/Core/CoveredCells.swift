import TerminalGraphics

extension Frame {
  /// The cells of a rectangle that cover what is drawn in pixels below them, as rectangles that do not overlap: those with
  /// a ground of their own.
  func covered(in rect: Rect) -> [Rect] {
    var open: [Rect] = []
    var closed: [Rect] = []
    for row in max(0, rect.y)..<max(0, rect.y, min(height, rect.endY)) {
      var next: [Rect] = []
      for run in coveredRuns(row, max(0, rect.x), min(width, rect.endX)) {
        // A run goes on below an equal one.
        if let above = open.firstIndex(where: { $0.x == run.lowerBound && $0.endX == run.upperBound }) {
          let rect = open.remove(at: above)
          next.append(Rect(x: rect.x, y: rect.y, width: rect.width, height: rect.height + 1))
        } else {
          next.append(Rect(x: run.lowerBound, y: row, width: run.count, height: 1))
        }
      }
      closed += open
      open = next
    }
    return closed + open
  }

  private func coveredRuns(_ row: Int, _ first: Int, _ end: Int) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start: Int?
    for column in first..<max(first, end) {
      let isCovered = self[column, row].background != nil
      if isCovered, start == nil { start = column }
      if !isCovered, let begin = start {
        runs.append(begin..<column)
        start = nil
      }
    }
    if let start { runs.append(start..<max(start, end)) }
    return runs
  }
}
