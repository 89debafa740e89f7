import TerminalGraphics

/// The pieces of a line that can be seen on a plot, with no more points than can be told apart.
///
/// Coordinates are the plot's: points of the page, from its lower left corner. What is far outside is left out, since a
/// reader of the file may not compute with numbers that large.
struct VisibleLine {
  /// The pieces, each of at least one index into the line's points.
  private(set) var pieces: [[SIMD2<Double>]] = []

  /// How far outside of the plot a line is kept, so that its ends lie outside too.
  private static let margin = 20.0

  /// - Parameters:
  ///   - points: The line, in points of the page; one that is not finite breaks it.
  ///   - size: The plot's size.
  ///   - grain: Points nearer to the one before than this are left out.
  init(_ points: some Sequence<SIMD2<Double>>, in size: SIMD2<Double>, grain: Double) {
    let low = SIMD2(repeating: -VisibleLine.margin)
    let high = size + VisibleLine.margin
    var piece: [SIMD2<Double>] = []
    var last: SIMD2<Double>?
    /// The steps that are drawn already: a run that oscillates draws the same one again and again.
    var drawn: Set<SIMD4<Int32>> = []
    func end(_ pieces: inout [[SIMD2<Double>]]) {
      if !piece.isEmpty { pieces.append(piece) }
      piece = []
    }
    var skipped: SIMD2<Double>?
    for point in points {
      guard point.x.isFinite, point.y.isFinite else {
        if let skipped, piece.last != skipped { piece.append(skipped) }
        skipped = nil
        end(&pieces)
        last = nil
        continue
      }
      guard let former = last else {
        last = point
        if (low.x...high.x).contains(point.x), (low.y...high.y).contains(point.y) { piece = [point] }
        continue
      }
      let way = point - former
      if (way * way).sum() < grain * grain {
        skipped = point
        continue
      }
      skipped = nil
      last = point
      guard let (from, to) = Clipping.segment(former, point, from: low, to: high) else {
        end(&pieces)
        continue
      }
      let key = VisibleLine.key(from, to, grain)
      guard drawn.insert(key).inserted else {
        end(&pieces)
        continue
      }
      if piece.last != from {
        end(&pieces)
        piece = [from]
      }
      piece.append(to)
    }
    if let skipped, let last = piece.last, last != skipped,
      (low.x...high.x).contains(skipped.x), (low.y...high.y).contains(skipped.y)
    {
      piece.append(skipped)
    }
    end(&pieces)
    pieces = pieces.map { LineThinning.thinned($0, tolerance: grain / 3) }
  }

  /// The step between two points whichever way it is made, on a grid of the grain.
  private static func key(_ a: SIMD2<Double>, _ b: SIMD2<Double>, _ grain: Double) -> SIMD4<Int32> {
    func cell(_ point: SIMD2<Double>) -> (Int32, Int32) {
      (Int32((point.x / grain).rounded()), Int32((point.y / grain).rounded()))
    }
    let (first, second) = (cell(a), cell(b))
    return first < second
      ? SIMD4(first.0, first.1, second.0, second.1) : SIMD4(second.0, second.1, first.0, first.1)
  }
}
