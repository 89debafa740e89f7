/// Looks for the saddles of a surface: level points from which it falls on two sides.
///
/// The rectangle is divided into cells. Where both parts of the gradient change sign over a cell's corners, Newton's method
/// on the gradient decides. A saddle whose surroundings are finer than a cell may be missed; every result is a saddle.
public enum SaddleSearch {
  /// Cells along each side: finer ones find no more of what can be told apart in a picture.
  private static let cells = 40

  /// The saddles inside a rectangle, by rows from below; none if there are more than `most`.
  ///
  /// That many marks would be useless.
  public static func saddles(of objective: any Objective, in domain: Domain, atMost most: Int)
    -> [Point<Double>]
  {
    let cell = domain.size / Double(cells)
    guard cell.isFinite, cell.x > 0, cell.y > 0 else { return [] }
    func node(_ column: Int, _ row: Int) -> Point<Double> {
      Point(domain.x.lowerBound + Double(column) * cell.x, domain.y.lowerBound + Double(row) * cell.y)
    }
    func slopes(_ row: Int) -> [Point<Double>] {
      (0...cells).map { objective.valueAndGradient(at: node($0, row)).gradient }
    }
    var found: [Point<Double>] = []
    var below = slopes(0)
    for row in 0..<cells {
      let above = slopes(row + 1)
      for column in 0..<cells {
        let corners = [below[column], below[column + 1], above[column], above[column + 1]]
        guard changesSign(corners.map(\.x)), changesSign(corners.map(\.y)),
          let place = settle(objective, node(column, row) + 0.5 * cell, cell), domain.contains(place),
          !found.contains(where: { abs($0.x - place.x) < cell.x / 4 && abs($0.y - place.y) < cell.y / 4 })
        else { continue }
        found.append(place)
        if found.count > most { return [] }
      }
      below = above
    }
    return found
  }

  private static func changesSign(_ values: [Double]) -> Bool {
    values.contains { $0 <= 0 } && values.contains { $0 >= 0 }
  }

  /// The saddle to which Newton's method converges from a cell's middle, if it stays near the cell.
  private static func settle(_ objective: any Objective, _ middle: Point<Double>, _ cell: Point<Double>)
    -> Point<Double>?
  {
    var point = middle
    for _ in 0..<60 {
      let gradient = objective.valueAndGradient(at: point).gradient
      let hessian = objective.hessian(at: point)
      guard gradient.isFinite, hessian.isFinite else { return nil }
      if gradient.length == 0 { return isSaddle(objective, point, hessian, cell) ? point : nil }
      guard let step = hessian.solution(gradient), step.isFinite else { return nil }
      point = point - step
      guard abs(point.x - middle.x) <= 2 * cell.x, abs(point.y - middle.y) <= 2 * cell.y else { return nil }
      if abs(step.x) <= 1e-9 * cell.x, abs(step.y) <= 1e-9 * cell.y {
        return isSaddle(objective, point, objective.hessian(at: point), cell) ? point : nil
      }
    }
    return nil
  }

  /// Whether the surface rises and falls around a point without slope.
  private static func isSaddle(
    _ objective: any Objective, _ point: Point<Double>, _ hessian: Hessian, _ cell: Point<Double>
  ) -> Bool {
    guard hessian.isFinite else { return false }
    // In units of the cell, so that the lengths of the sides do not decide which curvature counts as none.
    let (smaller, larger) = hessian.inUnits(of: cell).eigenvalues
    if larger > 1e-6 * -smaller, -smaller > 1e-6 * larger { return true }
    if max(abs(smaller), abs(larger)) > 0, smaller * larger > 1e-6 * larger * larger { return false }
    // If the curvature is inconclusive, a walk around decides: on a saddle it goes down and up at least twice.
    let middle = objective.value(at: point)
    let heights = (0..<32).map { direction -> Double in
      let angle = (Double(direction) + 0.21) * Double.pi / 16
      return objective.value(
        at: Point(point.x + cell.x / 4 * Double.cos(angle), point.y + cell.y / 4 * Double.sin(angle)))
        - middle
    }
    let least = 1e-12 * max(abs(middle), heights.map(abs).max() ?? 0)
    guard heights.allSatisfy({ $0.isFinite && abs($0) > least }) else { return false }
    return heights.indices.count { (heights[$0] > 0) != (heights[($0 + 1) % 32] > 0) } >= 4
  }
}

extension Hessian {
  /// The second derivatives by coordinates that are measured in other lengths.
  func inUnits(of lengths: Point<Double>) -> Hessian {
    Hessian(
      xx: xx * lengths.x * lengths.x, xy: xy * lengths.x * lengths.y, yy: yy * lengths.y * lengths.y)
  }
}
