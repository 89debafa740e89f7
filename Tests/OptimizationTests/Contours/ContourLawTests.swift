import Optimization
import Testing

/// Laws that hold for every grid, checked against a slow and simple list of crossed edges.
@Suite struct ContourLawTests {
  /// Grids without and with holes, small and wide, with ties among their values.
  static let grids: [SampledGrid] = {
    var grids = ContourGrids(seed: 7)
    var all: [SampledGrid] = AnalyticGrids.all
    for _ in 0..<150 {
      all.append(grids.next(columns: 2...9, rows: 2...9))
      all.append(grids.next(columns: 2...30, rows: 2...12, holes: 0.1))
      all.append(grids.next(columns: 2...30, rows: 2...12, holes: 0.4))
      all.append(grids.next(columns: 2...24, rows: 2...12, holes: 0.05, steps: 3))
    }
    return all
  }()

  /// Levels inside the range of a grid's heights, none of them equal to a height.
  static func levels(of grid: SampledGrid) -> [Double] {
    guard let range = grid.finiteRange else { return [] }
    let width = range.upperBound - range.lowerBound
    let levels = [0.013, 0.171, 0.329, 0.4912, 0.677, 0.8531, 0.991].map { range.lowerBound + $0 * width }
    return levels.filter { level in !grid.values.contains(level) }
  }

  /// Calls `body` with every contour of every grid.
  static func forEachContour(_ body: (GridEdges, Contour) throws -> Void) rethrows {
    for grid in grids {
      let edges = GridEdges(grid)
      for contour in contours(of: grid, at: levels(of: grid)) { try body(edges, contour) }
    }
  }

  @Test func everyCrossedEdgeIsPassedExactlyOnce() {
    Self.forEachContour { edges, contour in
      let passed = contour.lines.flatMap(\.points).map(edges.edge(at:))
      #expect(passed.count == Set(passed).count)
      #expect(Set(passed) == Set(edges.crossed(by: contour.level).map(Optional.init)))
    }
  }

  @Test func piecesStayInOneCell() {
    Self.forEachContour { edges, contour in
      #expect(contour.lines.allSatisfy { edges.pieces(of: $0) != nil })
    }
  }

  @Test func linesAreClosedOrEndAtTheBorderOrAHole() {
    Self.forEachContour { edges, contour in
      for line in contour.lines {
        let sides = line.points.map { point in edges.edge(at: point).map { edges.cells(beside: $0).count } }
        if line.isClosed {
          #expect(sides.allSatisfy { $0 == 2 })
          #expect(line.points.count > 2)
        } else {
          #expect(sides.first == 1 && sides.last == 1)
          #expect(sides.dropFirst().dropLast().allSatisfy { $0 == 2 })
          #expect(line.points.count > 1)
        }
      }
    }
  }

  @Test func higherGroundIsOnTheLeft() throws {
    try Self.forEachContour { edges, contour in
      for line in contour.lines {
        for piece in try #require(edges.pieces(of: line)) {
          for edge in [piece.departure, piece.arrival] {
            for node in [edge.first, edge.second] {
              let position: SIMD2 = [edges.grid.x(ofColumn: node.column), edges.grid.y(ofRow: node.row)]
              #expect((piece.side(of: position) > 0) == (edges.value(node) >= contour.level))
            }
          }
        }
      }
    }
  }

  @Test func theCentreDecidesASaddle() throws {
    var saddles = 0
    try Self.forEachContour { edges, contour in
      for piece in try contour.lines.flatMap({ try #require(edges.pieces(of: $0)) }) {
        let corners = edges.corners(of: piece.cell)
        let heights = corners.map { edges.value($0) }
        let reaches = heights.map { $0 >= contour.level }
        guard reaches[0] == reaches[2], reaches[1] == reaches[3], reaches[0] != reaches[1] else { continue }
        saddles += 1
        let centre = heights.reduce(0) { $0 + $1 / 4 }
        let cutOff = try #require(piece.corner)
        // A high centre connects the high corners, so that the low ones are cut off.
        #expect((edges.value(cutOff) >= contour.level) == (centre < contour.level))
      }
    }
    #expect(saddles > 1000)
  }

  @Test func pointsReproduceTheLevelAlongTheirEdge() throws {
    try Self.forEachContour { edges, contour in
      for point in contour.lines.flatMap(\.points) {
        let edge = try #require(edges.edge(at: point))
        let (low, high) = (edges.value(edge.first), edges.value(edge.second))
        let start: SIMD2 = [edges.grid.x(ofColumn: edge.first.column), edges.grid.y(ofRow: edge.first.row)]
        let end: SIMD2 = [edges.grid.x(ofColumn: edge.second.column), edges.grid.y(ofRow: edge.second.row)]
        let share = ((point - start) / (end - start)).replacing(with: 0, where: end .== start).max()
        #expect(share > 0 && share < 1)
        #expect(abs(low + share * (high - low) - contour.level) <= 1e-9 * max(abs(low), abs(high)))
        let interpolated = try #require(edges.grid.value(at: point))
        #expect(abs(interpolated - contour.level) <= 1e-9 * max(abs(low), abs(high)))
      }
    }
  }

  /// Lines of one level do not cross each other, nor those of another level, so that they are nested.
  @Test func linesDoNotCross() throws {
    for grid in Self.grids {
      let edges = GridEdges(grid)
      var pieces: [Node: [Piece]] = [:]
      for line in contours(of: grid, at: Self.levels(of: grid)).flatMap(\.lines) {
        for piece in try #require(edges.pieces(of: line)) { pieces[piece.cell, default: []].append(piece) }
      }
      for crowd in pieces.values {
        for (index, piece) in crowd.enumerated() {
          #expect(!crowd[..<index].contains { $0.crosses(piece) })
        }
      }
    }
  }

  @Test func aHigherLevelStaysOnTheHigherSide() throws {
    for grid in Self.grids {
      let edges = GridEdges(grid)
      let all = contours(of: grid, at: Self.levels(of: grid))
      for (low, high) in zip(all, all.dropFirst()) {
        var lower: [Node: [Piece]] = [:]
        for piece in try low.lines.flatMap({ try #require(edges.pieces(of: $0)) }) {
          lower[piece.cell, default: []].append(piece)
        }
        for piece in try high.lines.flatMap({ try #require(edges.pieces(of: $0)) }) {
          // Two pieces of a saddle without a common edge are around different hills.
          for below in lower[piece.cell] ?? [] where below.sharesEdge(with: piece) {
            #expect(below.side(of: piece.from) > -1e-12 && below.side(of: piece.to) > -1e-12)
          }
        }
      }
    }
  }

  /// The pieces of a turned or mirrored grid are those of the grid, turned or mirrored.
  @Test func symmetriesKeepThePieces() throws {
    for grid in Self.grids {
      let levels = Self.levels(of: grid)
      let (columns, rows) = (grid.columns, grid.rows)
      let expected = try Self.undirectedPieces(of: grid, levels) { $0 }
      let symmetries: [(transposed: Bool, map: (Node) -> Node)] = [
        (false, { Node(column: columns - 1 - $0.column, row: $0.row) }),
        (false, { Node(column: $0.column, row: rows - 1 - $0.row) }),
        (true, { Node(column: $0.row, row: $0.column) }),
        (true, { Node(column: rows - 1 - $0.row, row: $0.column) }),
      ]
      for (transposed, map) in symmetries {
        var values = grid.values
        for row in 0..<rows {
          for column in 0..<columns {
            let node = map(Node(column: column, row: row))
            values[node.row * (transposed ? rows : columns) + node.column] = grid[column, row]
          }
        }
        let image = try #require(
          SampledGrid(
            domain: grid.domain, columns: transposed ? rows : columns, rows: transposed ? columns : rows,
            values: values))
        #expect(
          try Self.undirectedPieces(of: image, levels) { $0 } == Self.undirectedPieces(of: grid, levels, map))
        #expect(expected.count == contours(of: image, at: levels).map(\.pieceCount).reduce(0, +))
      }
    }
  }

  private static func undirectedPieces(
    of grid: SampledGrid, _ levels: [Double], _ map: (Node) -> Node
  ) throws -> Set<[Set<Edge>]> {
    let edges = GridEdges(grid)
    var pieces: Set<[Set<Edge>]> = []
    for (index, contour) in contours(of: grid, at: levels).enumerated() {
      // The level belongs to the piece: an edge with the same node twice stands for its number.
      let number = Node(column: -1, row: index)
      for piece in try contour.lines.flatMap({ try #require(edges.pieces(of: $0)) }) {
        let ends = [piece.departure, piece.arrival].map { Edge(map($0.first), map($0.second)) }
        pieces.insert([Set(ends), [Edge(number, number)]])
      }
    }
    return pieces
  }

  /// A value on the level counts as above it: the same lines as a hair below the level.
  @Test func aLevelOnValuesTracesTheLinesJustBelowIt() {
    var grids = ContourGrids(seed: 99)
    for _ in 0..<300 {
      let grid = grids.next(columns: 2...12, rows: 2...12, holes: 0.05, steps: 4)
      let levels: [Double] = [0, 1, 2, 3, 4]
      let exact = contours(of: grid, at: levels)
      let below = contours(of: grid, at: levels.map { $0 - 1e-9 })
      for (one, other) in zip(exact, below) {
        #expect(one.lines.map(\.isClosed) == other.lines.map(\.isClosed))
        #expect(one.lines.map(\.points.count) == other.lines.map(\.points.count))
        let distances = zip(one.lines.flatMap(\.points), other.lines.flatMap(\.points)).map {
          ($0 - $1).magnitude
        }
        #expect(distances.allSatisfy { $0 < 1e-7 })
      }
    }
  }

  @Test func theSameGridGivesTheSameLines() {
    for grid in Self.grids.prefix(60) {
      let levels = Self.levels(of: grid)
      #expect(contours(of: grid, at: levels) == contours(of: grid, at: levels))
    }
  }

  @Test func levelsDoNotInfluenceEachOther() {
    for grid in Self.grids.prefix(60) {
      let range = grid.finiteRange ?? 0...0
      // More than can be ranked at once.
      let (low, height) = (range.lowerBound, range.upperBound - range.lowerBound)
      let levels = (0..<75).map { (i: Int) -> Double in low + height * (Double(i) + 0.37) / 75 }
      let together = contours(of: grid, at: levels)
      #expect(together == levels.flatMap { contours(of: grid, at: [$0]) })
      #expect(together.reversed() == contours(of: grid, at: levels.reversed()))
    }
  }
}

@Suite struct ManyLevelsTests {
  /// More levels than a byte can rank.
  @Test func hundredsOfLevelsAreTracedApart() {
    let grid = AnalyticGrids.bowl
    let levels = (0..<600).map { 0.013 + Double($0) * 0.08 }
    #expect(contours(of: grid, at: levels) == levels.flatMap { contours(of: grid, at: [$0]) })
  }
}

extension Contour {
  fileprivate var pieceCount: Int { lines.reduce(0) { $0 + $1.points.count - ($1.isClosed ? 0 : 1) } }
}

extension SIMD2<Double> {
  fileprivate var magnitude: Double { (x * x + y * y).squareRoot() }
}
