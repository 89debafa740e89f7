/// The loss over the examples of one step.
///
/// Its rows are filled while it is created and only read afterwards, which the compiler cannot verify.
struct RegressionBatch: Objective, @unchecked Sendable {
  private let whole: RegressionCore
  private let rows: GatheredRows

  init(_ whole: RegressionCore, _ batches: Batches, ofStep step: Int, seed: UInt64) {
    self.whole = whole
    let count = batches.count(ofStep: step)
    rows = GatheredRows.make(count: count)
    rows.withUnsafeMutablePointerToElements { columns in
      withColumns(whole.feature, whole.examples.data.y) { x, y, _ in
        var place = columns
        batches.forEachRow(ofStep: step, seed: seed) { row in
          place[0] = x[row]
          place[count] = y[row]
          place += 1
        }
      }
    }
  }

  var formula: String { whole.formula }
  var domain: Domain { whole.domain }
  var start: Point<Double> { whole.start }
  var spacing: LevelSpacing { .logarithmic }

  /// The minimum of this batch alone.
  var minima: [Minimum] {
    let data = rows.data(named: whole.examples.data.name)
    return RegressionCore(Examples(data), whole.model, whole.loss, .none).minima
  }

  var examplesRead: Int { rows.count }

  func value(at point: Point<Double>) -> Double { valueAndGradient(at: point).value }

  func valueAndGradient(at point: Point<Double>) -> (value: Double, gradient: Point<Double>) {
    rows.withColumns { LossColumns($0, $1, $2, whole.loss).means(point, whole.loss) }
  }

  func hessian(at point: Point<Double>) -> Hessian {
    rows.withColumns { LossColumns($0, $1, $2, whole.loss).hessian(point, whole.loss) }
  }

  func valueAndGradient(at points: Point<Lanes>) -> (value: Lanes, gradient: Point<Lanes>) {
    eachLane(points) { valueAndGradient(at: $0) }
  }

  func fillRow(_ y: Double, _ xs: UnsafeBufferPointer<Double>, _ out: UnsafeMutableBufferPointer<Double>) {
    rows.withColumns { LossColumns($0, $1, $2, whole.loss).fillRow(y, xs, out, whole.loss) }
  }
}

/// The two columns of a batch, in one block of memory: all features, then all targets.
final class GatheredRows: ManagedBuffer<Int, Double> {
  /// Room for a number of rows; to be filled before it is shared, and never changed after.
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
