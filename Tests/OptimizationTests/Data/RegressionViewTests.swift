import Foundation
import Optimization
import Testing

@Suite("The view of a regression's model")
struct RegressionViewTests {
  @Test("Lines, residuals and boundaries are in the feature's own units")
  func units() throws {
    let data = DataSets.scattered(100, .linear, center: 50, width: 4)
    for scaling in Regression.Scaling.allCases {
      let regression = Regression(data: data, model: .linear, scaling: scaling)
      let p = Point(0.7, 3.0)
      let line = regression.line(at: p)
      var sum = 0.0
      for row in 0..<data.count {
        let prediction = regression.prediction(at: p, x: data.x[row])
        #expect(abs(prediction - (line.slope * data.x[row] + line.intercept)) < 1e-12)
        let residual = regression.residual(row, at: p)
        #expect(residual == prediction - data.y[row])
        sum += residual * residual
      }
      #expect(abs(sum / 100 - regression.value(at: p)) < 1e-10)
      #expect(regression.boundary(at: p) == nil)
    }
    let labels = DataSets.scattered(100, .logistic, center: 50, width: 4)
    for scaling in Regression.Scaling.allCases {
      let regression = Regression(data: labels, model: .logistic, scaling: scaling)
      let p = Point(-1.5, 0.6)
      let boundary = try #require(regression.boundary(at: p))
      #expect(abs(regression.prediction(at: p, x: boundary) - 0.5) < 1e-12)
      let below = regression.prediction(at: p, x: boundary - 2)
      #expect(below > 0.5 && below < 1)
      #expect(regression.boundary(at: Point(0, 1)) == nil)
      #expect(regression.prediction(at: Point(1e6, 0), x: -1e6) == 0)
    }
  }

  @Test(
    "The cloud's gradients scatter around the full one, the same for the same seed", arguments: Fitting.all)
  func cloud(fitting: Fitting) {
    let data = DataSets.scattered(200, fitting.model)
    let regression = fitting.regression(data, .standard, size: 16)
    let p = Point(0.4, 1.0)
    let full = regression.valueAndGradient(at: p).gradient
    // Four batches of fifty make the whole.
    let epoch = batchGradients(of: regression, at: p, batchSize: 50, count: 4, seed: 1)
    let mean = epoch.reduce(Point(0, 0)) { Point($0.x + $1.x / 4, $0.y + $1.y / 4) }
    #expect(squaredDistance(mean, full) < 1e-24)
    let cloud = batchGradients(of: regression, at: p, batchSize: 16, count: 300, seed: 1)
    #expect(cloud.count == 300 && Set(cloud).count > 250)
    #expect(cloud == batchGradients(of: regression, at: p, batchSize: 16, count: 300, seed: 1))
    #expect(cloud != batchGradients(of: regression, at: p, batchSize: 16, count: 300, seed: 2))
    func spread(_ size: Int) -> Double {
      batchGradients(of: regression, at: p, batchSize: size, count: 300, seed: 1)
        .reduce(0) { $0 + squaredDistance($1, full) }
    }
    // Variances of means of 16 and 100 of 200: (1/16 − 1/200)/(1/100 − 1/200) = 11.5.
    #expect(spread(16) > 8 * spread(100) && spread(16) < 16 * spread(100))
  }

  /// The gradients of `count` batches of a size, full ones only, so that all are averages over equal numbers.
  private func batchGradients(
    of regression: Regression, at parameters: Point<Double>, batchSize: Int, count: Int, seed: UInt64
  ) -> [Point<Double>] {
    let dealt = regression.taking(batchSize: batchSize)
    let full = regression.data.count / batchSize
    return (0..<count).map { index in
      let step = index / full * (dealt.batches?.stepsPerEpoch ?? 1) + index % full
      return dealt.batch(ofStep: step, seed: seed).valueAndGradient(at: parameters).gradient
    }
  }

  private func squaredDistance(_ a: Point<Double>, _ b: Point<Double>) -> Double {
    (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)
  }

  @Test("Everything about a model is a setting")
  func settings() throws {
    let data = DataSets.scattered(256, .linear)
    let entry = Regression.entry(model: .linear, data: data)
    #expect(entry.card.id == "linear" && entry.card.name == "Linear regression")
    #expect(
      entry.card.settings.map(\.key) == ["objective", "delta", "scale", "batch_size", "replacement"])
    func regression(_ values: [(String, Double)], _ entry: SurfaceEntry) throws -> Regression {
      var settings = entry.defaults
      for (key, value) in values { try settings.set(key, to: value) }
      return try #require(entry.surface(settings) as? Regression)
    }
    let usual = try regression([], entry)
    #expect(usual.loss == .mse && usual.scaling == .none && usual.dealing.isWhole)
    let other = try regression(
      [("objective", 3), ("delta", 2), ("scale", 1), ("batch_size", 16), ("replacement", 1)], entry)
    #expect(other.loss == .huber(delta: 2) && other.scaling == .standard)
    #expect(other.dealing == Batches(of: 256, size: 16, order: .withReplacement))
    #expect(try regression([("batch_size", 1e300)], entry).dealing.isWhole)
    #expect(try regression([("batch_size", 0.2)], entry).dealing.size == 1)

    let order = Batches.Order.given([(0..<256).map { UInt32(255 - $0) }])
    let given = Regression.entry(model: .linear, data: data, order: order)
    let dealt = try regression([("batch_size", 2), ("replacement", 1)], given)
    #expect(dealt.rows(ofStep: 0, seed: 0) == [255, 254])
    let logistic = Regression.entry(model: .logistic, data: DataSets.scattered(256, .logistic))
    #expect(logistic.card.settings.map(\.key) == ["objective", "scale", "batch_size", "replacement"])
    #expect(try regression([], logistic).loss == .bce)
  }

  @Test("Of a million examples, each setting gives the rectangle and the start that a regression alone has")
  func millionExamples() throws {
    let numbers = RandomNumbers(seed: 1, stream: 1)
    let x = (0..<1_000_000).map { numbers.uniform(UInt64(2 * $0)) }
    let y = (0..<1_000_000).map { x[$0] + numbers.uniform(UInt64(2 * $0 + 1)) }
    let data = DataSets.of(x, y)
    let entry = Regression.entry(model: .linear, data: data)
    let alone = Regression(data: data, model: .linear)
    for size in [0.0, 1, 32, 1_000_000] {
      let surface = entry.surface(try entry.defaults.setting("batch_size", to: size))
      #expect(surface.domain == alone.domain && surface.start == alone.start, "batches of \(size)")
    }
  }
}
