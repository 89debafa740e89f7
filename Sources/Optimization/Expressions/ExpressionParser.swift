/// Reads the tokens of a formula into a graph.
///
/// From loose to tight: `? :`, `or`, `and`, `not`, comparisons, `+ -`, `* / mod` and juxtaposition, a leading minus or `!`,
/// `^`. Adjacent operands are multiplied, with the rank of multiplication, from left to right: 1/2x is (1/2)·x, and
/// x(x + 1) is a product since x is not a function. A leading minus is weaker than a power: -x^2 is −(x²); 2^-x is
/// read too. Powers group from the right: 2^3^2 is 2^9. `FormulaReading` lists what could be read in two ways.
struct ExpressionParser {
  /// How deeply parentheses, signs and powers may nest.
  static let maximumDepth = 200

  let tokens: ArraySlice<ExpressionToken>
  let parameters: [String]
  let coordinates: ExpressionCoordinates
  private(set) var position: Int
  private var depth = 0
  /// Whether the innermost bracket is the bar of an absolute value, which the next bar after an operand closes.
  private var isWithinBars = false
  /// Whether `a if c else b` may be meant.
  private let hasElse: Bool
  /// The formula as far as it has been read.
  private(set) var graph = ExpressionGraph()
  /// The parameters that occurred.
  private(set) var used: Set<Int> = []
  /// The tokens that functions without parentheses are applied to.
  private(set) var bareArguments: [Range<Int>] = []
  /// Whether a value is read: it cannot use coordinates and parameters.
  let isValue: Bool

  /// - Parameters:
  ///   - tokens: the tokens, the last one an end.
  ///   - parameters: the names that may occur besides the coordinates.
  ///   - coordinates: the coordinates' names.
  ///   - isValue: whether this is a parameter's value, which depends on nothing.
  init(
    _ tokens: ArraySlice<ExpressionToken>, parameters: [String], coordinates: ExpressionCoordinates = .plain,
    isValue: Bool = false
  ) {
    self.tokens = tokens
    self.parameters = parameters
    self.coordinates = coordinates
    self.isValue = isValue
    hasElse = tokens.contains { $0.name == "else" }
    position = tokens.startIndex
  }

  /// Reads everything; returns the position of the node that is the formula's value.
  mutating func parse() throws(ExpressionError) -> Int {
    if current.kind == .end {
      throw ExpressionError("the formula is empty; write one, as in x^2 + 10*y^2", at: current.span)
    }
    let root = try conditional()
    guard current.kind == .end else { throw unexpected() }
    return root
  }

  var current: ExpressionToken { tokens[position] }
  var previous: ExpressionToken? { position > tokens.startIndex ? tokens[position - 1] : nil }
  func token(_ offset: Int) -> ExpressionToken { tokens[min(position + offset, tokens.endIndex - 1)] }
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
    /// Tighter than every operator between two operands.
    static let operand = 6
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
    case .remainder: (Rank.product, .remainder)
    default: nil
    }
  }

  /// The operator between operands that comes next, and how many tokens it has.
  private var sign: (sign: ExpressionToken.Sign, length: Int)? {
    if isInfixRemainder { return (.remainder, 1) }
    guard case .sign(let sign) = current.kind else { return nil }
    if sign == .bar { return isDoubleBar && !isWithinBars ? (.or, 2) : nil }
    return rank(sign) == nil ? nil : (sign, 1)
  }

  /// Whether two bars touch, as in `x < 1 || y < 1`.
  private var isDoubleBar: Bool {
    let next = token(1)
    return current.isSign(.bar) && next.isSign(.bar) && current.span.upperBound == next.span.lowerBound
      && current.span.count == 1 && next.span.count == 1
  }

  /// Whether `mod` stands between operands here, and is not a function with two arguments.
  private var isInfixRemainder: Bool {
    guard current.name == "mod", !parameters.contains("mod") else { return false }
    guard token(1).opens != nil else { return true }
    var depth = 0
    for token in tokens[(position + 1)...] {
      if token.opens != nil { depth += 1 }
      if token.closes != nil { depth -= 1 }
      if depth == 1 && token.isSign(.comma) { return false }
      if depth <= 0 { break }
    }
    return true
  }

  /// Whether an operand could begin here.
  private var startsOperand: Bool {
    switch current.kind {
    case .number, .opening: return true
    case .name(let name):
      return !(hasElse && (name == "if" || name == "else")) && !isInfixRemainder
    case .sign(let sign):
      switch sign {
      case .squareRoot, .cubeRoot, .fourthRoot, .fraction, .radical: return true
      case .bar: return !isWithinBars
      default: return false
      }
    default: return false
    }
  }

  /// Reads a formula with its conditions: `c ? a : b`, or `a if c else b`.
  private mutating func conditional() throws(ExpressionError) -> Int {
    let value = try expression(0)
    let mark = current
    if mark.isSign(.question) {
      try deeper(mark.span)
      advance()
      let a = try conditional()
      guard current.isSign(.colon) else {
        throw ExpressionError("after '?' two values follow with a ':' between them: c ? a : b", at: mark.span)
      }
      advance()
      let b = try conditional()
      depth -= 1
      return graph.choose(value, a, b)
    }
    guard hasElse, mark.name == "if" else { return value }
    try deeper(mark.span)
    advance()
    let condition = try expression(0)
    guard current.name == "else" else {
      throw ExpressionError("after 'if' a condition follows and an 'else': a if c else b", at: mark.span)
    }
    advance()
    let other = try conditional()
    depth -= 1
    return graph.choose(condition, value, other)
  }

  /// Reads operands and the operators between them that bind tighter than a rank.
  private mutating func expression(_ floor: Int) throws(ExpressionError) -> Int {
    var left = try prefixed(floor)
    var isCompared = false
    while true {
      guard let (sign, length) = sign else {
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
      for _ in 0..<length { advance() }
      let right = try expression(rank)
      let isTurned = sign == .greater || sign == .greaterOrEqual
      left = isTurned ? graph.binary(operation, right, left) : graph.binary(operation, left, right)
    }
  }

  /// Two adjacent numbers are a mistake, not a product, and so are the ends of two lines.
  private func refuseNeighbours() throws(ExpressionError) {
    if current.followsBreak {
      throw ExpressionError(
        "a new line begins here, and no operator joins it to the one before; keep one formula, or write the operator",
        at: current.span)
    }
    guard case .number = current.kind, case .number? = previous?.kind else { return }
    throw ExpressionError("two numbers side by side; write * between them to multiply", at: current.span)
  }

  private mutating func prefixed(_ floor: Int = Rank.operand) throws(ExpressionError) -> Int {
    let token = current
    guard case .sign(let sign) = token.kind, [.minus, .plus, .negation, .not].contains(sign) else {
      return try powered()
    }
    if sign == .not { try refuseLooseNot(floor) }
    try deeper(token.span)
    advance()
    let operand = sign == .not ? try expression(Rank.and) : try prefixed()
    depth -= 1
    switch sign {
    case .minus: return graph.unary(.negate, operand)
    case .not, .negation: return graph.unary(.not, operand)
    default: return operand
    }
  }

  /// The word `not` takes a whole comparison; where that would surprise, it is refused.
  private func refuseLooseNot(_ floor: Int) throws(ExpressionError) {
    guard floor < Rank.comparison else {
      throw ExpressionError(
        "'not' takes all that follows; put it in parentheses: 1 + (not x < 2)", at: current.span)
    }
    guard token(1).opens == .round else { return }
    var depth = 0
    for index in (position + 1)..<tokens.endIndex {
      if tokens[index].opens != nil { depth += 1 }
      if tokens[index].closes != nil { depth -= 1 }
      guard depth <= 0 else { continue }
      let next = tokens[min(index + 1, tokens.endIndex - 1)]
      let isArithmetic =
        switch next.kind {
        case .sign(let sign): [.plus, .minus, .times, .over, .remainder, .caret].contains(sign)
        case .number, .name, .opening: true
        default: false
        }
      guard isArithmetic, next.name != "if", next.name != "else" else { return }
      throw ExpressionError(
        "'not' takes all that follows, also what stands behind the parentheses; write !(...) or (not ...)",
        at: current.span)
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
    case .opening(let bracket):
      let value = try parenthesized(token)[0]
      switch bracket {
      case .floor: return graph.unary(.floor, value)
      case .ceiling: return graph.ceiling(value)
      default: return value
      }
    case .sign(.bar): return try barred()
    case .sign(.squareRoot), .sign(.cubeRoot), .sign(.fourthRoot): return try root(token)
    case .sign(.fraction):
      try deeper(token.span)
      advance()
      let (a, b) = (try group(token), try group(token))
      depth -= 1
      return graph.binary(.divide, a, b)
    case .sign(.radical):
      try deeper(token.span)
      advance()
      let degree = current.opens == .square ? try parenthesized(current)[0] : graph.constant(2)
      let value = try group(token)
      depth -= 1
      return graph.root(value, degree: degree)
    default: throw missing()
    }
  }

  /// The operand of one of LaTeX's commands: what stands in braces, or one number or name.
  private mutating func group(_ command: ExpressionToken) throws(ExpressionError) -> Int {
    switch current.kind {
    case .opening(.brace), .number, .name: return try primary()
    default:
      throw ExpressionError(
        "a \(command.isSign(.fraction) ? "fraction" : "root") needs its operands in braces, as in \\frac{x}{2}, \\sqrt{x}",
        at: command.span)
    }
  }

  /// A root of one operand, with its power: √x² is √(x²), and √2x is (√2)·x.
  private mutating func root(_ sign: ExpressionToken) throws(ExpressionError) -> Int {
    try deeper(sign.span)
    advance()
    let begin = position
    // √(x)² is the square of the root, as sqrt(x)^2 is.
    let operand = current.opens == nil ? try powered() : try primary()
    if tokens[begin].opens == nil { bareArguments.append(begin..<position) }
    depth -= 1
    switch sign.kind {
    case .sign(.squareRoot): return graph.unary(.squareRoot, operand)
    case .sign(.cubeRoot): return graph.unary(.cubeRoot, operand)
    default: return graph.binary(.power, operand, graph.constant(0.25))
    }
  }

  /// An absolute value. Within its bars the next bar after an operand is the closing one.
  private mutating func barred() throws(ExpressionError) -> Int {
    let opening = current
    try deeper(opening.span)
    advance()
    let outer = isWithinBars
    isWithinBars = true
    let value = try conditional()
    isWithinBars = outer
    guard current.isSign(.bar) else {
      if current.kind != .end && current.closes == nil { throw unexpected() }
      throw ExpressionError(
        "the bar at column \(opening.span.lowerBound + 1) has no second one; |x| is an absolute value, "
          + "and between conditions stands || or 'or'", at: opening.span)
    }
    advance()
    depth -= 1
    return graph.unary(.magnitude, value)
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
    if name == coordinates.first || name == coordinates.second {
      guard !isValue else {
        throw ExpressionError(
          "a parameter's value is one number and cannot depend on \(name)", at: token.span)
      }
      advance()
      return graph.variable(name == coordinates.first ? .x : .y)
    }
    guard let function = ExpressionFunction.named(name) else { throw unknown(name, token) }
    advance()
    return try applied(function, token)
  }

  /// A function with its argument, and the power between them: sin^2 x is (sin x)².
  private mutating func applied(_ function: ExpressionFunction, _ name: ExpressionToken)
    throws(ExpressionError)
    -> Int
  {
    let exponent = try power(of: function, name)
    let arguments: [Int]
    if let bracket = current.opens, bracket != .floor, bracket != .ceiling {
      arguments = try parenthesized(current, of: function, name)
    } else if function.count == 1...1, startsBareArgument {
      try deeper(name.span)
      arguments = [try bareArgument(of: function)]
      depth -= 1
    } else {
      throw withoutParentheses(function, name)
    }
    let value = function.applied(to: arguments, in: &graph)
    return exponent.map { graph.binary(.power, value, $0) } ?? value
  }

  /// The power behind a function's name; `nil` without one.
  private mutating func power(of function: ExpressionFunction, _ name: ExpressionToken)
    throws(ExpressionError)
    -> Int?
  {
    var exponent: Int
    if case .raised(let value) = current.kind {
      exponent = graph.constant(Double(value))
      advance()
    } else if current.isSign(.caret) {
      advance()
      let isNegative = current.isSign(.minus)
      if isNegative { advance() }
      switch current.kind {
      case .number, .opening: exponent = try primary()
      case .name(let word) where ExpressionFunction.named(word) == nil: exponent = try primary()
      default:
        let whole = name.span.lowerBound..<current.span.upperBound
        throw ExpressionError("write the power behind: \(function.name)(x)^2", at: whole)
      }
      if isNegative { exponent = graph.unary(.negate, exponent) }
    } else {
      return nil
    }
    guard graph.constant(exponent) != -1 else {
      let whole = name.span.lowerBound..<(previous?.span.upperBound ?? name.span.upperBound)
      let inverse = function.inverse.map { "\($0) for the inverse function, or " } ?? ""
      throw ExpressionError(
        "the power -1 of \(function.name) is read in two ways; write \(inverse)1/\(function.signature)",
        at: whole)
    }
    return exponent
  }

  /// Whether a function's argument could begin here without parentheses.
  private var startsBareArgument: Bool {
    if current.isSign(.minus) || current.isSign(.plus) { return token(1).kind != .end }
    return startsOperand
  }

  /// The argument of a function without parentheses: a product without signs, up to the next function.
  private mutating func bareArgument(of function: ExpressionFunction) throws(ExpressionError) -> Int {
    let begin = position
    let isNegative = current.isSign(.minus)
    if isNegative || current.isSign(.plus) { advance() }
    let (first, place) = (current, position)
    var value = try powered()
    var isLoneNumber = graph.constant(value) != nil && position == place + 1
    let isWhole =
      first.isSign(.bar) || first.opens != nil || first.name.flatMap(ExpressionFunction.named) != nil
    while !isWhole, startsOperand, !current.followsBreak {
      if let name = current.name, !parameters.contains(name), ExpressionFunction.named(name) != nil { break }
      guard current.opens == nil, !current.isSign(.bar) else {
        throw ExpressionError(
          "where the argument of \(function.name) ends is not clear; put it in parentheses: \(function.signature)",
          at: tokens[begin].span.lowerBound..<current.span.upperBound)
      }
      try refuseNeighbours()
      value = graph.binary(.multiply, value, try powered())
      isLoneNumber = false
    }
    if isLoneNumber, current.isSign(.times) || current.isSign(.over) {
      throw ExpressionError(
        "where the argument of \(function.name) ends is not clear; put it in parentheses: \(function.signature)",
        at: tokens[begin].span.lowerBound..<current.span.upperBound)
    }
    bareArguments.append(begin..<position)
    return isNegative ? graph.unary(.negate, value) : value
  }

  /// Reads what is between brackets: one expression, or the arguments of a function.
  private mutating func parenthesized(
    _ opening: ExpressionToken, of function: ExpressionFunction? = nil, _ name: ExpressionToken? = nil
  ) throws(ExpressionError) -> [Int] {
    try deeper(opening.span)
    advance()
    let outer = isWithinBars
    isWithinBars = false
    var arguments: [Int] = []
    if let bracket = opening.opens, current.closes == bracket {
      if let function, let name { throw wrongCount(0, function, name) }
      throw ExpressionError(
        "nothing stands between these parentheses", at: opening.span.lowerBound..<current.span.upperBound)
    }
    while true {
      arguments.append(try conditional())
      if function != nil && current.isSign(.comma) {
        advance()
        continue
      }
      break
    }
    guard let bracket = current.closes else {
      if current.kind == .end { throw unclosed(opening) }
      throw unexpected()
    }
    guard bracket == opening.opens else { throw mismatched(opening, current) }
    if let function, let name, !function.count.contains(arguments.count) {
      throw wrongCount(arguments.count, function, name)
    }
    advance()
    isWithinBars = outer
    depth -= 1
    return arguments
  }
}
