/// The contour lines of a grid at some levels, by marching squares.
///
/// One contour for each level, in the order given; NaN and infinite levels have no lines. A value that equals the level
/// counts as above it. Between two neighbouring nodes on different sides, the line passes where linear interpolation
/// puts the level. A cell whose opposite corners are on the same side, and its neighbouring ones on different sides, is
/// decided by the mean of the four. A cell with a corner that is not finite is a hole.
///
/// Pieces are joined as far as they go: a line is closed, or it ends at the grid's border or at a hole. Higher
/// ground lies on the left of the walking direction, seen with x to the right and y upwards. Of each level, open lines
/// come before closed ones, both in the order of the cell they begin in, row by row from the lowest. Consecutive
/// points coincide where a node's value equals the level. A grid narrower than two nodes or with more
/// than 2²⁹ nodes has no lines.
///
/// O(nodes + crossings of all levels), if few levels lie between neighbouring nodes; one table of two words for each
/// node. After Lorensen and Cline, *Marching cubes*, SIGGRAPH 1987, in the plane; the centre's vote is from
/// Wyvill, McPheeters and Wyvill, *Data structure for soft objects*, 1986.
///
/// ```swift
/// let grid = SampledGrid(domain: Domain(x: -5...5, y: -5...5), columns: 80, rows: 80) {
///   Bowl().fillRow($0, $1, $2)
/// }
/// let rings = contours(of: grid, at: [1, 10])
/// let isRing = rings[0].lines[0].isClosed  // true
/// ```
public func contours(of grid: SampledGrid, at levels: [Double]) -> [Contour] {
  var contours = levels.map { Contour(level: $0, lines: []) }
  guard grid.columns > 1, grid.rows > 1, grid.values.count <= LineTracer.nodeLimit else { return contours }

  let ascending = levels.indices.filter { levels[$0].isFinite }.sorted { levels[$0] < levels[$1] }
  let distinct = ascending.map { levels[$0] }.withoutRepetitions
  var lines: [[Polyline]] = []
  var tracer = LineTracer(grid: grid)
  for start in stride(from: 0, to: distinct.count, by: LevelRanks.capacity) {
    let batch = distinct[start..<min(start + LevelRanks.capacity, distinct.count)]
    let ranks = LevelRanks(of: grid.values, among: batch).ranks
    let cells = CrossedCells(ranks: ranks, columns: grid.columns, rows: grid.rows, levels: batch.count)
    for (rank, level) in batch.enumerated() {
      lines.append(tracer.lines(at: level, above: rank, ranks: ranks, through: cells[rank]))
    }
  }

  var next = 0
  for index in ascending {
    if distinct[next] != levels[index] { next += 1 }
    contours[index].lines = lines[next]
  }
  return contours
}

extension [Double] {
  /// The elements without those that equal the one before.
  fileprivate var withoutRepetitions: [Double] {
    reduce(into: []) { kept, element in
      if kept.last != element { kept.append(element) }
    }
  }
}
