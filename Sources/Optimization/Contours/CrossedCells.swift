/// The cells that each of some levels passes through.
///
/// A cell is named by its lower left node. Cells with a corner that is not finite are holes: no level passes.
struct CrossedCells {
  /// Cells level after level, ascending within each.
  private let cells: [Int32]
  /// Where in `cells` each level begins, and where the last one ends.
  private let offsets: [Int]

  /// The cells of one level, row by row from the lowest y.
  subscript(level: Int) -> ArraySlice<Int32> { cells[offsets[level]..<offsets[level + 1]] }

  /// Sorts a grid's cells by the levels through them, in one pass over the nodes and two over the crossed cells.
  init(ranks: [UInt8], columns: Int, rows: Int, levels: Int) {
    let uneven = Self.unevenCells(of: ranks, columns: columns, rows: rows)
    var ends = [Int](repeating: 0, count: levels + 1)
    for cell in uneven {
      for level in Self.levels(through: Int(cell), ranks, columns) { ends[level + 1] += 1 }
    }
    for level in 0..<levels { ends[level + 1] += ends[level] }
    offsets = ends

    // Every level's end starts at its beginning, and arrives at the next one's.
    var sorted = [Int32](repeating: 0, count: ends[levels])
    for cell in uneven {
      for level in Self.levels(through: Int(cell), ranks, columns) {
        sorted[ends[level]] = cell
        ends[level] += 1
      }
    }
    cells = sorted
  }

  /// The levels that separate a cell's corners; none for a hole.
  @inline(__always)
  private static func levels(through cell: Int, _ ranks: [UInt8], _ columns: Int) -> Range<Int> {
    let lowerLeft = ranks[cell]
    let lowerRight = ranks[cell + 1]
    let upperLeft = ranks[cell + columns]
    let upperRight = ranks[cell + columns + 1]
    let highest = max(max(lowerLeft, lowerRight), max(upperLeft, upperRight))
    guard highest != LevelRanks.hole else { return 0..<0 }
    let lowest = min(min(lowerLeft, lowerRight), min(upperLeft, upperRight))
    return Int(lowest)..<Int(highest)
  }

  /// The cells whose corners differ in rank, ascending.
  ///
  /// Most cells of a smooth surface lie between two levels. Eight at a time are skipped by comparing
  /// the ranks of their corners as whole words.
  private static func unevenCells(of ranks: [UInt8], columns: Int, rows: Int) -> [Int32] {
    var cells: [Int32] = []
    for row in 0..<max(rows - 1, 0) {
      var cell = row * columns
      let end = cell + columns - 1
      while cell < end {
        let next = min(cell + 8, end)
        if next - cell < 8 || isUneven(eightCellsFrom: cell, ranks, columns) {
          for cell in cell..<next where isUneven(cell, ranks, columns) {
            cells.append(Int32(truncatingIfNeeded: cell))
          }
        }
        cell = next
      }
    }
    return cells
  }

  @inline(__always)
  private static func isUneven(_ cell: Int, _ ranks: [UInt8], _ columns: Int) -> Bool {
    let corner = ranks[cell]
    return corner != ranks[cell + 1] || corner != ranks[cell + columns] || corner != ranks[cell + columns + 1]
  }

  @inline(__always)
  private static func isUneven(eightCellsFrom cell: Int, _ ranks: [UInt8], _ columns: Int) -> Bool {
    ranks.withUnsafeBytes { ranks in
      func word(_ node: Int) -> UInt64 { ranks.loadUnaligned(fromByteOffset: node, as: UInt64.self) }
      let corners = word(cell)
      return corners != word(cell + 1) || corners != word(cell + columns)
        || corners != word(cell + columns + 1)
    }
  }
}
