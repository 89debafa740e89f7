import Foundation
import Optimization
import Testing

@Suite("The best fits of a regression")
struct RegressionMinimaTests {
  /// The gradient of a minimum without a kink is only rounding, and no point around it is lower.
  private func expectMinimum(of regression: Regression, sourceLocation: SourceLocation = #_sourceLocation)
    throws
  {
    let minimum = try #require(regression.minima.first, sourceLocation: sourceLocation)
    let p = minimum.point
    let domain = regression.domain
    #expect(domain.contains(p), sourceLocation: sourceLocation)
    #expect(minimum.value == regression.value(at: p), sourceLocation: sourceLocation)
    if !minimum.isKink {
      let curvature = regression.hessian(at: p).eigenvalues.larger
      let gradient = regression.valueAndGradient(at: p).gradient
      #expect(
        gradient.length <= 1e-12 + 4 * curvature * p.length.ulp, "\(gradient)", sourceLocation: sourceLocation
      )
    }
    let width = domain.x.upperBound - domain.x.lowerBound
    let height = domain.y.upperBound - domain.y.lowerBound
    for step in [1e-6, 1e-3, 0.1] {
      for k in 0..<64 {
        let angle = (Double(k) + 0.5) / 64 * 2 * Double.pi
        let q = Point(p.x + step * width * cos(angle), p.y + step * height * sin(angle))
        #expect(
          regression.value(at: q) >= minimum.value - 1e-12 * max(1, minimum.value), "\(q)",
          sourceLocation: sourceLocation)
      }
    }
  }

  @Test("A minimum has no gradient, and all points around it are higher", arguments: Fitting.all)
  func minima(fitting: Fitting) throws {
    for count in [20, 256, 5000, 100_000] {
      for scaling in Regression.Scaling.allCases {
        try expectMinimum(of: fitting.regression(DataSets.scattered(count, fitting.model), scaling))
      }
    }
    // Years and parts per million, and features far too small and far too large.
    for (center, width) in [(1990, 15.0), (1e-6, 2e-7), (3e8, 1e7)] {
      for scaling in Regression.Scaling.allCases {
        let data = DataSets.scattered(200, fitting.model, center: center, width: width)
        try expectMinimum(of: fitting.regression(data, scaling))
      }
    }
  }

  @Test("Scaled or not, the best fit is the same line", arguments: Fitting.all)
  func scaling(fitting: Fitting) throws {
    let data = DataSets.scattered(301, fitting.model, center: 5, width: 2)
    let plain = fitting.regression(data)
    let scaled = fitting.regression(data, .standard)
    let (p, q) = (try #require(plain.minima.first), try #require(scaled.minima.first))
    #expect(abs(p.value - q.value) < 1e-12)
    let line = scaled.line(at: q.point)
    // A flat bottom may hold several lines of absolute deviations; an odd number of examples has one.
    #expect(abs(line.slope - p.point.x) < 1e-9 && abs(line.intercept - p.point.y) < 1e-9)
  }

  @Test("Least absolute deviations: no line through two examples is better", arguments: 0..<40)
  func deviations(seed: Int) throws {
    let numbers = RandomNumbers(seed: UInt64(seed), stream: 3)
    let count = 2 + numbers.below(24, 0)
    // Small integers have many ties: points in one place, several on a line, and equal slopes.
    let x = (0..<count).map { Double(numbers.below(5, UInt64(2 * $0 + 1))) }
    let y = (0..<count).map { Double(numbers.below(7, UInt64(2 * $0 + 2))) }
    let regression = Regression(data: DataSets.of(x, y), model: .linear, loss: .mae)
    var best = Double.infinity
    for i in 0..<count {
      best = min(best, regression.value(at: Point(0, y[i])))
      for j in 0..<i where x[i] != x[j] {
        let slope = (y[i] - y[j]) / (x[i] - x[j])
        best = min(best, regression.value(at: Point(slope, y[i] - slope * x[i])))
      }
    }
    let minimum = try #require(regression.minima.first)
    #expect(minimum.isKink)
    #expect(abs(minimum.value - best) < 1e-12, "\(minimum.value) where \(best) is possible")
  }

  @Test("Known fits are found to the last digits")
  func known() throws {
    let x = (0..<50).map(Double.init)
    for loss in [Regression.Loss.mse, .halfMSE, .mae, .huber(delta: 1)] {
      let line = Regression(data: DataSets.of(x, x.map { 2 * $0 + 1 }), model: .linear, loss: loss)
      let minimum = try #require(line.minima.first)
      #expect(abs(minimum.point.x - 2) < 1e-14 && abs(minimum.point.y - 1) < 1e-13 && minimum.value < 1e-13)
    }
    // Three of four labels at 0 and one of four at 1: log odds of log 3 and −log 3.
    let odds = Regression(
      data: DataSets.of([0, 0, 0, 0, 1, 1, 1, 1], [1, 1, 1, 0, 0, 0, 0, 1]), model: .logistic)
    let minimum = try #require(odds.minima.first)
    #expect(abs(minimum.point.x + 2 * log(3)) < 1e-13 && abs(minimum.point.y - log(3)) < 1e-13)
  }

  @Test("Separable classes have no minimum, overlapping ones do")
  func separable() {
    func minima(_ x: [Double], _ y: [Double]) -> [Minimum] {
      Regression(data: DataSets.of(x, y), model: .logistic).minima
    }
    #expect(minima([1, 2, 3, 4], [0, 0, 1, 1]).isEmpty)
    #expect(minima([1, 2, 3, 4], [1, 1, 0, 0]).isEmpty)
    // Touching at one place: still no finite slope is the best.
    #expect(minima([1, 2, 2, 4], [0, 0, 1, 1]).isEmpty)
    #expect(minima([1, 2, 3], [1, 1, 1]).isEmpty)
    #expect(minima([5], [1]).isEmpty)
    #expect(minima([1, 3, 2, 4], [0, 0, 1, 1]).count == 1)
    #expect(minima([2, 2, 2], [0, 1, 1]).count == 1)
  }

  @Test("Few, equal or extreme examples still have a map and a start", arguments: Fitting.all)
  func degenerate(fitting: Fitting) throws {
    let sets: [([Double], [Double])] = [
      ([2], [1]), ([0], [0]), ([3, 3], [1, 1]), ([3, 3], [0, 1]), ([3, 3, 3], [1, 0, 1]), ([0, 1], [0, 1]),
      ([0, 1], [1, 1]), ([1, 2, 3, 4], [0, 0, 1, 1]), ([1e160, 2e160, 3e160], [1, 0, 1]),
      ([1e-160, 2e-160, 3e-160], [1, 0, 1]), ([1e308, -1e308], [1, 0]), ([1e17, 1e17 + 16], [1, 0]),
      ([0, 1, 2], [1e300, -1e300, 1e300]), ([0, 1, 2], [1e17, 1e17, 1e17]),
      ([.greatestFiniteMagnitude, 1], [0, 1]),
      ([.leastNonzeroMagnitude, 0, 2 * .leastNonzeroMagnitude], [1, 0, 1]),
    ]
    for (x, y) in sets {
      for scaling in Regression.Scaling.allCases {
        let regression = fitting.regression(DataSets.of(x, y), scaling)
        let domain = regression.domain
        #expect(domain.x.lowerBound < domain.x.upperBound && domain.y.lowerBound < domain.y.upperBound)
        #expect(domain.x.lowerBound.isFinite && domain.y.upperBound.isFinite)
        #expect(domain.contains(regression.start), "\(x) \(y)")
        for minimum in regression.minima { #expect(minimum.point.isFinite && minimum.value.isFinite) }
        let conditioning = regression.conditioning
        #expect(!(conditioning.before < 1) && !(conditioning.after < 1))
        #expect(regression.hasValley == (Set(x).count == 1))
      }
    }
    // For a valley, the flat line.
    let valley = fitting.regression(DataSets.of([3, 3, 3], [1, 0, 1]))
    let flat = try #require(valley.minima.first)
    #expect(flat.point.x == 0)
    if fitting.loss == .mse { #expect(abs(flat.point.y - 2.0 / 3) < 1e-15) }
    #expect(valley.conditioning.before == .infinity)
  }

  @Test("The start is off the minimum in both parameters, and steep", arguments: Fitting.all)
  func start(fitting: Fitting) throws {
    for (center, width) in [(0.0, 1.0), (1990, 15), (0.5, 0.3), (0, 1000)] {
      for scaling in Regression.Scaling.allCases {
        let data = DataSets.scattered(256, fitting.model, center: center, width: width)
        let regression = fitting.regression(data, scaling)
        let (domain, start) = (regression.domain, regression.start)
        let p = try #require(regression.minima.first).point
        #expect(domain.contains(start))
        #expect(abs(start.x - p.x) > 0.2 * (domain.x.upperBound - domain.x.lowerBound))
        #expect(abs(start.y - p.y) > 0.15 * (domain.y.upperBound - domain.y.lowerBound))
        #expect(regression.value(at: start) > 1.2 * regression.value(at: p))
        #expect("\(start.x)".count <= 7 && "\(start.y)".count <= 7, "\(start)")
      }
    }
  }

  @Test("Condition numbers are those of the Hessian at the minimum")
  func conditioning() throws {
    for fitting in Fitting.all where fitting.loss != .mae {
      let data = DataSets.scattered(256, fitting.model, center: 2, width: 3)
      let plain = fitting.regression(data)
      for (scaling, stated) in [
        (Regression.Scaling.none, plain.conditioning.before), (.standard, plain.conditioning.after),
      ] {
        let regression = fitting.regression(data, scaling)
        let hessian = regression.hessian(at: try #require(regression.minima.first).point)
        let (smaller, larger) = hessian.eigenvalues
        #expect(abs(stated - larger / smaller) < 1e-9 * stated, "\(fitting.loss) \(scaling)")
      }
    }
    let years = Fitting.all[0].regression(DataSets.scattered(256, .linear, center: 1990, width: 15))
    #expect(years.conditioning.before > 1e10)
    #expect(abs(years.conditioning.after - 1) < 1e-12)
  }
}
