import Optimization

/// A typed formula compared with the built-in surface of the same formula: a gradient, and a row of a map.
enum TypedFormulas {
  static let evaluations = 20_000
  static let columns = 400
  static let rows = 50

  static let formulas = [
    ("rosenbrock", "(1-x)^2 + 100*(y-x^2)^2"),
    ("beale", "(1.5-x+x*y)^2 + (2.25-x+x*y^2)^2 + (2.625-x+x*y^3)^2"),
    ("himmelblau", "(x^2+y-11)^2 + (x+y^2-7)^2"),
    ("rastrigin", "20 + (x^2-10cos(2pi x)) + (y^2-10cos(2pi y))"),
  ]

  static func run(rounds: Int) {
    for (id, text) in formulas {
      guard let entry = SurfaceCatalog.entry(id), let formula = try? TypedFormula(text) else {
        fatalError("no surface \(id), or its formula cannot be read")
      }
      let builtIn = entry.surface(entry.defaults)
      let typed: any Objective = formula.surface
      printTable(
        "\(id), a gradient in a descent",
        measure(
          [
            Candidate(name: "built in") { descent(builtIn) }, Candidate(name: "typed") { descent(typed) },
          ], rounds: rounds), operations: Double(evaluations), unit: "ns", scale: 1e9)
      printTable(
        "\(id), a node of a map's row",
        measure(
          [Candidate(name: "built in") { map(builtIn) }, Candidate(name: "typed") { map(typed) }],
          rounds: rounds), operations: Double(columns * rows), unit: "ns", scale: 1e9)
      printTable(
        "\(id), reading a formula and surveying its surface",
        measure(
          [
            Candidate(name: "read") { Double((try? TypedFormula(text))?.settings.count ?? 0) },
            Candidate(name: "survey") { formula.surface.start.x },
          ], rounds: rounds), unit: "us", scale: 1e6)
    }
  }

  /// Gradients one after the other, each where the previous one led, as in a run.
  private static func descent(_ objective: any Objective) -> Double {
    var point = Point(0.3, 0.7)
    for _ in 0..<evaluations {
      let gradient = objective.valueAndGradient(at: point).gradient
      point = Point(point.x - 1e-9 * gradient.x, point.y - 1e-9 * gradient.y)
    }
    return point.x
  }

  private static func map(_ objective: any Objective) -> Double {
    SampledGrid(domain: Domain(x: -2...2, y: -1...3), columns: columns, rows: rows) {
      objective.fillRow($0, $1, $2)
    }.values[7]
  }
}
