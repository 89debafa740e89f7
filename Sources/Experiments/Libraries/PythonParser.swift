import Wording

/// Reads one Python expression: `torch.optim.Adam(model.parameters(), lr=3e-4, betas=(0.9, 0.95),)`.
///
/// Recursive descent over the tokens, at most `deepest` brackets deep. Arithmetic of constants is computed. An argument
/// that is not one of the known expressions, such as `[p for p in ps]`, becomes `.other` as a whole.
struct PythonParser {
  private static let deepest = 40

  private let source: PythonSource
  private let tokens: [PythonToken]
  private var index = 0
  private var depth = 0

  /// Reads a call that is the whole of a text; an assignment, as in `optimizer = …`, may precede it.
  static func call(in source: PythonSource) throws(InputError) -> PythonCall {
    var parser = PythonParser(source, try PythonToken.all(in: source))
    parser.skipAssignment()
    let start = parser.token.span
    let expression = try parser.expression()
    guard let call = expression.call else {
      throw source.error(
        "a constructor call is expected here", at: expression.span.isEmpty ? start : expression.span)
    }
    if parser.token.isSign(";") { parser.index += 1 }
    guard parser.token.kind == .end else {
      throw source.error(
        "the call ends before this; after it only '+wrapper' and '@schedule' may follow",
        at: parser.token.span)
    }
    return call
  }

  private init(_ source: PythonSource, _ tokens: [PythonToken]) {
    self.source = source
    self.tokens = tokens
  }

  private var token: PythonToken { tokens[min(index, tokens.count - 1)] }

  private mutating func take(_ sign: String) -> Bool {
    guard token.isSign(sign) else { return false }
    index += 1
    return true
  }

  /// `optimizer = `, `self.optimizer = `.
  private mutating func skipAssignment() {
    var ahead = index
    while ahead + 1 < tokens.count, case .name = tokens[ahead].kind {
      if tokens[ahead + 1].isSign(".") {
        ahead += 2
      } else {
        if tokens[ahead + 1].isSign("=") { index = ahead + 2 }
        return
      }
    }
  }

  // MARK: Expressions, from the loosest binding to the tightest

  private mutating func expression() throws(InputError) -> PythonExpression {
    var left = try product()
    while token.isSign("+") || token.isSign("-") {
      let isSum = token.isSign("+")
      index += 1
      left = try combined(left, try product()) { isSum ? $0 + $1 : $0 - $1 }
    }
    return left
  }

  private mutating func product() throws(InputError) -> PythonExpression {
    var left = try signed()
    while token.isSign("*") || token.isSign("/") {
      let isProduct = token.isSign("*")
      index += 1
      left = try combined(left, try signed()) { isProduct ? $0 * $1 : $0 / $1 }
    }
    return left
  }

  private mutating func signed() throws(InputError) -> PythonExpression {
    let start = token.span.lowerBound
    var sign: Double?
    while token.isSign("-") || token.isSign("+") {
      sign = (sign ?? 1) * (token.isSign("-") ? -1 : 1)
      index += 1
    }
    let operand = try power()
    guard let sign else { return operand }
    let span = start..<operand.span.upperBound
    guard let number = operand.number else {
      throw source.error("a number is expected after the sign", at: span)
    }
    return PythonExpression(kind: .number(sign * number), span: span)
  }

  private mutating func power() throws(InputError) -> PythonExpression {
    let base = try atom()
    guard take("**") else { return base }
    try descend()
    defer { depth -= 1 }
    return try combined(base, try signed()) { Double.pow($0, $1) }
  }

  private func combined(
    _ left: PythonExpression, _ right: PythonExpression, _ operation: (Double, Double) -> Double
  ) throws(InputError) -> PythonExpression {
    let span = left.span.lowerBound..<right.span.upperBound
    guard let a = left.number, let b = right.number else {
      throw source.error("only numbers can be computed with", at: left.number == nil ? left.span : right.span)
    }
    let result = operation(a, b)
    guard result.isFinite else { throw source.error("this is not a finite number", at: span) }
    return PythonExpression(kind: .number(result), span: span)
  }

  private mutating func descend() throws(InputError) {
    depth += 1
    guard depth <= Self.deepest else {
      throw source.error("brackets are nested more than \(Self.deepest) deep here", at: token.span)
    }
  }

  // MARK: Atoms

  private mutating func atom() throws(InputError) -> PythonExpression {
    let first = token
    switch first.kind {
    case .number(let value):
      index += 1
      return PythonExpression(kind: .number(value), span: first.span)
    case .text(let text):
      index += 1
      return PythonExpression(kind: .text(text), span: first.span)
    case .name(let name): return try named(name, first)
    case .sign("("), .sign("["): return try sequence(closing: first.isSign("(") ? ")" : "]")
    case .sign("{"): return try dictionary()
    case .sign(let sign):
      throw source.error("'\(sign)' stands where a value is expected", at: first.span)
    case .end: throw source.error("the text ends where a value is expected", at: first.span)
    }
  }

  /// A constant's name, a name with dots, or a call.
  private mutating func named(_ name: String, _ first: PythonToken) throws(InputError) -> PythonExpression {
    index += 1
    let constants: [String: PythonExpression.Kind] = [
      "True": .flag(true), "False": .flag(false), "None": .none,
    ]
    if let constant = constants[name] { return PythonExpression(kind: constant, span: first.span) }
    var path = name
    var end = first.span.upperBound
    while token.isSign(".") {
      index += 1
      guard case .name(let next) = token.kind else {
        throw source.error("a name is expected after the dot", at: token.span)
      }
      path += "." + next
      end = token.span.upperBound
      index += 1
    }
    let span = first.span.lowerBound..<end
    guard token.isSign("(") else { return PythonExpression(kind: .name(path), span: span) }
    let arguments = try arguments()
    let whole = span.lowerBound..<tokens[index - 1].span.upperBound
    return PythonExpression(
      kind: .call(PythonCall(function: path, span: span, arguments: arguments)), span: whole)
  }

  private mutating func sequence(closing: String) throws(InputError) -> PythonExpression {
    let open = token
    index += 1
    try descend()
    defer { depth -= 1 }
    var members: [PythonExpression] = []
    var isTuple = closing == "]"
    while !token.isSign(closing) {
      members.append(try member(of: open, closing))
      guard take(",") else { break }
      isTuple = true
    }
    try close(open, closing)
    // Brackets around one value only group it.
    if !isTuple, let only = members.first { return only }
    return PythonExpression(
      kind: .sequence(members), span: open.span.lowerBound..<tokens[index - 1].span.upperBound)
  }

  private mutating func dictionary() throws(InputError) -> PythonExpression {
    let open = token
    index += 1
    try descend()
    defer { depth -= 1 }
    var pairs: [(PythonExpression, PythonExpression)] = []
    while !token.isSign("}") {
      let key = try expression()
      guard take(":") else { throw source.error("':' is expected between key and value", at: token.span) }
      pairs.append((key, try member(of: open, "}")))
      guard take(",") else { break }
    }
    try close(open, "}")
    return PythonExpression(
      kind: .dictionary(pairs), span: open.span.lowerBound..<tokens[index - 1].span.upperBound)
  }

  private mutating func arguments() throws(InputError) -> [PythonCall.Argument] {
    let open = token
    index += 1
    try descend()
    defer { depth -= 1 }
    var arguments: [PythonCall.Argument] = []
    while !token.isSign(")") {
      var keyword: String?
      let span = token.span
      if case .name(let name) = token.kind, index + 1 < tokens.count, tokens[index + 1].isSign("=") {
        keyword = name
        index += 2
      }
      let value = try member(of: open, ")")
      arguments.append(.init(keyword: keyword, span: keyword == nil ? value.span : span, value: value))
      guard take(",") else { break }
    }
    try close(open, ")")
    return arguments
  }

  /// A value inside brackets; if it is not a known expression, everything up to the next comma.
  private mutating func member(of open: PythonToken, _ closing: String) throws(InputError) -> PythonExpression
  {
    let start = index
    do {
      let value = try expression()
      if token.isSign(",") || token.isSign(closing) { return value }
      guard isOpaque(from: start) else { return value }
    } catch {
      guard isOpaque(from: start) else { throw error }
    }
    index = start
    var open: [String] = []
    let pairs = ["(": ")", "[": "]", "{": "}"]
    while token.kind != .end {
      if case .sign(let sign) = token.kind {
        if open.isEmpty && (sign == "," || sign == closing) { break }
        if let end = pairs[sign] { open.append(end) }
        if [")", "]", "}"].contains(sign), open.popLast() != sign {
          throw source.error("this bracket closes nothing", at: token.span)
        }
      }
      index += 1
    }
    let end = max(start, index - 1)
    return PythonExpression(kind: .other, span: tokens[start].span.lowerBound..<tokens[end].span.upperBound)
  }

  /// Whether the expression continues with Python that is not read: `filter(lambda p: …)`, `net().parameters()`.
  private func isOpaque(from start: Int) -> Bool {
    if token.kind == .name("for") || token.isSign(".") || token.isSign("[") || token.isSign("(") {
      return index > start
    }
    return tokens[start].kind == .name("lambda") || tokens[start].isSign("*") || tokens[start].isSign("**")
      || token.kind == .name("if")
  }

  private mutating func close(_ open: PythonToken, _ closing: String) throws(InputError) {
    guard !take(closing) else { return }
    if token.kind == .end {
      throw source.error("this bracket is never closed", at: open.span)
    }
    throw source.error("',' or '\(closing)' is expected here", at: token.span)
  }
}
