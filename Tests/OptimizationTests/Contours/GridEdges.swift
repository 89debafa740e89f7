import Optimization

/// A node of a grid.
struct Node: Hashable {
  var column: Int
  var row: Int
}

/// An edge between two neighbouring nodes, the lower or left one first.
struct Edge: Hashable {
  var first: Node
  var second: Node

  init(_ one: Node, _ other: Node) {
    let ordered = (one.row, one.column) < (other.row, other.column)
    first = ordered ? one : other
    second = ordered ? other : one
  }
}

/// The expected course of a grid's contour lines, found in a slow and simple way.
struct GridEdges {
  let grid: SampledGrid
  private let columns: [Double: Int]
  private let rows: [Double: Int]

  init(_ grid: SampledGrid) {
    self.grid = grid
    columns = Dictionary(uniqueKeysWithValues: zip(grid.xs, 0...))
    rows = Dictionary(uniqueKeysWithValues: zip(grid.ys, 0...))
  }

  func value(_ node: Node) -> Double { grid[node.column, node.row] }

  /// Whether the cell above and to the right of a node exists and all its corners are finite.
  func isCell(_ node: Node) -> Bool {
    guard (0..<grid.columns - 1).contains(node.column), (0..<grid.rows - 1).contains(node.row) else {
      return false
    }
    return corners(of: node).allSatisfy { value($0).isFinite }
  }

  /// Counterclockwise from the lower left.
  func corners(of cell: Node) -> [Node] {
    let (column, row) = (cell.column, cell.row)
    return [
      cell, Node(column: column + 1, row: row), Node(column: column + 1, row: row + 1),
      Node(column: column, row: row + 1),
    ]
  }

  /// The cells on the two sides of an edge that are not holes.
  func cells(beside edge: Edge) -> [Node] {
    let node = edge.first
    let isHorizontal = edge.second.row == node.row
    let other = Node(column: node.column - (isHorizontal ? 0 : 1), row: node.row - (isHorizontal ? 1 : 0))
    return [node, other].filter(isCell)
  }

  /// Every edge whose ends a level separates and that belongs to some cell.
  func crossed(by level: Double) -> Set<Edge> {
    var edges: Set<Edge> = []
    for row in 0..<max(grid.rows - 1, 0) {
      for column in 0..<max(grid.columns - 1, 0) where isCell(Node(column: column, row: row)) {
        let corners = corners(of: Node(column: column, row: row))
        for (corner, next) in zip(corners, corners[1...] + corners[..<1])
        where (value(corner) >= level) != (value(next) >= level) {
          edges.insert(Edge(corner, next))
        }
      }
    }
    return edges
  }

  /// The edge that a point lies on, between its ends.
  func edge(at point: SIMD2<Double>) -> Edge? {
    switch (columns[point.x], rows[point.y]) {
    case (let column?, nil):
      guard let row = grid.ys.lastIndex(where: { $0 < point.y }), row + 1 < grid.rows else { return nil }
      return Edge(Node(column: column, row: row), Node(column: column, row: row + 1))
    case (nil, let row?):
      guard let column = grid.xs.lastIndex(where: { $0 < point.x }), column + 1 < grid.columns else {
        return nil
      }
      return Edge(Node(column: column, row: row), Node(column: column + 1, row: row))
    default: return nil
    }
  }

  /// The straight pieces of a line, each with its cell; nil if a piece leaves its cell.
  func pieces(of line: Polyline) -> [Piece]? {
    let ends = line.isClosed ? line.points[1...] + line.points[..<1] : line.points[1...]
    var pieces: [Piece] = []
    for (from, to) in zip(line.points, ends) {
      guard let departure = edge(at: from), let arrival = edge(at: to), departure != arrival else {
        return nil
      }
      let common = Set(cells(beside: departure)).intersection(cells(beside: arrival))
      guard let cell = common.first, common.count == 1 else { return nil }
      pieces.append(Piece(cell: cell, departure: departure, arrival: arrival, from: from, to: to))
    }
    return pieces
  }
}

/// A straight piece of a contour line through one cell.
struct Piece {
  let cell: Node
  let departure: Edge
  let arrival: Edge
  let from: SIMD2<Double>
  let to: SIMD2<Double>

  /// The corner it cuts off, when it joins two edges that meet.
  var corner: Node? {
    Set([departure.first, departure.second]).intersection([arrival.first, arrival.second]).first
  }

  /// Positive for a point to the left of the walking direction, negative to the right.
  func side(of point: SIMD2<Double>) -> Double {
    let along = to - from
    let across = point - from
    return along.x * across.y - along.y * across.x
  }

  func sharesEdge(with other: Piece) -> Bool {
    !Set([departure, arrival]).isDisjoint(with: [other.departure, other.arrival])
  }

  func crosses(_ other: Piece) -> Bool {
    side(of: other.from) * side(of: other.to) < 0 && other.side(of: from) * other.side(of: to) < 0
  }
}
