import Foundation
import Optimization
import Testing

@Suite("The loss of a regression")
struct RegressionTests {
  private static let points = [
    Point(0.3, -0.2), Point(-1.7, 2.5), Point(2.1, -0.4), Point(0, 0), Point(12, -30), Point(-40, 3),
  ]

  private func feature(_ data: DataSet, _ scaling: Regression.Scaling) -> [Double] {
    guard scaling == .standard else { return data.x }
    let mean = data.x.reduce(0, +) / Double(data.count)
    let variance = data.x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(data.count)
    return data.x.map { ($0 - mean) / variance.squareRoot() }
  }

  private func expect(
    _ objective: any Objective, _ fitting: Fitting, _ x: [Double], _ y: [Double], _ rows: [Int],
    at p: Point<Double>, _ tolerance: Double = 1e-12
  ) {
    typealias D = Dual<Double>
    let exact = fitting.mean(D(p.x, 1, 0), D(p.y, 0, 1), x, y, rows: rows)
    let (value, gradient) = objective.valueAndGradient(at: p)
    let scale = max(1, abs(exact.value), abs(exact.dx), abs(exact.dy))
    #expect(abs(value - exact.value) <= tolerance * max(1, abs(exact.value)), "\(fitting.loss) at \(p)")
    #expect(objective.value(at: p).bitPattern == value.bitPattern)
    #expect(abs(gradient.x - exact.dx) <= tolerance * scale, "\(fitting.loss) at \(p)")
    #expect(abs(gradient.y - exact.dy) <= tolerance * scale, "\(fitting.loss) at \(p)")

    let second = fitting.mean(
      Dual<D>(D(p.x, 1, 0), D(1), D(0)), Dual<D>(D(p.y, 0, 1), D(0), D(1)), x, y, rows: rows)
    let hessian = objective.hessian(at: p)
    let steep = max(1, abs(second.dx.dx), abs(second.dy.dy))
    #expect(abs(hessian.xx - second.dx.dx) <= tolerance * steep, "\(fitting.loss) at \(p)")
    #expect(abs(hessian.xy - second.dx.dy) <= tolerance * steep, "\(fitting.loss) at \(p)")
    #expect(abs(hessian.yy - second.dy.dy) <= tolerance * steep, "\(fitting.loss) at \(p)")
  }

  @Test("Value, gradient and Hessian are those of the sum in its definition", arguments: Fitting.all)
  func derivatives(fitting: Fitting) throws {
    // Below, at and above the size of a vector and of a block.
    for count in [1, 2, 7, 8, 9, 256, 1023, 1024, 1025, 5000] {
      let data = DataSets.scattered(count, fitting.model, center: 1, width: 2)
      for scaling in Regression.Scaling.allCases where scaling == .none || count > 2 {
        let regression = fitting.regression(data, scaling)
        let x = feature(data, scaling)
        for p in Self.points { expect(regression, fitting, x, data.y, Array(0..<count), at: p) }
      }
    }
  }

  @Test("The gradient is the limit of central differences", arguments: Fitting.all)
  func differences(fitting: Fitting) {
    let surface = fitting.regression(DataSets.scattered(300, fitting.model), .standard)
    let h = 1e-6
    for p in Self.points {
      let (value, g) = surface.valueAndGradient(at: p)
      let dx = (surface.value(at: Point(p.x + h, p.y)) - surface.value(at: Point(p.x - h, p.y))) / (2 * h)
      let dy = (surface.value(at: Point(p.x, p.y + h)) - surface.value(at: Point(p.x, p.y - h))) / (2 * h)
      // A kink between the two places leaves one residual's share.
      let tolerance = 1e-7 * max(1, abs(value)) + (fitting.loss == .mae ? 4.0 / 300 : 0)
      #expect(abs(g.x - dx) < tolerance && abs(g.y - dy) < tolerance, "at \(p)")
    }
  }

  @Test("A row of a grid and a pack of lanes have the bits of single evaluations", arguments: Fitting.all)
  func rowsAndLanes(fitting: Fitting) {
    let regression = fitting.regression(DataSets.scattered(2500, fitting.model), .standard, size: 100)
    for surface in [regression, regression.batch(ofStep: 7, seed: 1)] as [any Objective] {
      let xs = (0..<37).map { -3 + 0.21 * Double($0) }
      var row = [Double](repeating: 0, count: xs.count)
      xs.withUnsafeBufferPointer { xs in row.withUnsafeMutableBufferPointer { surface.fillRow(0.3, xs, $0) } }
      #expect(row.map(\.bitPattern) == xs.map { surface.value(at: Point($0, 0.3)).bitPattern })
      let lanes = surface.valueAndGradient(at: Point(lanes: { Point(xs[$0], 0.1 * Double($0)) }))
      for i in 0..<8 {
        let (value, gradient) = surface.valueAndGradient(at: Point(xs[i], 0.1 * Double(i)))
        #expect(lanes.value.lane(i).bitPattern == value.bitPattern)
        #expect(lanes.gradient.lane(i) == gradient)
      }
    }
  }

  @Test("A step's batch is the mean over its rows", arguments: Fitting.all)
  func batches(fitting: Fitting) {
    let data = DataSets.scattered(500, fitting.model, center: 3)
    for size in [1, 3, 64, 499] {
      let regression = fitting.regression(data, size: size)
      for step in [0, 1, 499, 500, 731] {
        let rows = regression.rows(ofStep: step, seed: 8)
        let batch = regression.batch(ofStep: step, seed: 8)
        #expect(batch.examplesRead == rows.count)
        for p in Self.points.prefix(3) { expect(batch, fitting, data.x, data.y, rows, at: p, 2e-12) }
      }
    }
    let whole = fitting.regression(data).batch(ofStep: 3, seed: 8)
    #expect(whole.value(at: Point(1, 1)) == fitting.regression(data, size: 7).value(at: Point(1, 1)))
  }

  @Test("Taking another batch size changes only the batches")
  func taking() {
    let regression = Fitting.all[0].regression(DataSets.scattered(256, .linear), size: 16)
    #expect(regression.taking(batchSize: 100).batches == Batches(of: 256, size: 100))
    #expect(regression.taking(batchSize: 0).batches?.isWhole == true)
    #expect(!regression.taking(batchSize: 1).batch(ofStep: 0, seed: 0).isDealtOut)
    #expect(regression.examplesRead == 0)
    #expect(Fitting.all[2].regression(regression.data).examplesRead == 256)
  }

  @Test("Years lose no digits: the loss of a line near the best one, checked with integers")
  func years() {
    // y = x/2 − 900 + (0, 1, 0, −1, ...): the slope's and the intercept's errors are known.
    let x = (0..<64).map { 1960 + Double($0) }
    let errors: [Double] = [0, 1, 0, -1]
    let y = (0..<64).map { (i: Int) -> Double in x[i] / 2 - 900 + errors[i % 4] }
    for loss in [Regression.Loss.mse, .mae] {
      let regression = Regression(data: DataSets.of(x, y), model: .linear, loss: loss)
      // Half of the residuals are 0, half are 1 or −1.
      #expect(abs(regression.value(at: Point(0.5, -900)) - 0.5) < 1e-12)
      let shifted = loss == .mse ? 0.5 + 0x1p-20 : 0.5 + 0x1p-11
      #expect(abs(regression.value(at: Point(0.5, -900 + 0x1p-10)) - shifted) < 1e-12)
    }
  }

  @Test("A tiny cross-entropy keeps its digits, and a huge one stays finite")
  func extremes() {
    let data = DataSets.of([-1, 1, 2, -2], [0, 1, 1, 0])
    let regression = Regression(data: data, model: .logistic)
    for w in [5.0, 20, 40, 300, 700] {
      let exact = 2 * (log1p(exp(-w)) + log1p(exp(-2 * w))) / 4
      let value = regression.value(at: Point(w, 0))
      #expect(abs(value - exact) <= 4e-15 * exact, "at \(w): \(value), \(exact)")
      #expect(abs(regression.value(at: Point(-w, 0)) - (1.5 * w + exact)) <= 1e-15 * w)
    }
    #expect(regression.value(at: Point(1e300, 0)) == 0)
    #expect(regression.value(at: Point(-1e300, 0)) == 1.5e300)
    for loss in Fitting.all {
      let value = loss.regression(data).value(at: Point(.nan, 0))
      #expect(value.isNaN)
    }
  }

  @Test("At kinks the subgradient zero is used, and Huber's inner curvature")
  func kinks() {
    let data = DataSets.of([0, 1, 2], [1, 3, 6])
    let deviations = Regression(data: data, model: .linear, loss: .mae)
    // On the line through the first two, only the third pulls.
    #expect(deviations.valueAndGradient(at: Point(2, 1)).gradient == Point(-2.0 / 3, -1.0 / 3))
    #expect(deviations.hessian(at: Point(2, 1)) == Hessian(xx: 0, xy: 0, yy: 0))
    let huber = Regression(data: data, model: .linear, loss: .huber(delta: 1))
    #expect(huber.value(at: Point(2, 1)) == 0.5 / 3)
    #expect(huber.hessian(at: Point(2, 1)) == Hessian(xx: 5.0 / 3, xy: 1, yy: 1))
  }

  @Test("Formulas name what is averaged")
  func formulas() {
    let data = DataSets.scattered(256, .linear)
    #expect(Fitting.all[0].regression(data).formula == "J(W, b) = 1/m Σ (W x + b − y)², m = 256")
    #expect(
      Fitting.all[2].regression(data, .standard).formula
        == "J(W, b) = 1/m Σ |W x′ + b − y|, x′ = (x − mean)/deviation, m = 256")
  }
}
