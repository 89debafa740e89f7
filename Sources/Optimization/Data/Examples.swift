import RealModule
import Synchronization

/// A data set with results that are computed once: statistics, the standardised feature, the best fit of each
/// loss.
///
/// Shared by every regression over the same data, whatever its scaling and batches.
final class Examples: Sendable {
  let data: DataSet
  let statistics: ColumnStatistics
  /// The divisor of the standardised feature: the deviation, or 1 for a constant feature.
  let deviation: Double
  /// The standardised feature.
  let standardised: [Double]
  let standardisedStatistics: ColumnStatistics
  private let fits = Mutex<[Regression.Loss: Fit]>([:])

  init(_ data: DataSet) {
    precondition(data.count >= 1)
    self.data = data
    let statistics = ColumnStatistics(data.x, data.y)
    let deviation = statistics.isConstant ? 1 : statistics.deviationX
    self.statistics = statistics
    self.deviation = deviation
    standardised = data.x.map { ($0 - statistics.meanX) / deviation }
    standardisedStatistics = ColumnStatistics(standardised, data.y)
  }

  /// The feature that the parameters are multiplied with.
  func feature(_ scaling: Regression.Scaling) -> [Double] {
    scaling == .none ? data.x : standardised
  }

  func statistics(_ scaling: Regression.Scaling) -> ColumnStatistics {
    scaling == .none ? statistics : standardisedStatistics
  }

  /// The best fit to the standardised feature; computed on first use.
  func fit(_ loss: Regression.Loss) -> Fit {
    fits.withLock { fits in
      if let known = fits[loss] { return known }
      let fit = Fit(loss, standardised, data.y, standardisedStatistics)
      fits[loss] = fit
      return fit
    }
  }

  /// Parameters for the standardised feature as parameters for another scaling.
  func parameters(_ fit: Point<Double>, for scaling: Regression.Scaling) -> Point<Double> {
    guard scaling == .none else { return fit }
    let slope = fit.x / deviation
    return Point(slope, fit.y - slope * statistics.meanX)
  }
}
