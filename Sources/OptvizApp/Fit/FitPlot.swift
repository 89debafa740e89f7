import Arithmetic
import Optimization
import TerminalGraphics

/// Where the examples of a regression and the models of its runs are drawn.
struct FitPlot {
  let regression: Regression
  /// The intervals shown: all examples, and as much of the line at the start as leaves them room.
  let x: ClosedRange<Double>
  let y: ClosedRange<Double>

  /// A share of the span is kept free at each side.
  private static let margin = 0.05

  init(_ regression: Regression, start: Point<Double>) {
    self.regression = regression
    let data = regression.data
    x = FitPlot.widened(FitPlot.extent(data.x), FitPlot.margin)
    guard regression.model == .linear else {
      // A probability, with the labels at its ends.
      y = -0.14...1.14
      return
    }
    let examples = FitPlot.extent(data.y)
    var (low, high) = (examples.lowerBound, examples.upperBound)
    let span = examples.length
    for end in [x.lowerBound, x.upperBound] {
      let height = regression.prediction(at: start, x: end)
      guard height.isFinite else { continue }
      low = min(low, max(height, examples.lowerBound - 0.4 * span))
      high = max(high, min(height, examples.upperBound + 0.4 * span))
    }
    y = FitPlot.widened(low...high, FitPlot.margin)
  }

  private static func extent(_ column: [Double]) -> ClosedRange<Double> {
    var (low, high) = (Double.infinity, -Double.infinity)
    for value in column where value.isFinite {
      if value < low { low = value }
      if value > high { high = value }
    }
    return low <= high ? low...high : 0...1
  }

  /// An interval with a margin; a single value gets an interval of its own size.
  private static func widened(_ interval: ClosedRange<Double>, _ share: Double) -> ClosedRange<Double> {
    let (low, high) = (interval.lowerBound, interval.upperBound)
    let span = interval.length
    guard span.isFinite else { return low / 2...high / 2 }
    guard span > 1e-12 * max(abs(low), abs(high)), span > 1e-300 else {
      let half = low == 0 ? 1 : 0.5 * abs(low)
      return low - half...high + half
    }
    return low - share * span...high + share * span
  }

  /// The model as a line over the plot; its points from left to right.
  ///
  /// Two of them for a line, one for each dot for a probability.
  func curve(at parameters: Point<Double>, dots: Int) -> [SIMD2<Double>] {
    let count = regression.model == .linear ? 2 : max(2, dots)
    return (0..<count).map { i in
      let place = x.place(at: Double(i) / Double(count - 1))
      return SIMD2(place, regression.prediction(at: parameters, x: place))
    }
  }

  /// The model's formula with numbers, in the units of the data: `velocity = 454.2 · distance − 40.78`; the longest
  /// wording that fits.
  func formula(at parameters: Point<Double>, width: Int) -> String {
    let line = regression.line(at: parameters)
    guard line.slope.isFinite, line.intercept.isFinite else { return "no line: W or b is not a number" }
    func signed(_ value: Double, _ plus: String, _ minus: String, _ digits: Int) -> String {
      (value < 0 ? minus : plus) + Numerals.filling(abs(value), width: digits)
    }
    let data = regression.data
    let names = [(data.yName, data.xName), ("y", data.xName), ("y", "x")]
    let wordings = names.flatMap { y, x in
      // Fewer digits rather than shorter names.
      [6, 5].map { digits in
        let slope = signed(line.slope, "", "−", digits)
        let intercept = signed(line.intercept, "+ ", "− ", digits)
        return switch regression.model {
        case .linear: "\(y) = \(slope) · \(x) \(intercept)"
        case .logistic: "P(\(y)) = σ(\(slope) · \(x) \(intercept))"
        }
      }
    }
    return wordings.first { Frame.columns(of: $0) <= width } ?? wordings[wordings.count - 1]
  }

  /// How many examples lie on the wrong side of the boundary; `nil` for a line, and if they are too many to
  /// count for every frame.
  func mistakes(at parameters: Point<Double>) -> Int? {
    let data = regression.data
    guard regression.model == .logistic, data.count <= 200_000 else { return nil }
    let line = regression.line(at: parameters)
    guard line.slope.isFinite, line.intercept.isFinite else { return nil }
    return data.x.indices.reduce(0) { count, row in
      count + ((line.slope * data.x[row] + line.intercept > 0) == (data.y[row] > 0.5) ? 0 : 1)
    }
  }
}
