/// A surface's heights at the nodes of a regular grid over a rectangle.
///
/// Row-major: the value of node (`column`, `row`) is `values[row * columns + column]`. Row 0 lies on the domain's
/// lowest y, column 0 on its lowest x, the last row and column on its highest. Heights may be infinite
/// or NaN: readers of a grid skip those.
public struct SampledGrid: Sendable {
  /// The rectangle whose border the outermost nodes lie on.
  public let domain: Domain
  /// The number of nodes along x.
  public let columns: Int
  /// The number of nodes along y.
  public let rows: Int
  /// The heights, row by row from the lowest y.
  public let values: [Double]
  /// The least and the greatest finite value; nil when there is none.
  public let finiteRange: ClosedRange<Double>?

  /// A grid of given heights; nil unless there are exactly `columns * rows` of them.
  public init?(domain: Domain, columns: Int, rows: Int, values: [Double]) {
    let (count, overflow) = columns.multipliedReportingOverflow(by: rows)
    guard columns >= 0, rows >= 0, !overflow, values.count == count else { return nil }
    self.init(domain, columns, rows, checked: values)
  }

  /// A grid whose heights are computed a row at a time.
  ///
  /// One call for each row, so that a surface's own specialised loop does the work and nothing is dispatched per node.
  /// `fillRow` receives the row's y, the x of every column, and the row's heights to write; heights it leaves
  /// unwritten is NaN. It is called from the lowest row to the highest. A negative size counts as zero.
  public init(
    domain: Domain, columns: Int, rows: Int,
    fillRow: (
      _ y: Double, _ xs: UnsafeBufferPointer<Double>, _ out: UnsafeMutableBufferPointer<Double>
    ) -> Void
  ) {
    let columns = max(columns, 0)
    let rows = max(rows, 0)
    let xs = Self.coordinates(of: columns, in: domain.x)
    let ys = Self.coordinates(of: rows, in: domain.y)
    var values = [Double](repeating: .nan, count: columns * rows)
    values.withUnsafeMutableBufferPointer { values in
      xs.withUnsafeBufferPointer { xs in
        for row in 0..<rows {
          let nodes = row * columns..<(row + 1) * columns
          fillRow(ys[row], xs, UnsafeMutableBufferPointer(rebasing: values[nodes]))
        }
      }
    }
    self.init(domain, columns, rows, checked: values)
  }

  private init(_ domain: Domain, _ columns: Int, _ rows: Int, checked values: [Double]) {
    self.domain = domain
    self.columns = columns
    self.rows = rows
    self.values = values
    self.finiteRange = values.finiteRange
  }

  /// The value at a node.
  public subscript(column: Int, row: Int) -> Double {
    values[row * columns + column]
  }

  /// The x coordinate of a column; exactly the domain's bounds at the first and the last.
  public func x(ofColumn column: Int) -> Double {
    Self.coordinate(of: column, among: columns, in: domain.x)
  }

  /// The y coordinate of a row; exactly the domain's bounds at the first and the last.
  public func y(ofRow row: Int) -> Double {
    Self.coordinate(of: row, among: rows, in: domain.y)
  }

  /// The x coordinates of all columns, in order.
  public var xs: [Double] { Self.coordinates(of: columns, in: domain.x) }

  /// The y coordinates of all rows, in order.
  public var ys: [Double] { Self.coordinates(of: rows, in: domain.y) }

  private static func coordinates(of count: Int, in interval: ClosedRange<Double>) -> [Double] {
    (0..<count).map { coordinate(of: $0, among: count, in: interval) }
  }

  // Weighted by both bounds instead of stepped from the lower one: exact at both ends, and the difference of the
  // bounds, which may overflow, is never formed. A single node sits on the lower bound.
  private static func coordinate(of index: Int, among count: Int, in interval: ClosedRange<Double>) -> Double
  {
    guard count > 1 else { return interval.lowerBound }
    let share = Double(index) / Double(count - 1)
    return interval.lowerBound * (1 - share) + interval.upperBound * share
  }
}

extension [Double] {
  /// The least and the greatest finite element; nil when there is none.
  fileprivate var finiteRange: ClosedRange<Double>? {
    let size = MemoryLayout<Double>.stride
    let whole = count - count % 8
    var extremes = withUnsafeBytes { bytes in
      var extremes = FiniteExtremes()
      for index in stride(from: 0, to: whole, by: 8) {
        extremes.include(bytes.loadUnaligned(fromByteOffset: index * size, as: SIMD8<Double>.self))
      }
      return extremes
    }
    for element in self[whole...] { extremes.include(SIMD8(repeating: element)) }
    let least = extremes.least.min()
    let greatest = extremes.greatest.max()
    return least <= greatest ? least...greatest : nil
  }
}

/// Eight running extremes side by side, because a single one would wait for its own last comparison.
private struct FiniteExtremes {
  var least = SIMD8<Double>(repeating: .infinity)
  var greatest = SIMD8<Double>(repeating: -.infinity)

  // A comparison with NaN is false, and each side excludes the infinity it does not start from.
  @inline(__always)
  mutating func include(_ values: SIMD8<Double>) {
    least.replace(with: values, where: (values .< least) .& (values .> -Double.infinity))
    greatest.replace(with: values, where: (values .> greatest) .& (values .< Double.infinity))
  }
}
