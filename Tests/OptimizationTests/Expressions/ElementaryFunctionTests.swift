import Foundation
import Optimization
import Testing

@Suite("Functions of typed formulas")
struct ElementaryFunctionTests {
  private struct Case {
    let name: String
    let reference: (Double) -> Double
    let xs: [Double]
  }

  private let cases: [Case] = {
    let wide = [-3.1, -1.7, -0.4, 0.3, 0.9, 2.6, 5.5]
    let positive = [0.2, 0.3, 0.9, 2.6, 5.5, 9.0]
    let unit = [-0.93, -0.5, -0.1, 0.2, 0.77]
    return [
      Case(name: "sin(x)", reference: { Foundation.sin($0) }, xs: wide),
      Case(name: "cos(x)", reference: { Foundation.cos($0) }, xs: wide),
      Case(name: "tan(x)", reference: { Foundation.tan($0) }, xs: wide),
      Case(name: "asin(x)", reference: { Foundation.asin($0) }, xs: unit),
      Case(name: "acos(x)", reference: { Foundation.acos($0) }, xs: unit),
      Case(name: "atan(x)", reference: { Foundation.atan($0) }, xs: wide),
      Case(name: "sinh(x)", reference: { Foundation.sinh($0) }, xs: wide),
      Case(name: "cosh(x)", reference: { Foundation.cosh($0) }, xs: wide),
      Case(name: "tanh(x)", reference: { Foundation.tanh($0) }, xs: wide),
      Case(name: "exp(x)", reference: { Foundation.exp($0) }, xs: wide),
      Case(name: "e^x", reference: { Foundation.exp($0) }, xs: wide),
      Case(name: "log(x)", reference: { Foundation.log($0) }, xs: positive),
      Case(name: "log10(x)", reference: { Foundation.log10($0) }, xs: positive),
      Case(name: "sqrt(x)", reference: { $0.squareRoot() }, xs: positive),
      Case(name: "abs(x)", reference: { Swift.abs($0) }, xs: wide),
      Case(name: "sign(x)", reference: { $0 < 0 ? -1 : 1 }, xs: wide),
      Case(name: "floor(x)", reference: { Foundation.floor($0) }, xs: wide),
      Case(name: "step(x)", reference: { $0 < 0 ? 0 : 1 }, xs: wide),
      Case(name: "relu(x)", reference: { Swift.max($0, 0) }, xs: wide),
      Case(name: "sigmoid(x)", reference: { 1 / (1 + Foundation.exp(-$0)) }, xs: wide),
      Case(name: "softplus(x)", reference: { Foundation.log1p(Foundation.exp($0)) }, xs: wide),
      Case(name: "x^2.5", reference: { Foundation.pow($0, 2.5) }, xs: positive),
      Case(name: "x^-1.5", reference: { Foundation.pow($0, -1.5) }, xs: positive),
      Case(name: "x^11", reference: { Foundation.pow($0, 11) }, xs: wide),
      Case(name: "x^-3", reference: { Foundation.pow($0, -3) }, xs: wide),
      Case(name: "3^x", reference: { Foundation.pow(3, $0) }, xs: wide),
      Case(name: "x^x", reference: { Foundation.pow($0, $0) }, xs: positive),
      Case(name: "atan2(x, 2)", reference: { Foundation.atan2($0, 2) }, xs: wide),
      Case(name: "atan2(2, x)", reference: { Foundation.atan2(2, $0) }, xs: wide),
      Case(name: "log2(x)", reference: { Foundation.log2($0) }, xs: positive),
      Case(name: "log1p(x)", reference: { Foundation.log1p($0) }, xs: positive),
      Case(name: "expm1(x)", reference: { Foundation.expm1($0) }, xs: wide),
      Case(name: "cbrt(x)", reference: { Foundation.cbrt($0) }, xs: wide),
      Case(name: "asinh(x)", reference: { Foundation.asinh($0) }, xs: wide),
      Case(name: "acosh(1+x)", reference: { Foundation.acosh(1 + $0) }, xs: positive),
      Case(name: "atanh(x)", reference: { Foundation.atanh($0) }, xs: unit),
      Case(name: "erf(x)", reference: { Foundation.erf($0) }, xs: wide),
      Case(name: "hypot(x, 2)", reference: { Foundation.hypot($0, 2) }, xs: wide),
      Case(name: "hypot(x, x)", reference: { Foundation.hypot($0, $0) }, xs: wide),
      Case(name: "fmod(x, 2)", reference: { Foundation.fmod($0, 2) }, xs: wide),
      Case(name: "round(x)", reference: { Foundation.round($0) }, xs: wide.map { $0 + 0.07 }),
      Case(name: "ceil(x)", reference: { Foundation.ceil($0) }, xs: wide),
      Case(name: "trunc(x)", reference: { Foundation.trunc($0) }, xs: wide),
      Case(name: "sec(x)", reference: { 1 / Foundation.cos($0) }, xs: wide),
      Case(name: "csc(x)", reference: { 1 / Foundation.sin($0) }, xs: Array(wide.dropFirst())),
      Case(name: "cot(x)", reference: { 1 / Foundation.tan($0) }, xs: Array(wide.dropFirst())),
      Case(name: "sech(x)", reference: { 1 / Foundation.cosh($0) }, xs: wide),
      Case(name: "exp2(x)", reference: { Foundation.exp2($0) }, xs: wide),
      Case(name: "square(x)", reference: { $0 * $0 }, xs: wide),
    ]
  }()

  @Test("Values are libm's; gradient and Hessian are the limits of differences, also with an inner function")
  func functions() throws {
    for one in cases {
      let plain = try TypedFormula(one.name).surface
      for x in one.xs {
        let expected = one.reference(x)
        #expect(abs(plain.value(at: Point(x, 0)) - expected) <= 8e-16 * abs(expected), "\(one.name) at \(x)")
      }
      // u = x·y + x uses both derivatives of the function and of its argument.
      let inner = one.name.replacing("exp", with: "EXP").replacing("x", with: "(x y + x)")
        .replacing("EXP", with: "exp").replacing("ma(x y + x)", with: "max")
      let surface = try TypedFormula(inner).surface
      for x in one.xs { checkDerivatives(surface, at: Point(x / 1.25, 0.25), inner) }
    }
  }

  private func checkDerivatives(_ surface: ExpressionSurface, at p: Point<Double>, _ name: String) {
    let h = 1e-3
    // Differences of fourth order: (8(f₁ − f₋₁) − (f₂ − f₋₂)) / 12h.
    func slope(_ f: (Double) -> Double) -> Double { (8 * (f(h) - f(-h)) - (f(2 * h) - f(-2 * h))) / (12 * h) }
    let (value, g) = surface.valueAndGradient(at: p)
    #expect(value == surface.value(at: p))
    let hessian = surface.hessian(at: p)
    let scale = max(1, abs(value), g.length, abs(hessian.xx), abs(hessian.yy)) * 1e-6
    #expect(abs(slope { surface.value(at: Point(p.x + $0, p.y)) } - g.x) < scale, "\(name) at \(p)")
    #expect(abs(slope { surface.value(at: Point(p.x, p.y + $0)) } - g.y) < scale, "\(name) at \(p)")
    func gradient(_ dx: Double, _ dy: Double) -> Point<Double> {
      surface.valueAndGradient(at: Point(p.x + dx, p.y + dy)).gradient
    }
    #expect(abs(slope { gradient($0, 0).x } - hessian.xx) < scale, "\(name) at \(p)")
    #expect(abs(slope { gradient(0, $0).x } - hessian.xy) < scale, "\(name) at \(p)")
    #expect(abs(slope { gradient(0, $0).y } - hessian.yy) < scale, "\(name) at \(p)")
  }

  @Test("Functions that libm has give its bits, and whole numbers are exact")
  func bits() throws {
    let functions: [(String, (Double) -> Double)] = [
      ("log2(x)", { Foundation.log2($0) }), ("cbrt(x)", { Foundation.cbrt($0) }),
      ("hypot(x, 3)", { Foundation.hypot($0, 3) }), ("log1p(x)", { Foundation.log1p($0) }),
      ("expm1(x)", { Foundation.expm1($0) }), ("round(x)", { Foundation.round($0) }),
      ("trunc(x)", { Foundation.trunc($0) }), ("ceil(x)", { Foundation.ceil($0) }),
      ("fmod(x, 0.1)", { Foundation.fmod($0, 0.1) }), ("erf(x)", { Foundation.erf($0) }),
    ]
    for (text, reference) in functions {
      let formula = try TypedFormula(text)
      for x in [8, 0.1, 1e-9, 0.49999999999999994, 0.5, 2.5, 6, 27, 1e300, 0x1p29, 1234.5678] {
        #expect(formula.value(at: Point(x, 0)) == reference(x), "\(text) at \(x)")
      }
    }
    #expect(try TypedFormula("hypot(x, y)").value(at: Point(3e200, 4e200)) == Foundation.hypot(3e200, 4e200))
    for x in [-0.5, -1.5, -2.5, -0.49999999999999994] {
      #expect(try TypedFormula("round(x)").value(at: Point(x, 0)) == Foundation.round(x))
    }
    #expect(try TypedFormula("x mod 3").value(at: Point(-1, 0)) == 2)
    #expect(try TypedFormula("mod(x, 0.1)").value(at: Point(6, 0)) == 0.09999999999999967)
  }

  @Test("Packs and rows have the bits of single numbers")
  func lanes() throws {
    let all = cases.map(\.name).joined(separator: " + ") + " + if(x<y and not y>2, min(x,y), max(x,2y)) + x^y"
    for text in [
      all, "y", "x", "3", "sin(y)", "x*sin(y)+cos(y)*x", "floor(x*y)-2", "(x!=1)*(x==2)+(x>=y or x<0)",
    ] {
      let surface = try TypedFormula(text).surface
      let xs = (0..<150).map { 0.013 + 0.0065 * Double($0) }
      var row = [Double](repeating: .nan, count: xs.count)
      xs.withUnsafeBufferPointer { xs in row.withUnsafeMutableBufferPointer { surface.fillRow(0.7, xs, $0) } }
      for (x, height) in zip(xs, row) {
        #expect(height.bitPattern == surface.value(at: Point(x, 0.7)).bitPattern, "\(text) at \(x)")
      }
      let pack = surface.valueAndGradient(at: Point(lanes: { Point(xs[$0], 0.7) }))
      for lane in 0..<8 {
        let single = surface.valueAndGradient(at: Point(xs[lane], 0.7))
        #expect(pack.value.lane(lane).bitPattern == single.value.bitPattern)
        #expect(pack.gradient.lane(lane) == single.gradient, "\(text)")
      }
    }
  }

  @Test("At kinks and jumps the derivative is the documented one, and smooth places have no NaN")
  func kinks() throws {
    func slopes(_ text: String, _ x: Double, _ y: Double) throws -> [Double] {
      let surface = try TypedFormula(text).surface
      let g = surface.valueAndGradient(at: Point(x, y)).gradient
      return [g.x, g.y]
    }
    for text in [
      "abs(x)", "sign(x)", "step(x)", "floor(x)", "relu(x)", "sqrt(x^2+y^2)", "x^0.5", "x^0.3",
      "sqrt(abs(x))", "cbrt(x)", "hypot(x, y)", "round(x)", "ceil(x)", "trunc(x)",
    ] {
      #expect(try slopes(text, 0, 0) == [0, 0], "\(text)")
    }
    #expect(try slopes("min(x, 3y)", 3, 1) == [0.5, 1.5] && slopes("max(x, 3y)", 3, 1) == [0.5, 1.5])
    #expect(try slopes("min(x, 3y)", 2, 1) == [1, 0] && slopes("max(x, 3y)", 2, 1) == [0, 3])
    #expect(try slopes("if(x<1, 2x, 5y)", 1, 1) == [0, 5])
    for text in [
      "x^2", "x^3", "x^1.5", "x^2.5", "(x^2+y^2)^1.5", "pow(x,4)", "x^(2+y)", "atan2(x^2,y^2)", "x^2*y^2",
    ] {
      let surface = try TypedFormula(text).surface
      #expect(try slopes(text, 0, 0) == [0, 0], "\(text)")
      let hessian = surface.hessian(at: Point(0, 0))
      #expect(!hessian.xx.isNaN && !hessian.xy.isNaN && !hessian.yy.isNaN, "\(text)")
    }
    #expect(try slopes("sigmoid(x)", 800, 0) == [0, 0] && slopes("softplus(x)", 800, 0) == [1, 0])
    #expect(try TypedFormula("softplus(x)").surface.value(at: Point(-800, 0)) == 0)
    #expect(try TypedFormula("min(x,y)").surface.value(at: Point(.nan, 1)).isNaN)
    #expect(try TypedFormula("(-2)^x").surface.value(at: Point(3, 0)) == -8)
    #expect(try TypedFormula("x^0.5").surface.value(at: Point(-1, 0)).isNaN)
    // Beside a jump, also along the divisor: mod(7, y) is 7 − 2y around y = 3.
    #expect(try slopes("mod(x, y)", 7, 3) == [1, -2] && slopes("mod(x, 3)", 6, 0) == [1, 0])
  }
}
