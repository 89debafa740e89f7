/// Why a race on an objective would show nothing, or end where it begins.
public enum MissingValues: Hashable, Sendable {
  /// No point that was tried has a finite loss.
  case everywhere
  /// The loss at the start is infinite or not a number; elsewhere it is finite.
  case atStart
  /// The loss at the start is finite, its gradient is not.
  case slopeAtStart
}

extension Objective {
  /// How many points a side of a rectangle is tried at.
  private static var triedSide: Int { 24 }

  /// What is missing at a start and in rectangles around it; `nil` if a race can begin.
  ///
  /// A finite start is two evaluations. Only without one the rectangles are searched, until the first finite loss.
  public func missingValues(at start: Point<Double>, in domains: [Domain]) -> MissingValues? {
    let (value, gradient) = valueAndGradient(at: start)
    if value.isFinite { return gradient.isFinite ? nil : .slopeAtStart }
    let side = Self.triedSide
    func place(_ range: ClosedRange<Double>, _ index: Int) -> Double {
      let share = Double(index) / Double(side - 1)
      // Both ends, and no overflow between them.
      return range.lowerBound * (1 - share) + range.upperBound * share
    }
    for domain in domains {
      for row in 0..<side {
        for column in 0..<side {
          let point = Point(place(domain.x, column), place(domain.y, row))
          if self.value(at: point).isFinite { return .atStart }
        }
      }
    }
    return .everywhere
  }
}
