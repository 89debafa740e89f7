import Arithmetic
import Optimization

/// The loss along one parameter, with the other one fixed: the curve, and where on it a run stands.
struct Slice {
  /// Which parameter moves.
  enum Axis: Hashable, Sendable {
    case x
    case y

    /// A point's coordinate along the axis.
    func of(_ point: Point<Double>) -> Double { self == .x ? point.x : point.y }
    /// The coordinate that stays.
    func other(_ point: Point<Double>) -> Double { self == .x ? point.y : point.x }
  }

  /// Where the curve is lowest, and where the descent from the point ends.
  struct Valley: Hashable, Sendable {
    /// The place along the axis.
    let place: Double
    /// The loss there.
    let loss: Double
    /// Whether the curve still falls at the ends of the searched interval.
    let isOutside: Bool
  }

  /// Which parameter moves.
  let axis: Axis
  /// Where the run stands along it.
  let place: Double
  /// The loss there.
  let loss: Double
  /// The slope there: the gradient's component along the axis.
  let slope: Double
  /// Points of the curve from left to right: place and loss.
  let curve: [SIMD2<Double>]
  /// Where the curve is lowest; `nil` if it has no finite point.
  let lowest: Valley?
  /// Where the descent along the curve from the point ends; `nil` if the point is not on the curve.
  let downhill: Valley?

  /// Examples that a picture may read.
  private static let mostReads = 1_000_000
  /// Evaluations that a picture needs in any case.
  private static let fewestNodes = 6

  /// A slice through a point.
  ///
  /// - Parameter count: how many points the curve has; if each reads many examples, only some are
  ///   evaluated, with their slopes, and joined by cubics.
  init(
    of objective: any Objective, through point: Point<Double>, along axis: Axis,
    over interval: ClosedRange<Double>, count: Int
  ) {
    self.axis = axis
    place = axis.of(point)
    let here = point.isFinite ? objective.valueAndGradient(at: point) : (.nan, Point(.nan, .nan))
    loss = here.value
    slope = axis.of(here.gradient)
    let count = max(2, count)
    let affordable = max(Slice.fewestNodes, Slice.mostReads / max(1, objective.examplesRead))
    let fixed = axis.other(point)
    func at(_ place: Double) -> Point<Double> { axis == .x ? Point(place, fixed) : Point(fixed, place) }
    let places = Slice.places(interval, count)
    if !point.isFinite {
      curve = []
    } else if affordable >= count {
      curve = places.map { SIMD2($0, objective.value(at: at($0))) }
    } else {
      let nodes = Slice.places(interval, affordable).map { place in
        let (value, gradient) = objective.valueAndGradient(at: at(place))
        return CubicNode(place: place, value: value, slope: axis.of(gradient))
      }
      curve = places.map { SIMD2($0, CubicNode.value(at: $0, nodes)) }
    }
    lowest = Slice.lowest(curve)
    downhill = Slice.downhill(curve, from: place, loss, slope)
  }

  private static func places(_ interval: ClosedRange<Double>, _ count: Int) -> [Double] {
    (0..<count).map { interval.place(at: Double($0) / Double(count - 1)) }
  }

  private static func lowest(_ curve: [SIMD2<Double>]) -> Valley? {
    guard let best = curve.indices.filter({ curve[$0].y.isFinite }).min(by: { curve[$0].y < curve[$1].y })
    else { return nil }
    return valley(curve, best)
  }

  private static func valley(_ curve: [SIMD2<Double>], _ index: Int) -> Valley {
    Valley(
      place: curve[index].x, loss: curve[index].y, isOutside: index == 0 || index == curve.count - 1)
  }

  /// Follows the curve downhill from a point until it rises.
  private static func downhill(
    _ curve: [SIMD2<Double>], from place: Double, _ loss: Double, _ slope: Double
  ) -> Valley? {
    guard let first = curve.first, let last = curve.last, place >= first.x, place <= last.x, slope.isFinite,
      loss.isFinite
    else { return nil }
    let right = curve.firstIndex { $0.x >= place } ?? curve.count - 1
    let direction = slope < 0 ? 1 : -1
    var index = slope < 0 ? right : max(0, curve[right].x == place ? right : right - 1)
    // Nearer to the bottom than the next point of the curve.
    guard curve[index].y <= loss else { return Valley(place: place, loss: loss, isOutside: false) }
    while curve.indices.contains(index + direction), curve[index + direction].y <= curve[index].y {
      index += direction
    }
    return valley(curve, index)
  }

  /// How many times the view is halved at most.
  private static let halvings = 3

  /// The part of a view around the run: its place, where the step leads, and the bottom of the descent from there take
  /// at most a third of it.
  ///
  /// It is the view halved some times, and moves by quarters of its length, so that the picture stays still while the
  /// point moves.
  func neighbourhood(next: Double?, in view: ClosedRange<Double>) -> ClosedRange<Double> {
    guard view.contains(place), view.length.isFinite else { return view }
    let valley = downhill.flatMap { $0.isOutside ? nil : $0.place }
    let needed = [place] + [valley, next].compactMap(\.self).filter(view.contains)
    let (low, high) = (needed.min() ?? place, needed.max() ?? place)
    var span = view.length
    for _ in 0..<Slice.halvings where 3 * (high - low) <= span / 2 { span /= 2 }
    guard span < view.length, span > 0 else { return view }
    let quarter = span / 4
    let wanted = ((low + high) / 2 - span / 2 - view.lowerBound) / quarter
    let first = view.lowerBound + max(0, min(view.length / quarter - 4, wanted.rounded())) * quarter
    return first...first + span
  }

  /// The losses to show: from the lowest up to what shows the valley and the point, in round numbers.
  ///
  /// Steep walls leave through the top: at their full height the valley would be a flat line.
  var range: ClosedRange<Double> {
    let heights = curve.map(\.y).filter(\.isFinite).sorted()
    guard let least = heights.first, let most = heights.last else { return 0...1 }
    let low = loss.isFinite ? min(least, loss) : least
    let middle = heights[heights.count * 2 / 5] - low
    let own = loss.isFinite ? loss - low : 0
    var span = max(1.25 * own, min(most - low, 3.2 * middle))
    if !(span > 1e-12 * max(abs(low), 1e-280)) { span = low == 0 ? 1 : abs(low) }
    guard span.isFinite, span < 1e300 else { return low...(low + 1) }
    // Round ends keep the picture still while the point moves.
    let unit = RoundNumber(atMost: span / 10)
    let bottom = unit.multiple(atMost: low - 0.04 * span)
    let top = unit.multiple(atLeast: low + span)
    return bottom < top && (top - bottom).isFinite ? bottom...top : low...(low + span)
  }
}

/// A point of a curve with its slope: between two of them the curve is the cubic that matches both.
private struct CubicNode {
  let place: Double
  let value: Double
  let slope: Double

  static func value(at place: Double, _ nodes: [CubicNode]) -> Double {
    let right = min(max(1, nodes.firstIndex { $0.place >= place } ?? nodes.count - 1), nodes.count - 1)
    let (a, b) = (nodes[right - 1], nodes[right])
    let h = b.place - a.place
    guard h > 0 else { return a.value }
    let t = (place - a.place) / h
    let s = 1 - t
    return a.value * (1 + 2 * t) * s * s + a.slope * h * t * s * s + b.value * t * t * (1 + 2 * s)
      - b.slope * h * t * t * s
  }
}
