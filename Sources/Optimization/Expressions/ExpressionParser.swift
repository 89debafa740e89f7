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
  var position: Int
  var depth = 0
  /// Whether the innermost bracket is the bar of an absolute value, which the next bar after an operand closes.
  var isWithinBars = false
  /// Whether `a if c else b` may be meant.
  private let hasElse: Bool
  /// The formula as far as it has been read.
  var graph = ExpressionGraph()
  /// The parameters that occurred.
  var used: Set<Int> = []
  /// The tokens that functions without parentheses are applied to.
  var bareArguments: [Range<Int>] = []
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
  mutating func advance() { if position < tokens.endIndex - 1 { position += 1 } }

  mutating func deeper(_ span: Range<Int>) throws(ExpressionError) {
    depth += 1
    guard depth <= Self.maximumDepth else {
      throw ExpressionError(
        "the formula is nested too deeply here; at most \(Self.maximumDepth) levels can be read", at: span)
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
  var startsOperand: Bool {
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
  mutating func conditional() throws(ExpressionError) -> Int {
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
  func refuseNeighbours() throws(ExpressionError) {
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
        "'not' applies to all that follows; put it in parentheses: 1 + (not x < 2)", at: current.span)
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
        "'not' applies to all that follows, even after the parentheses; write !(...) or (not ...)",
        at: current.span)
    }
  }

  mutating func powered() throws(ExpressionError) -> Int {
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

}
