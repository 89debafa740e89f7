import Foundation
import Optimization
import Testing

@Suite("Formulas as people write them")
struct FormulaSpellingTests {
  private static let points = [Point(0.7, 0.4), Point(-1.3, 2.2), Point(2.6, -0.9), Point(-0.4, -3.1)]

  /// Whether two formulas have the same values; places where both have none count as equal.
  private func same(_ a: String, _ b: String) throws -> Bool {
    let (a, b) = (try TypedFormula(a), try TypedFormula(b))
    return Self.points.allSatisfy { point in
      let (u, v) = (a.value(at: point), b.value(at: point))
      return abs(u - v) <= 4e-15 * max(1, abs(v)) || u.isNaN && v.isNaN
    }
  }

  private static let paper: [(String, String)] = [
    ("|x| + |y-1|", "abs(x) + abs(y-1)"), ("√x", "sqrt(x)"), ("∛x + ∜y", "cbrt(x) + y^0.25"),
    ("x⁻²", "x^(-2)"), ("½x²", "0.5*x^2"), ("1½x + ¾", "1.5*x + 0.75"), ("log₂(x²)", "log2(x^2)"),
    ("log_10(x²)", "log10(x^2)"), ("tg(x)", "tan(x)"), ("⌊x⌋ + ⌈y⌉", "floor(x) + ceil(y)"),
    ("[x+1]*{y-1}", "(x+1)*(y-1)"), ("𝑥² − 𝑦", "x^2 - y"), ("ｘ＋ｙ", "x+y"), ("x•y", "x*y"),
    ("sin x", "sin(x)"), ("sin² x", "sin(x)^2"), ("sin -x", "sin(-x)"), ("sin 2π x", "sin(2*pi*x)"),
    ("exp -x^2", "exp(-(x^2))"), ("sin x cos y", "sin(x)*cos(y)"), ("sin sqrt |x|", "sin(sqrt(abs(x)))"),
    ("||x|-1|", "abs(abs(x)-1)"), ("|x||y|", "abs(x)*abs(y)"), ("|x-|y||", "abs(x-abs(y))"),
    ("x|y|", "x*abs(y)"), ("x<0 || y<0", "x<0 or y<0"), ("|x<0 or y<0|", "x<0 or y<0"),
    ("7 mod (x+5)", "mod(7, x+5)"), ("2mod(x, 3)", "2*mod(x, 3)"), ("sin(x)cos(y)", "sin(x)*cos(y)"),
  ]

  private static let programs: [(String, String)] = [
    ("x**2 + 2**-y", "x^2 + 2^(-y)"), ("arcsin(x/9) + arctan2(y, x)", "asin(x/9) + atan2(y, x)"),
    ("x<0 ? -x : 2x", "if(x<0, -x, 2x)"), ("x<0 ? 1 : y<0 ? 2 : 3", "if(x<0, 1, if(y<0, 2, 3))"),
    ("x if x > 0 else y", "if(x>0, x, y)"), ("x % 2", "mod(x, 2)"), ("x.^2.*y./2", "x^2*y/2"),
    ("1 + (x if x>0 else -x if y>0 else 2)", "1+if(x>0, x, if(y>0, -x, 2))"),
    ("np.sin(x) + math.exp(y)", "sin(x) + exp(y)"), ("tf.math.square(x)", "x^2"),
    ("torch.abs(x) + jnp.pi", "abs(x) + pi"), ("np.where(x<0, x, y)", "if(x<0, x, y)"),
    ("Math.PI * Math.pow(x, 2)", "pi*x^2"), ("Sin[x] + Exp[y]", "sin(x) + exp(y)"),
    ("np.maximum(x, y) + np.clip(x, -1, 1)", "max(x, y) + min(max(x, -1), 1)"),
    ("lambda x, y: x + 2y", "x + 2y"), ("f(x, y) = x + 2y", "x + 2y"), ("z = x + 2y", "x + 2y"),
    ("f = lambda x, y: x + 2y", "x + 2y"), ("=x+2y", "x + 2y"), ("(x, y) => x + 2y", "x + 2y"),
    ("x, y -> x + 2y", "x + 2y"), ("@(x, y) x + 2y", "x + 2y"), ("function(x, y) x + 2y", "x + 2y"),
    ("p => p[0] + 2p[1]", "x + 2y"), ("x => x*x", "x^2"), ("(x, y) ⇒ x + 2y", "x + 2y"),
    ("return x + 2*y;", "x + 2y"), ("1_000x + 2_5.5y", "1000x + 25.5y"),
    ("std::sin(x) + std::abs(y)", "sin(x)+abs(y)"),
    ("a x^2 + b y^2 where a=2, b=3", "2x^2 + 3y^2"), ("a*x^2 + y^2 with a = 2", "2x^2 + y^2"),
    ("f: (x, y) ↦ x + 2y", "x + 2y"), ("def f(x, y):\n  return x + 2y", "x + 2y"),
  ]

  private static let latex: [(String, String)] = [
    ("\\frac{1}{2}x^{2}", "0.5x^2"), ("\\frac12 x", "0.5x"), ("\\dfrac{x+1}{y-1}", "(x+1)/(y-1)"),
    ("\\sin x \\cdot \\cos\\left(2y\\right)", "sin(x)*cos(2y)"), ("\\sqrt{x^2+1}y", "sqrt(x^2+1)*y"),
    ("\\sqrt[3]{x}", "cbrt(x)"), ("\\sqrt[5]{x}", "sign(x)*abs(x)^0.2"), ("\\sqrt2 x", "sqrt(2)*x"),
    ("2\\pi x", "2*pi*x"), ("\\exp(-x^2)", "exp(-x^2)"), ("e^{-x^{2}}", "exp(-x^2)"),
    ("\\left|x\\right|\\left|y\\right|", "abs(x)*abs(y)"), ("\\lvert x \\rvert", "abs(x)"),
    ("\\sin^2 x + \\sin^{2}\\left(y\\right)", "sin(x)^2 + sin(y)^2"),
    ("\\operatorname{sech}(x)", "1/cosh(x)"), ("\\max(x, y)", "max(x, y)"), ("\\ln x^2", "log(x^2)"),
    ("\\log_{2}(x^2)", "log2(x^2)"), ("$x^2 \\, y$", "x^2*y"), ("x \\le y", "x <= y"),
    ("x - \\left\\lfloor x \\right\\rfloor", "x - floor(x)"), ("\\frac{12}{34}x", "12/34*x"),
    ("\\frac{\\frac{x}{2}}{\\sqrt{y^2}}", "x/2/abs(y)"),
  ]

  private static let negations: [(String, String)] = [
    ("!(x<0)+y", "(1-(x<0))+y"), ("!(x<0)*y", "(1-(x<0))*y"), ("¬(x<0)-y", "(x>=0)-y"),
    ("!(x<0) and !(y<0)", "x>=0 and y>=0"), ("-!(x<0)", "-(x>=0)"), ("!!x", "x!=0"),
    ("2-!(x<0)/2", "2-(x>=0)/2"), ("!x<3", "(x==0)<3"), ("!(x<0)^2", "x>=0"), ("!(x<0)y", "(x>=0)*y"),
    ("y^!(x<0)", "y^(x>=0)"),
  ]

  @Test("Other spellings are the plain formula", arguments: paper + programs + latex + negations)
  func spelling(typed: String, plain: String) throws { #expect(try same(typed, plain), "\(typed)") }

  private static let coordinates: [(String, String, String?)] = [
    ("X^2 + 3Y", "x^2+3y", "X is x, the horizontal coordinate, and Y is y, the vertical one"),
    ("x1^2 + 3*x2", "x^2+3y", "x1 is x, the horizontal coordinate, and x2 is y, the vertical one"),
    ("x₁² + 3x₂", "x^2+3y", "x_1 is x, the horizontal coordinate, and x_2 is y, the vertical one"),
    ("b + w^2", "y+x^2", "w is x, the horizontal coordinate, and b is y, the vertical one"),
    (
      "theta2 + theta1^2", "y+x^2",
      "theta1 is x, the horizontal coordinate, and theta2 is y, the vertical one"
    ),
    (
      "\\theta_0^2 + \\theta_{1}", "x^2+y",
      "theta_0 is x, the horizontal coordinate, and theta_1 is y, the vertical one"
    ),
    ("v + u^2", "y+x^2", "u is x, the horizontal coordinate, and v is y, the vertical one"),
    ("φ + θ^2", "y+x^2", "θ is x, the horizontal coordinate, and φ is y, the vertical one"),
    ("x[1] + x[0]**2", "y+x^2", "x[0] is x, the horizontal coordinate, and x[1] is y, the vertical one"),
    ("x[2] + x[1]^2", "y+x^2", "x[1] is x, the horizontal coordinate, and x[2] is y, the vertical one"),
    (
      "lambda x: x[0]**2 + x[1]", "x^2+y",
      "x[0] is x, the horizontal coordinate, and x[1] is y, the vertical one"
    ),
    ("@(x) x(1).^2 + x(2)", "x^2+y", "x[1] is x, the horizontal coordinate, and x[2] is y, the vertical one"),
    ("f(v, u) = v^2 + u", "x^2+y", "v is x, the horizontal coordinate, and u is y, the vertical one"),
    ("f(x, t) = x^2 + t", "x^2+y", "t is y, the vertical coordinate"),
    ("f(t, x) = x^2 + t", "x^2+y", "t is y, the vertical coordinate"),
    ("t^2", "x^2", "t is x, the horizontal coordinate"), ("Y^2", "y^2", "Y is y, the vertical coordinate"),
    ("a*u^2 + v; a=3", "3x^2+y", "u is x, the horizontal coordinate, and v is y, the vertical one"),
    ("a*x^2 + b; a=3, b=1", "3x^2+1", nil), ("f(x, y) = x^2", "x^2", nil),
    ("f(y, x) = x^2 + y", "x^2+y", nil),
  ]

  @Test("Other names stand for the coordinates, and a sentence says which", arguments: coordinates)
  func names(typed: String, plain: String, sentence: String?) throws {
    #expect(try same(typed, plain), "\(typed)")
    let formula = try TypedFormula(typed)
    #expect(formula.coordinateSentence == sentence, "\(formula.coordinateSentence ?? "")")
    let again = try TypedFormula(formula.text(with: SettingValues(defaultsOf: formula.settings)))
    #expect(again.coordinateSentence == sentence)
  }

  private static let unclearNames: [(String, String)] = [
    ("x + X", "'X' is not known"), ("xy", "x*y"), ("x2", "x^2"), ("sinx", "sin(x)"),
    ("cos2x + y", "cos(2*x)"), ("pi*x + tau*y", "write 2*pi"), ("np.sum(x**2)", "write all terms"),
    ("∑x^2", "write all terms"),
    ("x + inf", "are finite"), ("∞", "are finite"), ("x # bowl", "a comment"), ("x // bowl", "a comment"),
    ("pow(x, 2.0f)", "left out"), ("x + (y => 2)", "write >="), ("2 => x", "write >="), ("norm(x)", "hypot"),
    ("foo + bar", "'foo' is not known"), ("x1 + y1", "'x1' is not known"), ("x1 + x3", "'x1' is not known"),
    ("a*u + v", "in ; a=1"), ("uv", "'uv'"), ("f(u, v) = u + x", "'x' is not known"),
  ]

  @Test("Names that may be a mistake are not taken for coordinates", arguments: unclearNames)
  func unclear(typed: String, part: String) throws {
    let error = try #require(throws: ExpressionError.self) { try TypedFormula(typed) }
    #expect(error.message.contains(part), "\(error.message)")
  }

  @Test(
    "Lines are never joined to another formula",
    arguments: [
      "x^2 + 1\n0*y^2", "x^2\ny^2", "x\n(y)", "1\n2", "x^2 + y^2\n\nx", "x\r\ny", "sin x\ny", "2\n|x|",
      "|x|\ny",
      "x^2 \\\\ y",
    ])
  func lines(text: String) throws {
    let error = try #require(throws: ExpressionError.self) { try TypedFormula(text) }
    #expect(error.message.contains("new line"), "\(error.message)")
    let line = TypedFormula.singleLine(text)
    #expect(line.allSatisfy { !$0.isNewline })
    #expect(throws: ExpressionError.self) { try TypedFormula(line) }
  }

  private static let continued: [(String, String)] = [
    ("x^2 +\n y", "x^2 + y"), ("(x\n + y)^2\n", "(x + y)^2"), ("\n\nx + y", "x + y"),
    ("min(x,\n y)", "min(x, y)"), ("a*x\na=3", "3x"), ("a*x\r\na = 3\r\n", "3x"),
    ("a*x + b, a=3\nb=1", "3x+1"), ("x + \\\n y", "x + y"),
  ]

  @Test("A formula may go on in the next line, and values may follow", arguments: continued)
  func continuedLines(text: String, plain: String) throws {
    #expect(try same(text, plain))
    #expect(try same(TypedFormula.singleLine(text), plain), "\(TypedFormula.singleLine(text))")
  }

  private static let valued: [(String, String)] = [
    ("sin 2a; a=3", "sin(2*3)"), ("sin a x; a=2", "sin(2*x)"), ("sin² a; a=2", "sin(2)^2"),
    ("√a; a=2", "sqrt(2)"), ("x sin a; a=-2", "x*sin(-2)"), ("cos a + 2a; a=0.5", "cos(0.5)+1"),
    ("|a|; a=-2", "2"), ("f(u, v) = a u + v; a=4", "4x+y"), ("a₁x; a_1=3", "3x"),
  ]

  @Test("Values in place of names read as the formula does", arguments: valued)
  func values(typed: String, plain: String) throws {
    let formula = try TypedFormula(typed)
    #expect(try same(typed, plain))
    #expect(try same(formula.surface.formula, plain), "\(formula.surface.formula)")
  }

  @Test("A loss without a finite value is told, at the start and everywhere")
  func missing() throws {
    func missing(_ text: String, _ start: Point<Double>) throws -> MissingValues? {
      let surface = try TypedFormula(text).surface
      return surface.missingValues(at: start, in: [surface.domain])
    }
    #expect(try missing("0/0 + x + y", Point(1, 1)) == .everywhere)
    #expect(try missing("sqrt(-1-x^2)+y", Point(1, 1)) == .everywhere)
    #expect(try missing("1/0 + x", Point(1, 1)) == .everywhere)
    #expect(try missing("log(x)+y", Point(-1, 1)) == .atStart)
    #expect(try missing("1/x+y", Point(0, 1)) == .atStart)
    #expect(try missing("asin(x)+y", Point(1, 1)) == .slopeAtStart)
    #expect(try missing("-sqrt(x)+y^2", Point(0, 0)) == nil && missing("x^2+y^2", Point(1, 1)) == nil)
  }
}

@Suite("Formulas that could be read in two ways")
struct FormulaReadingTests {
  private static let points = [
    Point(0.7, 0.4), Point(-1.3, 2.2), Point(2.6, -0.9), Point(-0.4, -3.1), Point(7, 5),
  ]

  private func values(_ text: String) throws -> [Double] {
    let formula = try TypedFormula(text)
    return Self.points.map { formula.value(at: $0) }
  }

  @Test("Each is read as the table says, which differs from the other reading", arguments: FormulaReading.all)
  func readings(reading: FormulaReading) throws {
    let others = try reading.others.map(values)
    guard let meaning = reading.meaning else {
      #expect(throws: ExpressionError.self) { try TypedFormula(reading.typed) }
      #expect(others.count == 2 && others[0] != others[1], "\(reading.typed)")
      return
    }
    let (typed, meant) = (try values(reading.typed), try values(meaning))
    for (a, b) in zip(typed, meant) {
      #expect(
        a == b || abs(a - b) <= 4e-15 * max(1, abs(b)) || a.isNaN && b.isNaN,
        "\(reading.typed): \(a) is not \(b)")
    }
    for other in others {
      let differs = zip(typed, other).contains { a, b in
        a.isNaN != b.isNaN || abs(a - b) > 1e-6 * max(1, abs(b))
      }
      #expect(differs, "\(reading.typed) has no other reading")
    }
  }

  @Test("The page beside the sources has the same table")
  func page() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let page = try String(
      contentsOf: root.appendingPathComponent("Sources/Optimization/Expressions/README.md"), encoding: .utf8)
    let rows = page.split(separator: "\n").filter { $0.hasPrefix("| `") }.map(String.init)
    let expected = FormulaReading.all.map { reading in
      func code(_ text: String) -> String { "`\(text.replacing("|", with: "\\|"))`" }
      return "| \(code(reading.typed)) | \(reading.meaning.map(code) ?? "refused") | \(reading.reason) |"
    }
    #expect(rows == expected, "the table is\n\(expected.joined(separator: "\n"))")
  }
}
