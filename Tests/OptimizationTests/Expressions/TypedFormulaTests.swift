import Foundation
import Optimization
import Testing

@Suite("Typed formulas are read as in mathematics")
struct TypedFormulaTests {
  private func value(_ text: String, x: Double = 2, y: Double = 3) throws -> Double {
    try TypedFormula(text).surface.value(at: Point(x, y))
  }

  private static let valuesAtTwoThree: [(String, Double)] = [
    ("1+2*3", 7.0), ("2^3^2", 512), ("-x^2", -4), ("(-x)^2", 4), ("2^-x", 0.25), ("-2^-2", -0.25),
    ("2x", 4), ("2/4x", 1), ("1/2x", 1), ("3(x+1)", 9), ("(x+1)(y-1)", 6), ("x(x+1)", 6), ("x y", 6),
    ("2 pi x", 4 * Double.pi), ("2pi", 2 * Double.pi), ("2e", 2 * M_E), ("2e1", 20), ("1e-3", 1e-3),
    (".5x", 1), ("5.", 5), ("x-1-1", 0), ("x/y/2", 2.0 / 3 / 2), ("x--1", 3), ("2*-x", -4), ("+x", 2),
    ("x^2y", 12), ("2x^2y", 24), ("2sin(x)", 2 * sin(2.0)), ("x²", 4), ("x³y", 24), ("x¹⁰", 1024),
    ("−x × y · 2", -12), ("√(x²+y²)", sqrt(13.0)), ("π", Double.pi), ("(x ≤ 2)", 1), ("x ≥ 3", 0),
    ("x<3", 1), ("x>3", 0), ("x==2", 1), ("x!=2", 0), ("x<3 and y<3", 0), ("x<3 && y<4", 1),
    ("x<1 or y>2", 1), ("x<1 || y>5", 0), ("not x<3", 0), ("!(x>3)", 1), ("1+x<4", 1),
    ("not x>3 and y==3", 1),
    ("if(x<y, 10, 20)", 10), ("if(x>=y, 10, 20)", 20), ("min(x,y,1)", 1), ("max(x,y,1)", 3),
    ("pow(x,y)", 8), ("atan2(y,x)", atan2(3.0, 2.0)), ("ln(x)", log(2.0)), ("log(x)", log(2.0)),
    ("a*x; a=3", 6), ("a x + b\na=3\nb = -1", 5), ("x +\n y", 5),
    ("a x + b, a=pi/2, b=1/4", Double.pi + 0.25),
    ("a^2 x; a=-3;", 18), ("α x; α=2", 4), ("x  *  y", 6),
  ]

  @Test(
    "Precedence, grouping, implicit multiplication and spelling",
    arguments: valuesAtTwoThree)
  func grammar(text: String, expected: Double) throws {
    #expect(abs(try value(text) - expected) <= 4e-16 * abs(expected), "\(text)")
  }

  @Test("A parameter is a setting, and the text with values reads back as the same formula")
  func parameters() throws {
    let formula = try TypedFormula("a*x^2 + 2b y; a=3, b=-0.5")
    #expect(formula.text == "a*x^2 + 2b y")
    #expect(formula.settings.map(\.key) == ["a", "b"] && formula.settings.map(\.standard) == [3, -0.5])
    for setting in formula.settings { #expect(setting.slider.contains(setting.standard)) }
    var values = SettingValues(defaultsOf: formula.settings)
    try values.set("a", to: 5)
    #expect(formula.surface(values).value(at: Point(2, 4)) == 16)
    #expect(formula.surface(values).formula == "5*x^2 + 2(-0.5) y")
    #expect(formula.text(with: values) == "a*x^2 + 2b y; a=5, b=-0.5")
    let again = try TypedFormula(formula.text(with: values))
    #expect(again.surface.value(at: Point(1.7, -2.3)) == formula.surface(values).value(at: Point(1.7, -2.3)))
    #expect(try TypedFormula("2a; a=3").surface.formula == "2*3")
  }

  private static let mistakenTexts: [(String, Int, Int, String)] = [
    ("", 1, 0, "empty"), ("  ", 3, 0, "empty"), ("x+", 3, 0, "after '+'"), ("*x", 1, 1, "before '*'"),
    ("x+*y", 3, 1, "between '+' and '*'"), ("x+)", 3, 1, "between '+' and ')'"),
    ("(x", 1, 1, "opened at column 1"), ("2*(x+(y-1)", 3, 1, "opened at column 3"),
    ("sin(x", 4, 1, "opened at column 4"), ("x)", 2, 1, "closes nothing"), ("()", 1, 2, "nothing between"),
    ("sinn(x)", 1, 4, "no function 'sinn'"), ("x+foo", 3, 3, "'foo' is not known"),
    ("a*x", 1, 1, "; a=1"), ("xy", 1, 2, "x*y"), ("2xyx", 2, 3, "x*y*x"), ("xsin(y)", 1, 4, "x*sin(...)"),
    ("sinx", 1, 4, "sin(x)"), ("x2", 1, 2, "x^2"), ("sin * x", 1, 3, "write sin(x)"), ("sin", 1, 3, "sin(x)"),
    ("sin^-1(x)", 1, 6, "asin(x)"), ("cos⁻¹(x)", 1, 5, "acos(x)"), ("2 *** 3", 5, 1, "between"),
    ("sin()", 1, 3, "none was given"), ("atan2(x)", 1, 5, "atan2(y, x)"),
    ("if(x<1,2)", 1, 2, "3 arguments"),
    ("log(x,2)", 1, 3, "log(x)/log(2)"), ("min(x)", 1, 3, "2 arguments or more"),
    ("x=3", 2, 1, "without 'x ='"),
    ("f(x,y)*2=x^2", 9, 1, "formula first"), ("if(x=1,2,3)", 5, 1, "write =="),
    ("1<x<2", 4, 1, "1 < x and x < 2"), ("x # y", 3, 1, "'#'"), ("[x)", 3, 1, "write ']'"),
    ("|x", 1, 1, "|x| is an absolute value"),
    ("2,5x", 2, 1, "2.5"), ("x,y", 2, 1, "comma"), ("3 4", 3, 1, "two numbers"), ("1.2.3", 1, 4, "two"),
    ("1e999", 1, 5, "too large"), ("x!", 2, 1, "factorial"), ("x; y^2", 4, 1, "a=3"),
    ("x; a=1", 4, 1, "no 'a'"),
    ("a x; a=1, a=2", 11, 1, "twice"), ("x; x=1", 4, 1, "coordinate"),
    ("x; pi=3", 4, 2, "already has a meaning"),
    ("a x; a=y", 8, 1, "cannot depend on y"), ("a x; a=1/0", 8, 3, "finite"), ("a x; a=", 8, 0, "no value"),
    ("x+\u{7}", 3, 1, "control"), ("√", 2, 0, "after '√'"),
  ]

  @Test(
    "A mistake is named with its column and what to write instead",
    arguments: mistakenTexts)
  func mistakes(text: String, column: Int, length: Int, part: String) throws {
    let error = try #require(throws: ExpressionError.self) { try TypedFormula(text) }
    #expect(error.message.contains(part), "\(error.message)")
    #expect(error.column == column && error.length == length, "\(text): \(error.column)+\(error.length)")
  }

  @Test("An unknown name gives the names that could be meant")
  func names() throws {
    let error = try #require(throws: ExpressionError.self) { try TypedFormula("sinn(x)") }
    #expect(
      error.unknownName == "sinn" && error.knownNames.contains("sin") && !error.knownNames.contains("x"))
  }

  @Test("Long and deeply nested texts are read or refused")
  func limits() throws {
    let long = "x" + String(repeating: "+x", count: 4999)
    #expect(try value(long) == 10_000)
    #expect(throws: ExpressionError.self) { try TypedFormula(long + "+x") }
    #expect(throws: ExpressionError.self) { try TypedFormula(String(repeating: "x+", count: 1_000_000)) }
    let deep = [
      String(repeating: "(", count: 10_000), String(repeating: "-", count: 9999) + "x",
      String(repeating: "x^", count: 4999) + "x", String(repeating: "sin(", count: 2500),
      String(repeating: "!", count: 9999) + "x", String(repeating: "2^-", count: 3333) + "x",
    ]
    for text in deep {
      let error = try #require(throws: ExpressionError.self) { try TypedFormula(text) }
      #expect(error.message.contains("too deep"))
    }
    let fine = String(repeating: "(", count: 150) + "x" + String(repeating: ")", count: 150)
    #expect(try value(fine) == 2)
    let terms = (1...900).map { "sin(\($0)x)" }.joined(separator: "+").prefix(9990)
    let wide = String(terms[..<(terms.lastIndex(of: "+") ?? terms.startIndex)])
    let surface = try TypedFormula(wide).surface
    #expect(surface.valueAndGradient(at: Point(0, 0)).gradient.x > 1000)
  }
}
