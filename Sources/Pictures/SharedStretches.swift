import TerminalGraphics

/// Lines that coincide take turns, so that each of them stays visible: pieces of one, then pieces of the other.
///
/// Where lines only cross, nothing is cut: the later one lies above.
enum SharedStretches {
  /// The pieces of each line that are drawn, from lines in the order in which they are drawn.
  ///
  /// - Parameters:
  ///   - lines: for each trail its lines, on a page.
  ///   - width: how near lines are that coincide.
  ///   - piece: how long a piece is.
  static func pieces(of lines: [[[SIMD2<Double>]]], width: Double, piece: Double) -> [[[SIMD2<Double>]]] {
    var field = Occupied(width)
    return lines.map { trail in
      // Walked before it is entered, so that it does not coincide with itself.
      let pieces = trail.flatMap { cut($0, field, width: width, piece: piece) }
      for line in trail { field.enter(line) }
      field.number += 1
      return pieces
    }
  }

  /// Which trails pass through a place, and how long the first of them is there.
  private struct Occupied {
    private let width: Double
    private var cells: [SIMD2<Int32>: (trails: UInt64, length: Float)] = [:]
    var number = 0

    init(_ width: Double) { self.width = width }

    private func cell(_ point: SIMD2<Double>) -> SIMD2<Int32> {
      SIMD2(Int32((point.x / width).rounded(.down)), Int32((point.y / width).rounded(.down)))
    }

    mutating func enter(_ line: [SIMD2<Double>]) {
      walk(line, step: width / 2) { point, length in
        let cell = cell(point)
        cells[cell, default: (0, Float(length))].trails |= 1 << UInt64(number % 64)
      }
    }

    /// The earlier trails at a place or beside it, and the length of the first of them.
    func sharers(at point: SIMD2<Double>) -> (trails: UInt64, length: Float)? {
      let center = cell(point)
      var found: (trails: UInt64, length: Float)?
      // The place's own cell first: its length decides whose turn it is.
      for (dx, dy) in [(0, 0), (1, 0), (-1, 0), (0, 1), (0, -1)] as [(Int32, Int32)] {
        guard let entry = cells[center &+ SIMD2(dx, dy)] else { continue }
        found = (entry.trails | (found?.trails ?? 0), found?.length ?? entry.length)
      }
      return found
    }
  }

  /// Visits points along a line, a step apart, with their distance from its beginning.
  private static func walk(_ line: [SIMD2<Double>], step: Double, _ visit: (SIMD2<Double>, Double) -> Void) {
    guard let first = line.first else { return }
    visit(first, 0)
    var length = 0.0
    for (a, b) in zip(line, line.dropFirst()) {
      let way = b - a
      let distance = (way * way).sum().squareRoot()
      let steps = min(100_000, max(1, Int((distance / step).rounded(.up))))
      for index in 1...steps {
        visit(a + way * (Double(index) / Double(steps)), length + distance * Double(index) / Double(steps))
      }
      length += distance
    }
  }

  /// The pieces of a line that are its own: all but those where it is another's turn along a long shared stretch.
  private static func cut(_ line: [SIMD2<Double>], _ field: Occupied, width: Double, piece: Double)
    -> [[SIMD2<Double>]]
  {
    guard field.number > 0, line.count > 1 else { return [line] }
    struct Place {
      let point: SIMD2<Double>
      let shared: (trails: UInt64, length: Float)?
    }
    var places: [Place] = []
    walk(line, step: width / 2) { point, _ in
      places.append(Place(point: point, shared: field.sharers(at: point)))
    }
    // Only a stretch that is longer than two pieces is shared; a crossing is not.
    var isHidden = Array(repeating: false, count: places.count)
    var start: Int?
    func close(_ end: Int) {
      guard let first = start else { return }
      start = nil
      guard Double(end - first) * width / 2 > 2 * piece else { return }
      for index in first..<end {
        guard let (trails, length) = places[index].shared else { continue }
        let sharers = trails.nonzeroBitCount + 1
        isHidden[index] = Int(Double(length) / piece) % sharers != sharers - 1
      }
    }
    for index in places.indices {
      if places[index].shared == nil { close(index) } else if start == nil { start = index }
    }
    close(places.count)
    guard isHidden.contains(true) else { return [line] }
    var pieces: [[SIMD2<Double>]] = []
    var current: [SIMD2<Double>] = []
    for (place, hidden) in zip(places, isHidden) {
      if !hidden {
        current.append(place.point)
      } else {
        if current.count > 1 { pieces.append(current) }
        current = []
      }
    }
    if current.count > 1 { pieces.append(current) }
    return pieces
  }
}
