import Arithmetic

/// When a run counts as converged or as diverged.
public struct Limits: Hashable, Sendable {
  /// Converged needs a gradient shorter than this.
  ///
  /// 1e-6 leaves the loss about 1e-12 above a minimum of curvature 1.
  public var gradientTolerance: Double
  /// Converged needs a step shorter than this too, since a fast run passing a flat spot has not arrived.
  public var stepTolerance: Double
  /// Outside this rectangle a run has diverged.
  public var bound: Domain

  /// The limits for a surface: 1e-6 for gradient and step, and a thousand times the domain's width around it.
  ///
  /// A start further out widens the bound: it has not diverged yet.
  public init(
    for domain: Domain, including start: Point<Double>? = nil, gradientTolerance: Double = 1e-6,
    stepTolerance: Double = 1e-6,
    widths: Double = 1000
  ) {
    self.gradientTolerance = gradientTolerance
    self.stepTolerance = stepTolerance
    func widened(_ interval: ClosedRange<Double>, _ start: Double?) -> ClosedRange<Double> {
      let margin = widths * interval.length
      let (low, high) = (interval.lowerBound - margin, interval.upperBound + margin)
      guard let start, start.isFinite else { return low...high }
      return min(low, start - abs(start))...max(high, start + abs(start))
    }
    bound = Domain(x: widened(domain.x, start?.x), y: widened(domain.y, start?.y))
  }
}

extension Limits {
  /// Whether a step that ends where the gradient is short enough has arrived at a minimum: the step was short too, and
  /// no direction leads further down.
  @usableFromInline func isArrival(
    from before: Point<Double>, to after: Point<Double>, on objective: any Objective
  ) -> Bool {
    (after - before).length < stepTolerance && !objective.hessian(at: after).hasDescent
  }
}

/// Why a run is over, or that it is not.
public enum Outcome: Hashable, Sendable {
  /// Steps remain.
  case running
  /// Gradient and step fell below their tolerances at this step, at a point that is not a saddle.
  case converged(at: Int)
  /// The position left the bound, or stopped being a number, at this step.
  case diverged(at: Int)
  /// All steps were made.
  case budgetSpent
}
