import CBaselines
import Optimization

/// A map's work: sample Rosenbrock on 400 x 240 nodes, choose 12 levels, trace and join their lines.
enum Contouring {
  static let columns = 400
  static let rows = 240
  static let domain = Domain(x: -2...2, y: -1...3)

  static func run(rounds: Int) {
    let levels = LevelSpacing.logarithmic.levels(count: 12, in: sample(), minimum: 0)
    let candidates = [
      Candidate(name: "C: sampling and contours") { Double(baseline(levels).points) },
      Candidate(name: "Swift: sampling and contours") {
        Double(count(contours(of: sample(), at: levels)).points)
      },
      Candidate(name: "Swift: sampling alone") { sample().finiteRange?.upperBound ?? 0 },
    ]
    let found = count(contours(of: sample(), at: levels))
    let expected = baseline(levels)
    printTable(
      "Contours, \(columns) x \(rows) nodes, \(levels.count) levels: \(found.lines) lines, \(found.points) points"
        + " (C: \(expected.lines), \(expected.points))",
      measure(candidates, rounds: rounds), unit: "ms", scale: 1e3)

    let grid = sample()
    let spacings = LevelSpacing.allCases.map { spacing in
      Candidate(name: "Swift: 12 \(spacing) levels") { spacing.levels(count: 12, in: grid, minimum: 0)[0] }
    }
    printTable(
      "Level selection, the same grid", measure(spacings, rounds: rounds), unit: "ms", scale: 1e3)
  }

  private static func sample() -> SampledGrid {
    SampledGrid(domain: domain, columns: columns, rows: rows) { y, xs, out in surface.fillRow(y, xs, out) }
  }

  private static let surface: any Objective = {
    guard let entry = SurfaceCatalog.entry("rosenbrock") else { fatalError("the catalog has no Rosenbrock") }
    return entry.surface(entry.defaults)
  }()

  private static func count(_ contours: [Contour]) -> (lines: Int, points: Int) {
    let lines = contours.flatMap(\.lines)
    return (lines.count, lines.reduce(0) { $0 + $1.points.count })
  }

  private static func baseline(_ levels: [Double]) -> baseline_contours {
    let (x, y) = (domain.x, domain.y)
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: columns * rows) { values in
      guard let base = values.baseAddress else { return baseline_contours() }
      _ = baseline_sample_rosenbrock(
        base, Int32(columns), Int32(rows), x.lowerBound, x.upperBound, y.lowerBound, y.upperBound)
      return baseline_contour(
        base, Int32(columns), Int32(rows), x.lowerBound, x.upperBound, y.lowerBound, y.upperBound,
        levels, Int32(levels.count))
    }
  }
}
