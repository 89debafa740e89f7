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

  /// What becomes of a run near a point, by the curvatures there.
  public enum Verdict: String, Hashable, Sendable, CaseIterable {
    /// Every direction comes closer without overshooting.
    case stable
    /// Some direction swings from side to side, each swing shorter than the one before.
    case oscillating
    /// Some direction swings wider each time.
    case diverging
    /// Nothing diverges, but one direction curves down, away from the point.
    case saddle
    /// Every direction curves down, away from the point.
    case hilltop
  }

  /// The verdict for a rate and the curvatures along the principal directions; `nil` where one is not a number.
  public func verdict(rate: Double, smallest: Double, largest: Double) -> Verdict? {
    let product = rate * largest
    guard product.isFinite, smallest.isFinite else { return nil }
    if product > divergesAbove { return .diverging }
    if largest < 0 { return .hilltop }
    if smallest < 0 { return .saddle }
    return product > oscillatesAbove ? .oscillating : .stable
  }
}

extension Optimizer {
  /// Methods that scale each coordinate by its own history have no such bound.
  public static func stability(_ settings: SettingValues) -> Stability? { nil }
}
