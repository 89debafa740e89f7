/// The loss over the examples of one step.
///
/// Its rows are filled while it is made and only read afterwards, which the compiler cannot see.
struct RegressionBatch: Objective, @unchecked Sendable {
  private let whole: Shared
  private let rows: GatheredRows

  init(_ regression: Regression, ofStep step: Int, seed: UInt64) {
    whole = Shared(regression)
    let places = regression.dealing.rows(ofStep: step, seed: seed)
    rows = GatheredRows.make(count: places.count)
    rows.withUnsafeMutablePointers { header, columns in
      regression.feature.withUnsafeBufferPointer { x in
        regression.data.y.withUnsafeBufferPointer { y in
          for (i, row) in places.enumerated() {
            columns[i] = x[row]
            columns[places.count + i] = y[row]
          }
        }
      }
    }
  }

  private var loss: Regression.Loss { whole.regression.loss }

  var formula: String { whole.regression.formula }
  var domain: Domain { whole.regression.domain }
  var start: Point<Double> { whole.regression.start }
  var spacing: LevelSpacing { whole.regression.spacing }

  /// The minimum of this batch alone.
  var minima: [Minimum] {
    let data = rows.data(named: whole.regression.data.name)
    return Regression(data: data, model: whole.regression.model, loss: loss).minima
  }

  var examplesRead: Int { rows.count }

  func value(at point: Point<Double>) -> Double { valueAndGradient(at: point).value }

  func valueAndGradient(at point: Point<Double>) -> (value: Double, gradient: Point<Double>) {
    rows.withColumns { x, y, count in
      LossSums.over(x, y, count, loss, point.x, point.y).means(of: count, loss)
    }
  }

  func hessian(at point: Point<Double>) -> Hessian {
    rows.withColumns { x, y, count in
      CurvatureSums.over(x, y, count, loss, point.x, point.y).hessian(of: count)
    }
  }

  func valueAndGradient(at points: Point<Lanes>) -> (value: Lanes, gradient: Point<Lanes>) {
    eachLane(points) { valueAndGradient(at: $0) }
  }

  func fillRow(_ y: Double, _ xs: UnsafeBufferPointer<Double>, _ out: UnsafeMutableBufferPointer<Double>) {
    for i in 0..<min(xs.count, out.count) { out[i] = value(at: Point(xs[i], y)) }
  }
}

/// A regression behind a reference, so that its batches are small values.
final class Shared: Sendable {
  let regression: Regression
  init(_ regression: Regression) { self.regression = regression }
}

/// The two columns of a batch, in one piece of memory: all features, then all targets.
final class GatheredRows: ManagedBuffer<Int, Double> {
  /// Room for as many rows; to be filled before anyone else sees it, and never changed after.
  static func make(count: Int) -> GatheredRows {
    unsafeDowncast(GatheredRows.create(minimumCapacity: 2 * count) { _ in count }, to: GatheredRows.self)
  }

  var count: Int { header }

  func withColumns<R>(_ body: (UnsafePointer<Double>, UnsafePointer<Double>, Int) -> R) -> R {
    withUnsafeMutablePointers { count, columns in
      body(UnsafePointer(columns), UnsafePointer(columns + count.pointee), count.pointee)
    }
  }

  /// The rows as a data set.
  func data(named name: String) -> DataSet {
    withColumns { x, y, count in
      DataSet(
        name: name, xName: "x", yName: "y", x: Array(UnsafeBufferPointer(start: x, count: count)),
        y: Array(UnsafeBufferPointer(start: y, count: count)))
    }
  }
}
