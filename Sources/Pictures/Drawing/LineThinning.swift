import TerminalGraphics

/// Which points of a line have to be drawn so that nobody sees that others are missing.
enum LineThinning {
  /// A line's points on the page, as far as they can be seen.
  struct Kept {
    var points: [SIMD2<Double>] = []
    /// Which of the line's points each of them is.
    var indices: [Int] = []
    /// Whether the line continues from the point before.
    var continues: [Bool] = []

    /// The line's pieces.
    var pieces: [[SIMD2<Double>]] { LineThinning.pieces(of: points, continues) }
  }

  /// The pieces of a line that is broken where it does not continue from the point before.
  static func pieces(of points: [SIMD2<Double>], _ continues: [Bool]) -> [[SIMD2<Double>]] {
    var pieces: [[SIMD2<Double>]] = []
    for (index, point) in points.enumerated() {
      if continues[index], !pieces.isEmpty {
        pieces[pieces.count - 1].append(point)
      } else {
        pieces.append([point])
      }
    }
    return pieces
  }

  /// The points of a line, where each may lie off the thinned line by a tolerance.
  ///
  /// What lies outside of a box by more than its size is left out, and a point that is not finite breaks the line.
  static func kept(
    _ count: Int, in box: PageBox, tolerance: Double, point: (Int) -> SIMD2<Double>
  ) -> Kept {
    var kept = Kept()
    var piece: [(index: Int, point: SIMD2<Double>)] = []
    let reach = PageBox(
      x: box.x - box.width, y: box.y - box.height, width: 3 * box.width, height: 3 * box.height)
    func end() {
      defer { piece.removeAll(keepingCapacity: true) }
      guard !piece.isEmpty else { return }
      for (number, index) in thinned(piece.map(\.point), tolerance).enumerated() {
        kept.points.append(piece[index].point)
        kept.indices.append(piece[index].index)
        kept.continues.append(number > 0)
      }
    }
    var last: SIMD2<Double>?
    for index in 0..<max(0, count) {
      let next = point(index)
      guard next.x.isFinite, next.y.isFinite else {
        end()
        last = nil
        continue
      }
      let isNear = reach.contains(next)
      if let before = last, reach.contains(before) != isNear {
        // On its way out or in, as far as the reach: the rest cannot be seen.
        let (inside, outside) = isNear ? (next, before) : (before, next)
        let edge = reach.edge(from: inside, to: outside)
        if isNear { piece.append((index - 1, edge)) } else { piece.append((index, edge)) }
      } else if let before = last, !isNear, let crossing = reach.crossing(from: before, to: next) {
        piece.append((index - 1, crossing.0))
        piece.append((index, crossing.1))
      }
      if isNear {
        // Steps that end in the same place need no points of their own.
        if let known = piece.last, index != count - 1, distance(known.point, next) < tolerance / 2 {
          last = next
          continue
        }
        piece.append((index, next))
      } else {
        end()
      }
      last = next
    }
    end()
    return kept
  }

  /// The indices of the points that are kept of a line: those that lie off the others by more than a tolerance.
  ///
  /// Douglas and Peucker's method, without recursion.
  static func thinned(_ points: [SIMD2<Double>], _ tolerance: Double) -> [Int] {
    guard points.count > 2 else { return Array(points.indices) }
    var keeps = Array(repeating: false, count: points.count)
    keeps[0] = true
    keeps[points.count - 1] = true
    // Long lines in pieces, so that a line of many turns does not take the square of their number.
    let most = 512
    var open: [(Int, Int)] = []
    for start in stride(from: 0, to: points.count - 1, by: most) {
      let end = min(points.count - 1, start + most)
      keeps[end] = true
      open.append((start, end))
    }
    while let (first, last) = open.popLast() {
      guard last - first > 1 else { continue }
      var (farthest, most) = (first, 0.0)
      for index in first + 1..<last {
        let off = distance(points[index], from: points[first], to: points[last])
        if off > most { (farthest, most) = (index, off) }
      }
      guard most > tolerance else { continue }
      keeps[farthest] = true
      open.append((first, farthest))
      open.append((farthest, last))
    }
    return points.indices.filter { keeps[$0] }
  }

  /// A line's points without those that nobody misses.
  static func thinned(_ points: [SIMD2<Double>], tolerance: Double) -> [SIMD2<Double>] {
    thinned(points, tolerance).map { points[$0] }
  }

  private static func distance(_ a: SIMD2<Double>, _ b: SIMD2<Double>) -> Double {
    let d = a - b
    return (d * d).sum().squareRoot()
  }

  /// How far a point is from a stretch.
  private static func distance(_ point: SIMD2<Double>, from a: SIMD2<Double>, to b: SIMD2<Double>) -> Double {
    let way = b - a
    let length = (way * way).sum()
    guard length > 0 else { return distance(point, a) }
    let share = max(0, min(1, ((point - a) * way).sum() / length))
    return distance(point, a + way * share)
  }
}

extension PageBox {
  /// Whether a point lies inside.
  func contains(_ point: SIMD2<Double>) -> Bool {
    point.x >= x && point.x <= endX && point.y >= y && point.y <= endY
  }

  /// Where the way from a point inside to one outside leaves the box.
  func edge(from inside: SIMD2<Double>, to outside: SIMD2<Double>) -> SIMD2<Double> {
    let way = outside - inside
    var share = 1.0
    if way.x > 0 { share = min(share, (endX - inside.x) / way.x) }
    if way.x < 0 { share = min(share, (x - inside.x) / way.x) }
    if way.y > 0 { share = min(share, (endY - inside.y) / way.y) }
    if way.y < 0 { share = min(share, (y - inside.y) / way.y) }
    let edge = inside + way * max(0, share)
    // Where the way is so long that its product has no digits left, the edge itself is near enough.
    return edge.x.isFinite && edge.y.isFinite
      ? SIMD2(max(x, min(endX, edge.x)), max(y, min(endY, edge.y))) : inside
  }

  /// Where the way between two points outside crosses the box; `nil` if it does not.
  func crossing(from a: SIMD2<Double>, to b: SIMD2<Double>) -> (SIMD2<Double>, SIMD2<Double>)? {
    let way = b - a
    guard way.x.isFinite, way.y.isFinite else { return nil }
    var (enter, leave) = (0.0, 1.0)
    for (start, step, low, high) in [(a.x, way.x, x, endX), (a.y, way.y, y, endY)] {
      if step == 0 {
        if start < low || start > high { return nil }
        continue
      }
      let (first, second) = ((low - start) / step, (high - start) / step)
      enter = max(enter, min(first, second))
      leave = min(leave, max(first, second))
    }
    return enter < leave ? (a + way * enter, a + way * leave) : nil
  }
}
