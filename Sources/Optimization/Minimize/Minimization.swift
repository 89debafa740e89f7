/// What `minimize` found, and how it ended.
public struct Minimization: Sendable {
  /// Where the run ended: the point that converged, that diverged, or that the last step led to.
  public let position: Point<Double>
  /// A second point that the method keeps, such as the average of its path; `nil` where it keeps none.
  ///
  /// A method that averages is meant to be read here.
  public let companion: Point<Double>?
  /// The loss at `position`.
  public let loss: Double
  /// The length of the gradient at `position`.
  public let gradientNorm: Double
  /// How many steps were made.
  public let steps: Int
  /// How many evaluations the optimizer asked for.
  public let evaluations: Int
  /// Why it ended: `.converged`, `.diverged`, `.stopped` or `.budgetSpent`.
  public let outcome: Outcome
  /// Every point from the start to `position`; `nil` where it was not asked for.
  public let track: Track?
}
