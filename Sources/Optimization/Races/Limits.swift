import Arithmetic

/// When a run counts as converged or as diverged.
public struct Limits: Hashable, Sendable {
  /// Converged needs that what is left to gain is at most this share of how much the loss has changed since the start.
  ///
  /// A share has no unit: the verdict is the same whatever x, y and the loss are measured in. `Standing` says what is
  /// compared. 1e-12 is about a millionth of the distance. At 0 no run converges.
  public var tolerance: Double
  /// When a run has converged, in one sentence for a person.
  public static let convergence =
    "A run has converged when a Newton step would lower the loss by at most 1e-12 of its change so far, the last step "
    + "could not change it by more, and no point nearby is lower. The units of x, y and the loss do not matter."
  /// When a run has stopped without a minimum, in one sentence for a person.
  public static let standstill =
    "A run that stops where the loss is level without a minimum, such as on a saddle, a ridge or a plateau, has stopped "
    + "but not converged."
  /// Outside this rectangle a run has diverged.
  public var bound: Domain
  /// What of the bound has numbers for coordinates: whatever is in it is a number.
  @usableFromInline var finiteBound: Domain {
    let numbers = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
    return Domain(x: bound.x.clamped(to: numbers), y: bound.y.clamped(to: numbers))
  }
  /// The sides of the surface's domain: lengths in the units of x and y.
  let sides: Point<Double>

  /// The limits for a surface: a tolerance of 1e-12, and a thousand times the domain's width around it.
  ///
  /// A start further out widens the bound: it has not diverged yet.
  public init(
    for domain: Domain, including start: Point<Double>? = nil, tolerance: Double = 1e-12,
    widths: Double = 1000
  ) {
    self.tolerance = tolerance
    sides = domain.size
    func widened(_ interval: ClosedRange<Double>, _ start: Double?) -> ClosedRange<Double> {
      let margin = widths * interval.length
      let (low, high) = (interval.lowerBound - margin, interval.upperBound + margin)
      guard let start, start.isFinite else { return low...high }
      return min(low, start - abs(start))...max(high, start + abs(start))
    }
    bound = Domain(x: widened(domain.x, start?.x), y: widened(domain.y, start?.y))
  }
}

/// Why a run is over, or that it is not.
public enum Outcome: Hashable, Sendable {
  /// Steps remain.
  case running
  /// It has arrived at a minimum at this step, and stays near it.
  case converged(at: Int)
  /// It stands since this step where the loss is level without a minimum: on a saddle, a ridge, a kink or a flat.
  case stopped(at: Int)
  /// The position left the bound, or stopped being a number, at this step.
  case diverged(at: Int)
  /// All steps were made.
  case budgetSpent
}
