/// A formula that could be read in two ways, and what is done.
///
/// Tests evaluate every row, and compare the table in `README.md` with these rows.
public struct FormulaReading: Hashable, Sendable {
  /// The formula as it is typed.
  public let typed: String
  /// The same, with everything written out; `nil` if it is refused.
  public let meaning: String?
  /// What it could mean as well, and does not; where it is refused, both.
  public let others: [String]
  /// Why.
  public let reason: String

  private init(_ typed: String, _ meaning: String?, not others: String..., because reason: String) {
    (self.typed, self.meaning, self.others, self.reason) = (typed, meaning, others, reason)
  }

  /// Every row, in the order in which they are listed.
  public static let all: [FormulaReading] = [
    FormulaReading("-x^2", "-(x^2)", not: "(-x)^2", because: "a power binds tighter than a sign"),
    FormulaReading("2^3^x", "2^(3^x)", not: "(2^3)^x", because: "powers group from the right"),
    FormulaReading(
      "x^-y^2", "x^(-(y^2))", not: "(x^(-y))^2", because: "signed exponents group from the right too"),
    FormulaReading("x^2y", "(x^2)*y", not: "x^(2*y)", because: "an exponent ends before a factor"),
    FormulaReading(
      "e^2x", "(e^2)*x", not: "e^(2*x)", because: "an exponent ends before a factor; write exp(2x)"),
    FormulaReading("1/2x", "(1/2)*x", not: "1/(2*x)", because: "adjacent factors rank as *, from the left"),
    FormulaReading("x/2y", "(x/2)*y", not: "x/(2*y)", because: "adjacent factors rank as *, from the left"),
    FormulaReading("x/y/2", "(x/y)/2", not: "x/(y/2)", because: "quotients group from the left"),
    FormulaReading("2½x", "2.5*x", not: "2*0.5*x", because: "a fraction after digits is added to them"),
    FormulaReading("x(y+1)", "x*(y+1)", not: "x + y + 1", because: "x is not a function"),
    FormulaReading("sin 2x", "sin(2*x)", not: "sin(2)*x", because: "adjacent factors belong to the argument"),
    FormulaReading("sin x^2", "sin(x^2)", not: "(sin(x))^2", because: "an argument includes powers"),
    FormulaReading("sin(x)^2", "(sin(x))^2", not: "sin(x^2)", because: "parentheses end an argument"),
    FormulaReading(
      "sin^2 x", "(sin(x))^2", not: "sin(sin(x))",
      because: "a power after a function's name applies to its value"),
    FormulaReading(
      "sin^-1(x)", nil, not: "asin(x)", "1/sin(x)", because: "books use it for both; write one of them"),
    FormulaReading("sin x*y", "sin(x)*y", not: "sin(x*y)", because: "a written sign ends an argument"),
    FormulaReading("sin x/2", "sin(x)/2", not: "sin(x/2)", because: "a written sign ends an argument"),
    FormulaReading(
      "sin x cos y", "sin(x)*cos(y)", not: "sin(x*cos(y))", because: "a function ends an argument"),
    FormulaReading(
      "sin 2*x", nil, not: "sin(2*x)", "sin(2)*x", because: "it is not clear where the argument ends"),
    FormulaReading(
      "sin x(y+1)", nil, not: "sin(x*(y+1))", "sin(x)*(y+1)",
      because: "it is not clear where the argument ends"),
    FormulaReading("√x²", "sqrt(x^2)", not: "(sqrt(x))^2", because: "a root takes one factor with its power"),
    FormulaReading("√2x", "sqrt(2)*x", not: "sqrt(2*x)", because: "a root takes one factor; write √(2x)"),
    FormulaReading(
      "|x|y|x+1|", "abs(x)*y*abs(x+1)", not: "abs(x*abs(y)*x+1)", because: "a bar closes where it can"),
    FormulaReading(
      "x y", "x*y", not: "x+y", because: "a blank multiplies; xy is one name and refused"),
    FormulaReading("log x", "ln(x)", not: "log10(x)", because: "as in programs; there are log10 and log2"),
    FormulaReading("!(x<0)+y", "(!(x<0))+y", not: "!((x<0)+y)", because: "! binds like a leading minus"),
    FormulaReading("not x<0", "!(x<0)", not: "(!x)<0", because: "the word applies to a whole comparison"),
    FormulaReading(
      "not (x<0)+y", nil, not: "!((x<0)+y)", "!(x<0)+y",
      because: "the word would also apply to what follows the parentheses"),
    FormulaReading(
      "0<x<1", nil, not: "0<x and x<1", "(0<x)<1", because: "comparisons are not chained; write 0<x and x<1"),
    FormulaReading(
      "x mod 3", "x-3*floor(x/3)", not: "fmod(x,3)",
      because: "the sign of the divisor, as in Python; also x % 3"),
    FormulaReading(
      "round(x/2)", "trunc(x/2+sign(x)/2)", not: "2*floor(x/4+0.5)", because: "halves away from zero"),
    FormulaReading("2e3", "2000", not: "2*e*3", because: "digits after an e are an exponent"),
    FormulaReading("x_1+x_2", "x+y", not: "x*1+x*2", because: "indexed names are names"),
    FormulaReading("2,5x", nil, not: "2.5*x", "max(2,5*x)", because: "the decimal sign is a point"),
  ]
}
