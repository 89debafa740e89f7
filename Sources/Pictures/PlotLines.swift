import TerminalGraphics

/// Lines of a figure as they lie on a page: broken where they are not finite, cut at the plot's edges, without points that
/// nobody could see.
struct PlotLines {
  /// The figure's plot.
  let box: PageBox
  private let x: ClosedRange<Double>
  private let y: ClosedRange<Double>
  private let scale: SIMD2<Double>
  /// How near a point may be to the last one to be left out.
  private static let nearness = 0.12
  /// How far beyond the plot lines are kept, so that their ends are not seen.
  private static let margin = 12.0

  init(_ figure: Figure, in box: PageBox) {
    (self.box, x, y) = (box, figure.x, figure.y)
    let (width, height) = (
      figure.x.upperBound - figure.x.lowerBound, figure.y.upperBound - figure.y.lowerBound
    )
    scale = SIMD2(width > 0 ? box.width / width : 0, height > 0 ? box.height / height : 0)
  }

  /// A point of the plane on the page.
  func place(_ point: SIMD2<Double>) -> SIMD2<Double> {
    SIMD2(box.x + (point.x - x.lowerBound) * scale.x, box.endY - (point.y - y.lowerBound) * scale.y)
  }

  /// A place on the page as shares of the plot from its upper left corner.
  func share(_ place: SIMD2<Double>) -> SIMD2<Double> {
    SIMD2((place.x - box.x) / max(1e-9, box.width), (place.y - box.y) / max(1e-9, box.height))
  }

  /// Whether a place lies in the plot.
  func contains(_ place: SIMD2<Double>) -> Bool {
    place.x >= box.x && place.x <= box.endX && place.y >= box.y && place.y <= box.endY
  }

  /// The lines through points; a lone point is a line of one.
  func lines(_ count: Int, _ point: (Int) -> SIMD2<Double>) -> [[SIMD2<Double>]] {
    var lines: [[SIMD2<Double>]] = []
    var current: [SIMD2<Double>] = []
    var pen: SIMD2<Double>?
    func end() {
      if !current.isEmpty { lines.append(current) }
      current = []
    }
    for index in 0..<count {
      let next = place(point(index))
      guard next.x.isFinite, next.y.isFinite else {
        end()
        pen = nil
        continue
      }
      guard let last = pen else {
        pen = next
        if isNear(next) { current = [next] }
        continue
      }
      let way = next - (current.last ?? last)
      // Points that stay within a hair are left out, except the last.
      if !current.isEmpty, (way * way).sum() < PlotLines.nearness * PlotLines.nearness, index < count - 1 {
        continue
      }
      defer { pen = next }
      guard let (a, b) = clipped(last, next) else {
        end()
        continue
      }
      if current.isEmpty || a != last {
        end()
        current = [a]
      }
      current.append(b)
      if b != next { end() }
    }
    end()
    return lines
  }

  private func isNear(_ place: SIMD2<Double>) -> Bool {
    place.x >= box.x - PlotLines.margin && place.x <= box.endX + PlotLines.margin
      && place.y >= box.y - PlotLines.margin && place.y <= box.endY + PlotLines.margin
  }

  /// The part of a segment near the plot; `nil` if there is none.
  ///
  /// Y.-D. Liang, B. A. Barsky, A new concept and method for line clipping (1984).
  private func clipped(_ a: SIMD2<Double>, _ b: SIMD2<Double>) -> (SIMD2<Double>, SIMD2<Double>)? {
    if isNear(a), isNear(b) { return (a, b) }
    let way = b - a
    guard way.x.isFinite, way.y.isFinite else { return nil }
    var (from, to) = (0.0, 1.0)
    let margin = PlotLines.margin
    let bounds = [
      (-way.x, a.x - (box.x - margin)), (way.x, box.endX + margin - a.x), (-way.y, a.y - (box.y - margin)),
      (way.y, box.endY + margin - a.y),
    ]
    for (step, room) in bounds {
      if step == 0 {
        if room < 0 { return nil }
      } else if step < 0 {
        from = max(from, room / step)
      } else {
        to = min(to, room / step)
      }
    }
    guard from <= to else { return nil }
    return (from > 0 ? a + way * from : a, to < 1 ? a + way * to : b)
  }
}
