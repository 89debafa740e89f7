/// The straight pieces into which a level cuts a cell, for each choice of corners that reach the level.
///
/// A choice is four bits, counterclockwise: 1 lower left, 2 lower right, 4 upper right, 8 upper left. Going around
/// the cell that way, a piece departs from the edge where the ground falls below the level and arrives at the edge
/// where it rises again: so the higher ground is on its left. Edges are numbers relative to the cell's, numbered as
/// in `LineTracer`.
struct CellPieces {
  /// The edge the piece departs from, by choice of corners; not used for choices without a single piece.
  let departures: [Int]
  /// The edge the piece arrives at.
  let arrivals: [Int]

  /// The pieces in a grid of this size.
  init(columns: Int, rows: Int) {
    let nodes = columns * rows
    // Bottom, right, top, left: edge k leads from corner k to the next one counterclockwise.
    let edges = [0, nodes + 1, columns, nodes]
    func edge(leaving reached: (_ corner: Int, _ next: Int) -> Bool) -> Int {
      edges.indices.first { reached($0, ($0 + 1) % 4) }.map { edges[$0] } ?? 0
    }
    departures = (0..<16).map { choice in
      edge { corner, next in choice >> corner & 1 == 1 && choice >> next & 1 == 0 }
    }
    arrivals = (0..<16).map { choice in
      edge { corner, next in choice >> corner & 1 == 0 && choice >> next & 1 == 1 }
    }
  }

  /// Whether exactly two opposite corners reach the level, so that the corners alone do not decide the pieces.
  static func isSaddle(_ choice: Int) -> Bool { choice == 0b0101 || choice == 0b1010 }

  /// A saddle's two pieces, each as the choice of corners with that piece alone.
  ///
  /// Where the centre reaches the level, the two high corners are connected through it and each piece cuts off one
  /// low corner; otherwise each cuts off one high corner.
  static func ofSaddle(_ choice: Int, centreReaches: Bool) -> (Int, Int) {
    switch (choice, centreReaches) {
    case (0b0101, true): (0b1101, 0b0111)
    case (0b0101, false): (0b0001, 0b0100)
    case (_, true): (0b1110, 0b1011)
    case (_, false): (0b0010, 0b1000)
    }
  }
}
