import Optimization
import Testing

@Suite("Unknown properties of a surface are found")
struct SurfaceSurveyTests {
  /// The distance of points, relative to their size.
  private func distance(_ a: Point<Double>, _ b: Point<Double>) -> Double {
    Point(a.x - b.x, a.y - b.y).length / max(1, b.length)
  }

  private func survey(_ text: String) throws -> ExpressionSurface { try TypedFormula(text).surface }

  @Test(
    "The minima of famous functions are found to 1e-9",
    arguments: [
      "rosenbrock", "beale", "himmelblau", "booth", "bowl", "sphere", "matyas", "easom", "three_hump_camel",
    ])
  func famous(id: String) throws {
    let text = try #require(ExpressionSurfaceTests.formulas.first { $0.0 == id }?.1)
    let surface = try survey(text)
    let entry = try #require(SurfaceCatalog.entry(id))
    let globals = entry.surface(entry.defaults).minima.filter(\.isGlobal)
    for minimum in globals {
      let near = surface.minima.filter { distance($0.point, minimum.point) < 1e-9 }
      #expect(near.count == 1 && near.allSatisfy(\.isGlobal), "\(minimum)")
      #expect(near.allSatisfy { abs($0.value - minimum.value) < 1e-12 })
      #expect(surface.domain.contains(minimum.point))
    }
    #expect(surface.minima.count { $0.isGlobal } == globals.count)
    for minimum in surface.minima where !minimum.isKink {
      #expect(surface.valueAndGradient(at: minimum.point).gradient.length < 1e-7)
    }
    let descent = surface.value(at: surface.start) - (surface.minima.first?.value ?? 0)
    #expect(descent > 0.1 && surface.domain.contains(surface.start))
    if ["rosenbrock", "beale", "booth", "bowl"].contains(id) { #expect(surface.spacing == .logarithmic) }
    #expect(surface.survey == (try survey(text)).survey)
  }

  private static let oddSurfaces: [(String, Double, Double)] = [
    ("abs(x)+abs(y)", 0.0, 0.0), ("max(abs(x-1),abs(y+2))", 1, -2), ("x^4+y^4", 0, 0),
    ("1e6*(x-1e4)^2+(y-2)^2", 1e4, 2), ("x*log(x)+y^2", 0.36787944117144233, 0), ("1e-9*(x^2+y^2)", 0, 0),
    ("sqrt(abs(x))+sqrt(abs(y))", 0, 0), ("log(1+x^2+y^2)", 0, 0), ("exp(x)+exp(-x)+y^2", 0, 0),
    ("if(x<0, x^2, 3x)+y^2", 0, 0), ("1e12(x^2+y^2)", 0, 0),
  ]

  @Test(
    "Kinks, far, small, flat and rising surfaces",
    arguments: oddSurfaces)
  func odd(text: String, x: Double, y: Double) throws {
    let surface = try survey(text)
    let first = try #require(surface.minima.first)
    #expect(distance(first.point, Point(x, y)) < 1e-7, "\(text): \(first)")
    #expect(first.isGlobal && surface.value(at: surface.start) > first.value)
  }

  @Test(
    "Whatever the surface, there is a domain and a finite start in it",
    arguments: [
      "3", "x+y", "x^2-y^2", "-x^2-y^2", "x^3-y", "log(x)+log(y)", "sqrt(-1-x^2-y^2+4)", "1/(x^2+y^2)",
      "tan(x)+y^2",
      "sin(1000x)+y^2", "sin(x)+sin(y)", "floor(x)^2+y^2", "(x-y)^2", "relu(x)+softplus(y)",
      "x sin(x)+y sin(y)",
      "exp(exp(x))+y", "1e300*x^2+y", "1e-300*(x^2+y^2)", "x", "sigmoid(x*y)", "x^y", "1/x", "step(x)",
    ])
  func any(text: String) throws {
    let surface = try survey(text)
    let domain = surface.domain
    #expect(domain.x.lowerBound < domain.x.upperBound && domain.y.lowerBound < domain.y.upperBound)
    #expect(domain.x.upperBound.isFinite && domain.contains(surface.start), "\(text)")
    #expect(surface.value(at: surface.start).isFinite, "\(text)")
    for minimum in surface.minima {
      #expect(domain.contains(minimum.point) && minimum.value == surface.value(at: minimum.point))
    }
    #expect(surface.minima.count <= SurfaceSurvey.mostMinima)
  }

  @Test("A surface without finite heights still has a domain")
  func nowhere() throws {
    let surface = try survey("sqrt(-1-x^2)")
    #expect(surface.minima.isEmpty && surface.domain.contains(surface.start))
  }

  @Test("An endless floor is at most one minimum, a constant has none")
  func flat() throws {
    #expect(try survey("(x-y)^2").minima.count == 1)
    #expect(try survey("floor(x)^2+y^2").minima.count == 1)
    #expect(
      try survey("3").minima.isEmpty && survey("x+y").minima.isEmpty && survey("x^2-y^2").minima.isEmpty)
  }
}
