import Optimization
import Testing

@Suite("Formulas of built-in surfaces")
struct ExpressionSurfaceTests {
  static let formulas: [(String, String)] = [
    ("bowl", "0.5(x^2 + k y^2); k=20"), ("sphere", "x²+y²"), ("saddle", "x^2 - y^2"),
    ("rosenbrock", "(a-x)^2 + b*(y-x^2)^2; a=1, b=100"),
    ("beale", "(1.5-x+x*y)^2 + (2.25-x+x*y^2)^2 + (2.625-x+x*y^3)^2"),
    ("himmelblau", "(x^2+y-11)^2 + (x+y^2-7)^2"),
    ("rastrigin", "20 + (x^2-10cos(2pi x)) + (y^2-10cos(2pi y))"), ("booth", "(x+2y-7)^2 + (2x+y-5)^2"),
    ("styblinski_tang", "0.5(x^4-16x^2+5x + y^4-16y^2+5y)"), ("matyas", "0.26(x^2+y^2) - 0.48x y"),
    ("three_hump_camel", "2x^2 - 1.05x^4 + x^6/6 + x y + y^2"),
    ("six_hump_camel", "(4-2.1x^2+x^4/3)x^2 + x y + (-4+4y^2)y^2"),
    ("branin", "(y - 5.1/(4pi^2)x^2 + 5/pi x - 6)^2 + 10(1-1/(8pi))cos(x) + 10"),
    (
      "goldstein_price",
      "(1+(x+y+1)^2*(19-14x+3x^2-14y+6x y+3y^2))*(30+(2x-3y)^2*(18-32x+12x^2+48y-36x y+27y^2))"
    ),
    ("mccormick", "sin(x+y) + (x-y)^2 - 1.5x + 2.5y + 1"),
    ("ackley", "-20exp(-0.2sqrt(0.5(x^2+y^2))) - exp(0.5(cos(2pi x)+cos(2pi y))) + 20 + e"),
    ("griewank", "1 + (x^2+y^2)/4000 - cos(x)cos(y/sqrt(2))"),
    ("easom", "-cos(x)cos(y)exp(-((x-pi)^2+(y-pi)^2))"), ("monkey_saddle", "x^3 - 3x y^2"),
    ("zakharov", "x^2 + y^2 + (0.5x+y)^2 + (0.5x+y)^4"), ("dixon_price", "(x-1)^2 + 2(2y^2-x)^2"),
    ("bohachevsky", "x^2 + 2y^2 - (0.3cos(3pi x) + 0.4cos(4pi y)) + 0.7"),
    ("schaffer2", "0.5 + (sin(x^2-y^2)^2 - 0.5)/(1 + 0.001(x^2+y^2))^2"),
    ("michalewicz", "-sin(x)sin(x^2/pi)^20 - sin(y)sin(2y^2/pi)^20"),
    ("plateau", "h(tanh(x)^2 + tanh(0.5y)^2); h=10"), ("ravine", "0.05x^2 + sqrt(1+(s y)^2) - 1; s=10"),
    ("bukin6", "100sqrt(abs(y-0.01x^2)) + 0.01abs(x+10)"),
    ("eggholder", "-(y+47)sin(sqrt(abs(x/2+y+47))) - x sin(sqrt(abs(x-(y+47))))"),
    ("holder_table", "-abs(sin(x)cos(y)exp(abs(1-sqrt(x^2+y^2)/pi)))"),
  ]

  @Test("Height, gradient and Hessian agree with the built-in surface to 1e-12", arguments: formulas)
  func equality(id: String, text: String) throws {
    let entry = try #require(SurfaceCatalog.entry(id))
    let builtIn = entry.surface(entry.defaults)
    let typed = try TypedFormula(text).surface
    let random = RandomNumbers(seed: 1, stream: 5)
    let (x, y) = (builtIn.domain.x, builtIn.domain.y)
    for index in 0..<200 as Range<UInt64> {
      let p = Point(
        x.lowerBound + random.uniform(2 * index) * (x.upperBound - x.lowerBound),
        y.lowerBound + random.uniform(2 * index + 1) * (y.upperBound - y.lowerBound))
      let (a, b) = (builtIn.valueAndGradient(at: p), typed.valueAndGradient(at: p))
      let (h, k) = (builtIn.hessian(at: p), typed.hessian(at: p))
      let pairs = [
        (a.value, b.value), (a.gradient.x, b.gradient.x), (a.gradient.y, b.gradient.y), (h.xx, k.xx),
        (h.xy, k.xy), (h.yy, k.yy),
      ]
      let scale = max(1, abs(h.xx), abs(h.yy))
      for (u, v) in pairs { #expect(abs(u - v) <= 1e-12 * max(scale, abs(u)), "\(id) at \(p)") }
    }
  }

  @Test("With the operations in the same order, the bits are the same")
  func bits() throws {
    for id in ["rosenbrock", "himmelblau", "rastrigin", "booth", "bowl", "easom", "mccormick", "ackley"] {
      let text = try #require(Self.formulas.first { $0.0 == id }?.1)
      let entry = try #require(SurfaceCatalog.entry(id))
      let builtIn = entry.surface(entry.defaults)
      let typed = try TypedFormula(text).surface
      for index in 0..<100 {
        let p = Point(-2.9 + 0.057 * Double(index), 2.6 - 0.049 * Double(index))
        let (a, b) = (builtIn.valueAndGradient(at: p), typed.valueAndGradient(at: p))
        #expect(a.value == b.value && a.gradient == b.gradient, "\(id) at \(p)")
        #expect(builtIn.hessian(at: p) == typed.hessian(at: p), "\(id) at \(p)")
      }
    }
  }
}
