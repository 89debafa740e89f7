/// The mistakes that a parser finds.
extension ExpressionParser {
  func unclosed(_ opening: ExpressionToken) -> ExpressionError {
    let sign = opening.opens?.signs.closing ?? ")"
    return ExpressionError(
      "the parenthesis opened at column \(opening.span.lowerBound + 1) is not closed; a '\(sign)' is missing",
      at: opening.span)
  }

  func mismatched(_ opening: ExpressionToken, _ closing: ExpressionToken) -> ExpressionError {
    let (opened, needed) = opening.opens?.signs ?? ("(", ")")
    return ExpressionError(
      "the '\(opened)' at column \(opening.span.lowerBound + 1) is closed by "
        + "'\(closing.closes?.signs.closing ?? "")'; write '\(needed)'", at: closing.span)
  }

  func wrongCount(_ count: Int, _ function: ExpressionFunction, _ name: ExpressionToken)
    -> ExpressionError
  {
    let needed =
      switch function.count.lowerBound {
      case 1: "1 argument"
      case 2 where function.count.upperBound > 2: "2 arguments or more"
      default: "\(function.count.lowerBound) arguments"
      }
    let given = count == 0 ? "none was given" : count == 1 ? "1 was given" : "\(count) were given"
    let advice = function.name.hasPrefix("log") && count == 2 ? "; another base is log(x)/log(2)" : ""
    return ExpressionError(
      "\(function.name) takes \(needed), \(function.signature), and \(given)\(advice)",
      at: name.span)
  }

  /// A function's name without an argument that can be read.
  func withoutParentheses(_ function: ExpressionFunction, _ name: ExpressionToken) -> ExpressionError {
    ExpressionError("\(function.name) needs parentheses; write \(function.signature)", at: name.span)
  }

  /// A token where it cannot stand.
  func unexpected() -> ExpressionError {
    switch current.kind {
    case .closing(let bracket):
      let (opening, closing) = bracket.signs
      return ExpressionError("this '\(closing)' closes nothing; no '\(opening)' is open", at: current.span)
    case .sign(.comma):
      if case .number(let left)? = previous?.kind, case .number(let right) = token(1).kind,
        left == left.rounded(), right == right.rounded()
      {
        return ExpressionError(
          "a comma is accepted only between the arguments of a function; the decimal sign is a point: "
            + "\(left.shortText).\(right.shortText)", at: current.span)
      }
      return ExpressionError("a comma is accepted only between the arguments of a function", at: current.span)
    case .sign(.assignment):
      if position == tokens.startIndex + 1, let name = previous?.name {
        return ExpressionError(
          "write the formula first, without '\(name) ='; values follow it, as in a*x^2 + y^2; a=3",
          at: current.span)
      }
      return ExpressionError(
        "'=' only gives a parameter its value, after the formula; to compare, write ==", at: current.span)
    case .sign(.colon):
      return ExpressionError(
        "':' is accepted only between the two values of a condition, c ? a : b; division is written /",
        at: current.span
      )
    case .sign(.arrow):
      return ExpressionError(
        "an arrow may only follow names, as in (x, y) -> x^2 + y^2; to compare, write >=",
        at: current.span)
    case .sign(.at):
      return ExpressionError("'\(described(current) ?? "")' cannot be read here", at: current.span)
    case .sign(.not), .sign(.negation):
      return ExpressionError(
        "'!' is written before a condition, as in !(x < 1); there is no factorial", at: current.span)
    case .raised:
      return ExpressionError("a raised exponent follows what it applies to, as in x²", at: current.span)
    default: return ExpressionError("an operator is missing before this", at: current.span)
    }
  }

  /// A missing operand.
  func missing() -> ExpressionError {
    let token = current
    let before = previous.flatMap(described)
    switch token.kind {
    case .end:
      guard let before else {
        return ExpressionError("the formula is empty; write one, as in x^2 + 10*y^2", at: token.span)
      }
      return ExpressionError("something is missing after \(before)", at: token.span)
    case .raised: return unexpected()
    case .sign(.assignment): return unexpected()
    default:
      let name = described(token) ?? "this"
      guard let before else {
        return ExpressionError("something is missing before \(name)", at: token.span)
      }
      return ExpressionError("something is missing between \(before) and \(name)", at: token.span)
    }
  }

  func described(_ token: ExpressionToken) -> String? {
    switch token.kind {
    case .sign(let sign): "'\(sign.rawValue)'"
    case .opening(let bracket): "'\(bracket.signs.opening)'"
    case .closing(let bracket): "'\(bracket.signs.closing)'"
    case .name(let name): "'\(name)'"
    case .number(let value): "'\(value.shortText)'"
    default: nil
    }
  }

  private var names: [String] {
    isValue ? [] : [coordinates.first, coordinates.second].compactMap { $0 } + parameters
  }

  /// An unknown name.
  func unknown(_ name: String, _ token: ExpressionToken) -> ExpressionError {
    let constants = ExpressionConstant.all.map(\.name)
    let functions = ExpressionFunction.all.map(\.name)
    let isCalled = self.token(1).opens != nil
    if position == tokens.startIndex, let sign = tokens.first(where: { $0.isSign(.assignment) }) {
      return ExpressionError(
        "write the formula first, without '... ='; values follow it, as in a*x^2 + y^2; a=3",
        at: sign.span)
    }
    if let spelled = ExpressionNames(names + constants, functions).spelledOut(name, isCalled: isCalled) {
      return ExpressionError(
        "'\(name)' is not known; to multiply or apply a function write \(spelled)", at: token.span)
    }
    if let remedy = Self.remedies[name.lowercased()] {
      return ExpressionError("'\(name)' is not known; \(remedy)", at: token.span)
    }
    if case .number? = previous?.kind, "fFlL".contains(name),
      previous?.span.upperBound == token.span.lowerBound
    {
      return ExpressionError(
        "'\(name)' is not known; the end of a number such as 2.0f is left out", at: token.span)
    }
    if isCalled && name.count > 1 {
      return ExpressionError(
        "there is no function '\(name)'", at: token.span, unknownName: name, knownNames: functions)
    }
    let advice =
      isValue || name.count > 12 ? "" : "; a parameter gets its value after the formula: ; \(name)=1"
    return ExpressionError(
      "'\(name)' is not known\(advice)", at: token.span, unknownName: name,
      knownNames: name.count > 1
        // A letter is near to every other one.
        ? names + constants + functions : (names + constants).filter { $0.lowercased() == name.lowercased() })
  }

  /// What to do about names that mean something elsewhere.
  private static let remedies: [String: String] = {
    let rows: [(String, String)] = [
      ("tau τ", "write 2*pi"), ("inf infinity nan", "the numbers of a formula are finite"),
      ("sum σ total prod product", "write all terms, with + or * between them"),
      ("mean average", "write (a + b)/2"), ("norm length dist", "the length of (x, y) is hypot(x, y)"),
      ("dot", "write the sum of the products"),
      ("rand random randn noise", "a formula has no random numbers"),
      ("grad diff int integrate", "derivatives and integrals are not part of a formula"),
      ("true", "write 1"), ("false", "write 0"),
    ]
    return rows.reduce(into: [:]) { table, row in
      for name in row.0.split(separator: " ") { table[String(name)] = row.1 }
    }
  }()
}
