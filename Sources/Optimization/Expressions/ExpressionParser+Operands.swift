/// Operands: numbers, names, and what stands in brackets, between bars and under roots.
extension ExpressionParser {
  mutating func primary() throws(ExpressionError) -> Int {
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
  mutating func group(_ command: ExpressionToken) throws(ExpressionError) -> Int {
    switch current.kind {
    case .opening(.brace), .number, .name: return try primary()
    default:
      throw ExpressionError(
        "a \(command.isSign(.fraction) ? "fraction" : "root") needs its operands in braces, as in \\frac{x}{2}, \\sqrt{x}",
        at: command.span)
    }
  }

  /// A root of one operand, with its power: √x² is √(x²), and √2x is (√2)·x.
  mutating func root(_ sign: ExpressionToken) throws(ExpressionError) -> Int {
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

  /// An absolute value.
  ///
  /// Within its bars the next bar after an operand is the closing one.
  mutating func barred() throws(ExpressionError) -> Int {
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
          + "and between conditions, write || or 'or'", at: opening.span)
    }
    advance()
    depth -= 1
    return graph.unary(.magnitude, value)
  }

  mutating func named(_ name: String, _ token: ExpressionToken) throws(ExpressionError) -> Int {
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

  /// Reads what is between brackets: one expression, or the arguments of a function.
  mutating func parenthesized(
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
        "there is nothing between these parentheses", at: opening.span.lowerBound..<current.span.upperBound)
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
