/// Reads the tokens of a formula into a graph.
///
/// From loose to tight: `or`, `and`, `not`, comparisons, `+ -`, `* /` and juxtaposition, a leading minus, `^`. Adjacent
/// operands are multiplied, with the rank of multiplication, from left to right: 1/2x is (1/2)·x, and x(x + 1) is a
/// product since x is not a function. A leading minus is weaker than a power: -x^2 is −(x²); 2^-x is read too.
/// Powers group from the right: 2^3^2 is 2^9.
struct ExpressionParser {
  /// How deeply parentheses, signs and powers may nest.
  static let maximumDepth = 200

  private let tokens: ArraySlice<ExpressionToken>
  private let parameters: [String]
  private var position: Int
  private var depth = 0
  /// The formula as far as it has been read.
  private(set) var graph = ExpressionGraph()
  /// The parameters that occurred.
  private(set) var used: Set<Int> = []
  /// Whether a value is read: it cannot use coordinates and parameters.
  private let isValue: Bool

  /// - Parameters:
  ///   - tokens: the tokens, the last one an end.
  ///   - parameters: the names that may occur besides x and y.
  ///   - isValue: whether this is a parameter's value, which depends on nothing.
  init(_ tokens: ArraySlice<ExpressionToken>, parameters: [String], isValue: Bool = false) {
    self.tokens = tokens
    self.parameters = parameters
    self.isValue = isValue
    position = tokens.startIndex
  }

  /// Reads everything; returns the position of the node that is the formula's value.
  mutating func parse() throws(ExpressionError) -> Int {
    if current.kind == .end {
      throw ExpressionError("the formula is empty; write one, as in x^2 + 10*y^2", at: current.span)
    }
    let root = try expression(0)
    guard current.kind == .end else { throw unexpected() }
    return root
  }

  private var current: ExpressionToken { tokens[position] }
  private var previous: ExpressionToken? { position > tokens.startIndex ? tokens[position - 1] : nil }
  private func token(_ offset: Int) -> ExpressionToken {
    tokens[min(position + offset, tokens.endIndex - 1)]
  }
  private mutating func advance() { if position < tokens.endIndex - 1 { position += 1 } }

  private mutating func deeper(_ span: Range<Int>) throws(ExpressionError) {
    depth += 1
    guard depth <= Self.maximumDepth else {
      throw ExpressionError(
        "the formula nests too deep here; \(Self.maximumDepth) levels can be read", at: span)
    }
  }

  private enum Rank {
    static let or = 1
    static let and = 2
    static let comparison = 3
    static let sum = 4
    static let product = 5
  }

  private func rank(_ sign: ExpressionToken.Sign) -> (rank: Int, operation: ExpressionOperation)? {
    switch sign {
    case .or: (Rank.or, .or)
    case .and: (Rank.and, .and)
    case .less, .greater: (Rank.comparison, .less)
    case .lessOrEqual, .greaterOrEqual: (Rank.comparison, .lessOrEqual)
    case .equal: (Rank.comparison, .equal)
    case .unequal: (Rank.comparison, .unequal)
    case .plus: (Rank.sum, .add)
    case .minus: (Rank.sum, .subtract)
    case .times: (Rank.product, .multiply)
    case .over: (Rank.product, .divide)
    default: nil
    }
  }

  /// Reads operands and the operators between them that bind tighter than a rank.
  private mutating func expression(_ floor: Int) throws(ExpressionError) -> Int {
    var left = try prefixed()
    var isCompared = false
    while true {
      guard case .sign(let sign) = current.kind, sign != .opening, sign != .root else {
        guard startsOperand, floor < Rank.product else { return left }
        try refuseNeighbours()
        left = graph.binary(.multiply, left, try powered())
        continue
      }
      guard let (rank, operation) = rank(sign), rank > floor else { return left }
      if rank == Rank.comparison {
        if isCompared {
          throw ExpressionError(
            "comparisons cannot be chained; write 1 < x and x < 2 for 1 < x < 2", at: current.span)
        }
        isCompared = true
      } else if rank < Rank.comparison {
        isCompared = false
      }
      advance()
      let right = try expression(rank)
      let isTurned = sign == .greater || sign == .greaterOrEqual
      left = isTurned ? graph.binary(operation, right, left) : graph.binary(operation, left, right)
    }
  }

  /// Whether an operand could begin here.
  private var startsOperand: Bool {
    switch current.kind {
    case .number, .name: true
    case .sign(let sign): sign == .opening || sign == .root
    default: false
    }
  }

  /// Two adjacent numbers are a mistake, not a product.
  private func refuseNeighbours() throws(ExpressionError) {
    guard case .number = current.kind, case .number? = previous?.kind else { return }
    throw ExpressionError("two numbers side by side; write * between them to multiply", at: current.span)
  }

  private mutating func prefixed() throws(ExpressionError) -> Int {
    let token = current
    guard case .sign(let sign) = token.kind, sign == .minus || sign == .plus || sign == .not else {
      return try powered()
    }
    try deeper(token.span)
    advance()
    let operand = sign == .not ? try expression(Rank.and) : try prefixed()
    depth -= 1
    switch sign {
    case .minus: return graph.unary(.negate, operand)
    case .not: return graph.unary(.not, operand)
    default: return operand
    }
  }

  private mutating func powered() throws(ExpressionError) -> Int {
    var base = try primary()
    while case .raised(let exponent) = current.kind {
      base = graph.binary(.power, base, graph.constant(Double(exponent)))
      advance()
    }
    guard current.isSign(.caret) else { return base }
    try deeper(current.span)
    advance()
    let exponent = try prefixed()
    depth -= 1
    return graph.binary(.power, base, exponent)
  }

  private mutating func primary() throws(ExpressionError) -> Int {
    let token = current
    switch token.kind {
    case .number(let value):
      advance()
      return graph.constant(value)
    case .name(let name): return try named(name, token)
    case .sign(.opening):
      let values = try parenthesized(token)
      return values[0]
    case .sign(.root):
      advance()
      guard current.isSign(.opening) else {
        throw ExpressionError("'√' needs parentheses: √(x)", at: token.span)
      }
      return graph.unary(.squareRoot, try parenthesized(current)[0])
    default: throw missing()
    }
  }

  private mutating func named(_ name: String, _ token: ExpressionToken) throws(ExpressionError) -> Int {
    if let index = parameters.firstIndex(of: name) {
      advance()
      used.insert(index)
      return graph.parameter(index)
    }
    if let value = ExpressionConstant.named(name) {
      advance()
      return graph.constant(value)
    }
    if name == "x" || name == "y" {
      guard !isValue else {
        throw ExpressionError(
          "a parameter's value is one number and cannot depend on \(name)", at: token.span)
      }
      advance()
      return graph.variable(name == "x" ? .x : .y)
    }
    guard let function = ExpressionFunction.named(name) else { throw unknown(name, token) }
    advance()
    guard current.isSign(.opening) else { throw withoutParentheses(function, token) }
    let arguments = try parenthesized(current, of: function, token)
    switch function.meaning {
    case .unary(let operation): return graph.unary(operation, arguments[0])
    case .binary(let operation): return graph.binary(operation, arguments[0], arguments[1])
    case .repeated(let operation):
      return arguments.dropFirst().reduce(arguments[0]) { graph.binary(operation, $0, $1) }
    case .choose: return graph.choose(arguments[0], arguments[1], arguments[2])
    }
  }

  /// Reads what is between parentheses: one expression, or the arguments of a function.
  private mutating func parenthesized(
    _ opening: ExpressionToken, of function: ExpressionFunction? = nil, _ name: ExpressionToken? = nil
  ) throws(ExpressionError) -> [Int] {
    try deeper(opening.span)
    advance()
    var arguments: [Int] = []
    if current.isSign(.closing) {
      if let function, let name { throw wrongCount(0, function, name) }
      throw ExpressionError(
        "nothing stands between these parentheses", at: opening.span.lowerBound..<current.span.upperBound)
    }
    while true {
      arguments.append(try expression(0))
      if function != nil && current.isSign(.comma) {
        advance()
        continue
      }
      break
    }
    guard current.isSign(.closing) else {
      if current.kind == .end { throw unclosed(opening) }
      throw unexpected()
    }
    if let function, let name, !function.count.contains(arguments.count) {
      throw wrongCount(arguments.count, function, name)
    }
    advance()
    depth -= 1
    return arguments
  }
}

// The mistakes.
extension ExpressionParser {
  private func unclosed(_ opening: ExpressionToken) -> ExpressionError {
    ExpressionError(
      "the parenthesis opened at column \(opening.span.lowerBound + 1) is not closed; a ')' is missing",
      at: opening.span)
  }

  private func wrongCount(_ count: Int, _ function: ExpressionFunction, _ name: ExpressionToken)
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

  /// A function's name without its parentheses.
  private func withoutParentheses(_ function: ExpressionFunction, _ name: ExpressionToken) -> ExpressionError
  {
    let whole: Range<Int>
    let advice: String
    switch current.kind {
    case .raised(let exponent):
      whole = name.span.lowerBound..<current.span.upperBound
      advice = "write the power behind: \(function.name)(x)^\(exponent)"
    case .sign(.caret):
      whole = name.span.lowerBound..<current.span.upperBound
      let exponent = if case .number(let value) = token(1).kind { value.shortText } else { "2" }
      advice = "write the power behind: \(function.name)(x)^\(exponent)"
    case .name(let argument) where function.count == 1...1:
      whole = name.span.lowerBound..<current.span.upperBound
      advice = "write \(function.name)(\(argument))"
    default:
      whole = name.span
      advice = "write \(function.signature)"
    }
    return ExpressionError("\(function.name) needs parentheses; \(advice)", at: whole)
  }

  /// A token where it cannot stand.
  private func unexpected() -> ExpressionError {
    switch current.kind {
    case .sign(.closing):
      return ExpressionError("this ')' closes nothing; no '(' is open", at: current.span)
    case .sign(.comma):
      if case .number(let left)? = previous?.kind, case .number(let right) = token(1).kind,
        left == left.rounded(), right == right.rounded()
      {
        return ExpressionError(
          "a comma only stands between the arguments of a function; the decimal sign is a point: "
            + "\(left.shortText).\(right.shortText)", at: current.span)
      }
      return ExpressionError("a comma only stands between the arguments of a function", at: current.span)
    case .sign(.assignment):
      if position == tokens.startIndex + 1, let name = previous?.name {
        return ExpressionError(
          "the formula stands first and without '\(name) ='; values follow it, as in a*x^2 + y^2; a=3",
          at: current.span)
      }
      return ExpressionError(
        "'=' only gives a parameter its value, after the formula; to compare, write ==", at: current.span)
    case .sign(.not):
      return ExpressionError(
        "'!' stands before a condition, as in !(x < 1); there is no factorial", at: current.span)
    case .raised:
      return ExpressionError("a raised exponent stands behind what it applies to, as in x²", at: current.span)
    default: return ExpressionError("an operator is missing before this", at: current.span)
    }
  }

  /// A missing operand.
  private func missing() -> ExpressionError {
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

  private func described(_ token: ExpressionToken) -> String? {
    switch token.kind {
    case .sign(let sign): "'\(sign.rawValue)'"
    case .name(let name): "'\(name)'"
    case .number(let value): "'\(value.shortText)'"
    default: nil
    }
  }

  private var names: [String] { isValue ? [] : ["x", "y"] + parameters }

  /// An unknown name.
  private func unknown(_ name: String, _ token: ExpressionToken) -> ExpressionError {
    let constants = ExpressionConstant.all.map(\.name)
    let functions = ExpressionFunction.all.map(\.name)
    let isCalled = self.token(1).isSign(.opening)
    if position == tokens.startIndex, let sign = tokens.first(where: { $0.isSign(.assignment) }) {
      return ExpressionError(
        "the formula stands first and without '... ='; values follow it, as in a*x^2 + y^2; a=3",
        at: sign.span)
    }
    if let spelled = ExpressionNames(names + constants, functions).spelledOut(name, isCalled: isCalled) {
      return ExpressionError(
        "'\(name)' is not known; to multiply or apply a function write \(spelled)", at: token.span)
    }
    if isCalled && name.count > 1 {
      return ExpressionError(
        "there is no function '\(name)'", at: token.span, unknownName: name, knownNames: functions)
    }
    let advice =
      isValue || name.count > 12 ? "" : "; a parameter gets its value after the formula: ; \(name)=1"
    return ExpressionError(
      "'\(name)' is not known\(advice)", at: token.span, unknownName: name,
      knownNames: names + constants + functions)
  }
}
