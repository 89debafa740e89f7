import Optimization

/// The settings that methods with a line search share.
extension Setting {
  /// The factor on the first trial of a search, under the key that rates have everywhere.
  static let firstTrial = Setting(
    "lr", "α", default: 1, in: .from(0), slider: 1e-3...10, .logarithmic,
    "A factor on the first trial of each search, which corrects it; at 0 nothing moves.")

  /// c₁ of the Wolfe conditions.
  static let sufficientDecrease = Setting(
    "c1", "c₁", default: 1e-4, in: .from(0, toBelow: 1), slider: 1e-8...0.5, .logarithmic,
    "The loss must fall by this share of what the first slope promises; below c₂. 1e-4 is usual: almost any fall will do."
  )

  /// c₂ of the Wolfe conditions.
  static func curvatureCondition(_ standard: Double, _ why: String) -> Setting {
    Setting(
      "c2", "c₂", default: standard, in: .from(0, toBelow: 1), slider: 0.05...0.95, .linear,
      "A search ends where this share of the slope is left: the smaller, the more exact. ", why)
  }
}
