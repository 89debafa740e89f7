/// How a method behaves on a quadratic of curvature λ, as bounds on the product α·λ of rate and curvature.
///
/// Near any smooth minimum the loss is such a quadratic along each principal direction, so these are the bounds that
/// a race meets there.
public struct Stability: Hashable, Sendable {
  /// Above this the path swings from side to side.
  public let oscillatesAbove: Double
  /// Above this every swing is longer than the one before.
  public let divergesAbove: Double

  /// The bounds.
  public init(oscillatesAbove: Double, divergesAbove: Double) {
    self.oscillatesAbove = oscillatesAbove
    self.divergesAbove = divergesAbove
  }
}

extension Optimizer {
  /// Methods that scale each coordinate by its own history have no such bound.
  public static func stability(_ settings: SettingValues) -> Stability? { nil }
}
