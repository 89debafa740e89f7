/// Functions and their arguments, which may stand without parentheses: sin 2x, sin^2 x.
extension ExpressionParser {
  /// A function with its argument, and the power between them: sin^2 x is (sin x)².
  mutating func applied(_ function: ExpressionFunction, _ name: ExpressionToken)
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
  mutating func power(of function: ExpressionFunction, _ name: ExpressionToken)
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
        throw ExpressionError("write the power after it: \(function.name)(x)^2", at: whole)
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
  var startsBareArgument: Bool {
    if current.isSign(.minus) || current.isSign(.plus) { return token(1).kind != .end }
    return startsOperand
  }

  /// The argument of a function without parentheses: a product without signs, up to the next function.
  mutating func bareArgument(of function: ExpressionFunction) throws(ExpressionError) -> Int {
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
          "it is not clear where the argument of \(function.name) ends; put it in parentheses: \(function.signature)",
          at: tokens[begin].span.lowerBound..<current.span.upperBound)
      }
      try refuseNeighbours()
      value = graph.binary(.multiply, value, try powered())
      isLoneNumber = false
    }
    if isLoneNumber, current.isSign(.times) || current.isSign(.over) {
      throw ExpressionError(
        "it is not clear where the argument of \(function.name) ends; put it in parentheses: \(function.signature)",
        at: tokens[begin].span.lowerBound..<current.span.upperBound)
    }
    bareArguments.append(begin..<position)
    return isNegative ? graph.unary(.negate, value) : value
  }
}
