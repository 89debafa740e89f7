import Arithmetic
import Optimization

/// How losses become places on a colour ramp: 0 in the valley, 1 on the heights, equalised over the part of the plane
/// in view.
///
/// The ramp goes from the 2nd to the 98th percentile of what is in view, so that a spike or a needle does not take all of
/// it. Between them it follows the surface's own spacing: even, by the logarithm of the height above the lowest loss in
/// view, or by rank.
struct HeatScale: Sendable {
  /// The losses at the ramp's ends.
  let range: ClosedRange<Double>
  /// How the ramp runs between them.
  let spacing: LevelSpacing
  /// The loss from which a logarithm counts the height.
  private let lowest: Double
  /// What is added to a height before its logarithm.
  private let offset: Double
  /// The losses in view, in ascending order.
  private let sample: [Double]

  /// The share of losses beyond each end of the ramp.
  private static let tail = 0.02
  /// As many losses give the percentiles to a hundredth.
  private static let mostSamples = 4096
  /// The least height that a logarithm tells apart, as a share of the ramp's upper end: six decades are enough.
  private static let leastHeight = 1e-6

  /// The scale of heights; `nil` if none is finite.
  ///
  /// - Parameter minimum: the lowest loss in view if it is known better than by the grid.
  init?(_ grid: SampledGrid, _ spacing: LevelSpacing, minimum: Double? = nil) {
    guard let whole = grid.finiteRange else { return nil }
    let step = max(1, grid.values.count / HeatScale.mostSamples)
    // Not a divisor of the columns, so that every column has its share.
    let stride = step > 1 && grid.columns.isMultiple(of: step) ? step + 1 : step
    var sample: [Double] = []
    for index in Swift.stride(from: 0, to: grid.values.count, by: stride) where grid.values[index].isFinite {
      sample.append(grid.values[index])
    }
    if sample.isEmpty { sample = [whole.lowerBound] }
    sample.sort()
    let top = Double(sample.count - 1)
    let low = sample[Int((HeatScale.tail * top).rounded())]
    let high = sample[Int(((1 - HeatScale.tail) * top).rounded())]
    // Level nearly everywhere: then the rest is what there is to show.
    range = low < high ? low...high : whole
    self.spacing = spacing
    self.sample = sample
    lowest = min(minimum ?? whole.lowerBound, whole.lowerBound)
    offset = HeatScale.leastHeight * (range.upperBound - lowest)
  }

  /// Where a loss lies on the ramp; below 0 and above 1 for what lies beyond its ends.
  func place(of loss: Double) -> Double { share(loss, range) }

  /// The places of many losses; what is not finite keeps being so.
  func places(of losses: [Double]) -> [Double] {
    guard spacing == .logarithmic else { return losses.map(place) }
    let (low, length) = logarithms
    guard length > 0, length.isFinite else { return losses.map { $0.isFinite ? 0 : $0 } }
    return losses.map { loss in
      loss.isFinite ? (Double.log(max(0, loss - lowest) + offset) - low) / length : loss
    }
  }

  /// The loss at a place on the ramp.
  func loss(at place: Double) -> Double {
    switch spacing {
    case .linear: return range.place(at: place)
    case .logarithmic:
      let (low, length) = logarithms
      return lowest + Double.exp(low + place * length) - offset
    case .quantile:
      let index = HeatScale.tail + place * (1 - 2 * HeatScale.tail)
      return sample[max(0, min(sample.count - 1, Int((index * Double(sample.count - 1)).rounded())))]
    }
  }

  /// The logarithm at the ramp's lower end, and how much it grows.
  private var logarithms: (low: Double, length: Double) {
    let low = Double.log(range.lowerBound - lowest + offset)
    return (low, Double.log(range.upperBound - lowest + offset) - low)
  }

  private func share(_ loss: Double, _ range: ClosedRange<Double>) -> Double {
    guard loss.isFinite else { return loss }
    switch spacing {
    case .linear:
      guard range.length > 0, range.length.isFinite else { return 0 }
      return range.share(of: loss)
    case .logarithmic:
      let (low, length) = logarithms
      guard length > 0, length.isFinite else { return 0 }
      return (Double.log(max(0, loss - lowest) + offset) - low) / length
    case .quantile:
      // How many are below, by halving.
      var (from, to) = (0, sample.count)
      while from < to {
        let middle = (from + to) / 2
        if sample[middle] < loss { from = middle + 1 } else { to = middle }
      }
      let rank = Double(from) / Double(max(1, sample.count - 1))
      return (rank - HeatScale.tail) / (1 - 2 * HeatScale.tail)
    }
  }
}
