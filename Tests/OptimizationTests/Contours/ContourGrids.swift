import Optimization

/// Grids of seeded random heights, for laws that must hold whatever the heights are.
struct ContourGrids: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// SplitMix64.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
    return bits ^ bits >> 31
  }

  /// A grid with heights of -1 to 1, or integers from 0 to `steps`, and a share of NaN and infinite nodes.
  mutating func next(
    columns: ClosedRange<Int>, rows: ClosedRange<Int>, holes: Double = 0, steps: Int? = nil
  ) -> SampledGrid {
    let columns = Int.random(in: columns, using: &self)
    let rows = Int.random(in: rows, using: &self)
    return SampledGrid(domain: Domain(x: -2...5, y: 1...4), columns: columns, rows: rows) { _, _, out in
      for index in out.indices {
        if Double.random(in: 0..<1, using: &self) < holes {
          out[index] = [Double.nan, .infinity, -.infinity].randomElement(using: &self) ?? .nan
        } else if let steps {
          out[index] = Double(Int.random(in: 0...steps, using: &self))
        } else {
          out[index] = .random(in: -1...1, using: &self)
        }
      }
    }
  }
}

/// Grids of surfaces with valleys, saddles, many hills, and a singular point.
enum AnalyticGrids {
  static func grid(
    _ domain: Domain, columns: Int = 61, rows: Int = 47, _ height: (Double, Double) -> Double
  ) -> SampledGrid {
    SampledGrid(domain: domain, columns: columns, rows: rows) { y, xs, out in
      for index in xs.indices { out[index] = height(xs[index], y) }
    }
  }

  static let rosenbrock = grid(Domain(x: -2...2, y: -1...3)) { x, y in
    let a = 1 - x
    let b = y - x * x
    return a * a + 100 * (b * b)
  }
  static let himmelblau = grid(Domain(x: -5...5, y: -5...5)) { x, y in
    let a = x * x + y - 11
    let b = x + y * y - 7
    return a * a + b * b
  }
  static let bowl = grid(Domain(x: -3...3, y: -2...2)) { x, y in x * x + 10 * y * y }
  static let saddle = grid(Domain(x: -2...2, y: -2...2)) { x, y in x * x - y * y }
  static let monkeySaddle = grid(Domain(x: -2...2, y: -2...2)) { x, y in x * x * x - 3 * x * y * y }
  static let pole = grid(Domain(x: -1...1, y: -1...1)) { x, y in 1 / (x * y) }
  static let cliff = grid(Domain(x: -1...1, y: -1...1)) { x, y in x > y ? .nan : (x * y).squareRoot() }

  static let all = [rosenbrock, himmelblau, bowl, saddle, monkeySaddle, pole, cliff]
}
