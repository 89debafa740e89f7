/// Joins the pieces of a level into lines, one level after another.
///
/// A level cuts a cell in one or two straight pieces, each from one edge of the cell to another. Walked with the
/// higher ground on the left, the piece on one side of an edge arrives at it and the piece on the other side departs
/// from it. So one link for each edge holds all of a level, and no piece ever has to be searched for.
///
/// An edge is named by a number: the horizontal one from a node to the next has the node's number, the vertical one
/// to the node above has that number plus the number of nodes.
struct LineTracer {
  /// The number of nodes of the largest grid whose edges can be numbered in a link.
  static let nodeLimit = 1 << 29

  private let values: [Double]
  private let columns: Int
  private let rowsPerNode: Double
  private let xs: [Double]
  private let ys: [Double]
  private let pieces: CellPieces

  /// For every edge, the link to the next one of its line.
  ///
  /// The number of the edge that follows, plus one, and the `arrival` bit when a piece arrives at this one. All zero
  /// between two levels.
  private var links: [UInt32]
  private static let arrival: UInt32 = 1 << 31

  /// The edges that pieces depart from, in the order of their cells.
  private var departures: [Int] = []
  /// The points of the line being walked.
  private var points: [SIMD2<Double>] = []

  /// A tracer over a grid of at most `nodeLimit` nodes.
  init(grid: SampledGrid) {
    values = grid.values
    columns = grid.columns
    rowsPerNode = 1 / Double(grid.columns)
    xs = grid.xs
    ys = grid.ys
    pieces = CellPieces(columns: grid.columns, rows: grid.rows)
    links = [UInt32](repeating: 0, count: 2 * values.count)
  }

  /// The lines of one level, given the cells it crosses and the nodes' ranks: those above `rank` reach the level.
  ///
  /// Open lines first, then closed ones, each kind in the order of the cell that it begins in. O(crossed cells).
  mutating func lines(
    at level: Double, above rank: Int, ranks: [UInt8], through cells: ArraySlice<Int32>
  ) -> [Polyline] {
    departures.removeAll(keepingCapacity: true)
    for cell in cells { linkPieces(in: Int(cell), at: level, above: rank, ranks: ranks) }

    // An edge without a link has been walked already.
    var lines: [Polyline] = []
    for edge in departures where links[edge] != 0 && links[edge] & Self.arrival == 0 {
      lines.append(line(from: edge, at: level))
    }
    for edge in departures where links[edge] != 0 {
      lines.append(line(from: edge, at: level))
    }
    return lines
  }

  private mutating func linkPieces(in cell: Int, at level: Double, above rank: Int, ranks: [UInt8]) {
    func bit(_ node: Int) -> Int { Int(ranks[node]) > rank ? 1 : 0 }
    let choice =
      bit(cell) | bit(cell + 1) << 1 | bit(cell + columns + 1) << 2 | bit(cell + columns) << 3
    guard CellPieces.isSaddle(choice) else { return linkPiece(in: cell, choice) }
    // Quartered before they are added, against overflow; diagonal by diagonal, so that a mirrored or transposed grid
    // gives the same sum to the last bit.
    let centre =
      (values[cell] / 4 + values[cell + columns + 1] / 4)
      + (values[cell + 1] / 4 + values[cell + columns] / 4)
    let both = CellPieces.ofSaddle(choice, centreReaches: centre >= level)
    linkPiece(in: cell, both.0)
    linkPiece(in: cell, both.1)
  }

  private mutating func linkPiece(in cell: Int, _ choice: Int) {
    let departure = cell + pieces.departures[choice]
    let arrival = cell + pieces.arrivals[choice]
    links[departure] |= UInt32(truncatingIfNeeded: arrival + 1)
    links[arrival] |= Self.arrival
    departures.append(departure)
  }

  /// Walks a line to its end or back to where it began, and clears its links.
  private mutating func line(from first: Int, at level: Double) -> Polyline {
    points.removeAll(keepingCapacity: true)
    var edge = first
    while true {
      points.append(crossing(of: edge, at: level))
      let next = links[edge] & ~Self.arrival
      links[edge] = 0
      if next == 0 { break }
      edge = Int(next) - 1
      if edge == first { break }
    }
    // A line that came back has reached its first edge again, which no longer has a link.
    let isClosed = edge == first && points.count > 1
    return Polyline(points: points.withUnsafeBufferPointer { Array($0) }, isClosed: isClosed)
  }

  /// Where a level crosses an edge, by linear interpolation between the nodes at its ends.
  private func crossing(of edge: Int, at level: Double) -> SIMD2<Double> {
    let isVertical = edge >= values.count
    let node = isVertical ? edge - values.count : edge
    // The half keeps the product away from whole numbers, so that rounding cannot change the row; an integer
    // division takes several times as long.
    let row = Int((Double(node) + 0.5) * rowsPerNode)
    let column = node - row * columns
    let share = Self.share(of: level, from: values[node], to: values[isVertical ? node + columns : node + 1])
    return isVertical
      ? SIMD2(xs[column], Self.between(ys[row], ys[row + 1], share))
      : SIMD2(Self.between(xs[column], xs[column + 1], share), ys[row])
  }

  private static func share(of level: Double, from first: Double, to second: Double) -> Double {
    let difference = second - first
    guard difference.isFinite else { return (level / 2 - first / 2) / (second / 2 - first / 2) }
    return (level - first) / difference
  }

  private static func between(_ first: Double, _ second: Double, _ share: Double) -> Double {
    // Rounding must not carry a point out of its edge.
    min(max(first * (1 - share) + second * share, first), second)
  }
}
