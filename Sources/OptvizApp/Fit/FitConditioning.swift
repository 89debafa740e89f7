import Optimization
import TerminalGraphics

/// How elongated the bowl is, and the effect of scaling the feature, in words.
struct FitConditioning {
  /// From the longest to the shortest.
  let wordings: [String]

  init(_ regression: Regression) {
    let (before, after) = regression.conditioning
    guard before.isFinite, after.isFinite else {
      wordings = regression.hasValley ? ["a constant feature: the minima are a valley"] : []
      return
    }
    let (unscaled, scaled) = (Numerals.short(before, digits: 3), Numerals.short(after, digits: 3))
    switch regression.scaling {
    case .none where before > 4 * after:
      wordings = [
        "condition number \(unscaled); with the feature scaled, \(scaled)",
        "condition \(unscaled), scaled \(scaled)", "condition \(unscaled)",
      ]
    case .none: wordings = ["condition number \(unscaled)", "condition \(unscaled)"]
    case .standard:
      wordings = [
        "feature scaled: condition number \(scaled), unscaled \(unscaled)",
        "condition \(scaled), unscaled \(unscaled)", "condition \(scaled)",
      ]
    }
  }
}
