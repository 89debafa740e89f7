import Wording

/// Reads Python expressions: recursive descent over tokens, from the loosest binding to the tightest.
///
/// At most `deepest` levels deep, so that no text exhausts the stack.
struct PythonParser {
  private static let deepest = 60

  let source: PythonSource
  private let tokens: [PythonToken]
  private(set) var index = 0
  private var depth = 0

  init(_ source: PythonSource, _ tokens: [PythonToken]) {
    self.source = source
    self.tokens = tokens
  }

  /// Reads a text that is one expression.
  static func expression(in source: PythonSource) throws(InputError) -> PythonNode {
    var parser = PythonParser(source, try PythonToken.all(in: source).filter { $0.kind != .newline })
    let node = try parser.expressions()
    guard parser.token.kind == .end else {
      throw source.error("the expression ends before this", at: parser.token.span)
    }
    return node
  }

  var token: PythonToken { tokens[min(index, tokens.count - 1)] }
  var next: PythonToken { tokens[min(index + 1, tokens.count - 1)] }

  mutating func skip() { index += 1 }
  mutating func move(to index: Int) { self.index = index }

  mutating func take(_ sign: String) -> Bool {
    guard token.isSign(sign) else { return false }
    index += 1
    return true
  }

  private mutating func take(word: String) -> Bool {
    guard token.kind == .name(word) else { return false }
    index += 1
    return true
  }

  private mutating func deeper<T>(_ body: (inout PythonParser) throws(InputError) -> T) throws(InputError)
    -> T
  {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else {
      throw source.error("expressions are nested more than \(Self.deepest) deep here", at: token.span)
    }
    return try body(&self)
  }

  /// A node that ends with the last token read; its parts must be read before the call, which takes `self` first.
  private func node(_ kind: PythonNode.Kind, from start: Int) -> PythonNode {
    let end = index > 0 ? tokens[min(index, tokens.count) - 1].span.upperBound : start
    return PythonNode(kind: kind, span: start..<max(start, end))
  }

  // MARK: Expressions

  /// One expression, or several with commas between them, which are a tuple.
  mutating func expressions() throws(InputError) -> PythonNode {
    let start = token.span.lowerBound
    let first = try starredExpression()
    guard token.isSign(",") else { return first }
    var members = [first]
    while take(",") {
      if isAtEnd || token.isSign("=") || token.isSign(":") { break }
      members.append(try starredExpression())
    }
    // A comma behind one expression comes from the list that it was copied from.
    return members.count == 1 ? first : node(.sequence(members), from: start)
  }

  private var isAtEnd: Bool {
    switch token.kind {
    case .end, .newline, .sign(")"), .sign("]"), .sign("}"), .sign(";"): true
    default: false
    }
  }

  private mutating func starredExpression() throws(InputError) -> PythonNode {
    let start = token.span.lowerBound
    guard take("*") else { return try expression() }
    let list = try expression()
    return node(.starred(list), from: start)
  }

  mutating func expression() throws(InputError) -> PythonNode {
    try deeper { parser throws(InputError) in try parser.conditional() }
  }

  private mutating func conditional() throws(InputError) -> PythonNode {
    let start = token.span.lowerBound
    if take(word: "lambda") {
      var names: [String] = []
      while case .name(let name) = token.kind {
        names.append(name)
        index += 1
        if take("=") { _ = try expression() }
        guard take(",") else { break }
      }
      guard take(":") else {
        throw source.error("':' is expected after a lambda's arguments", at: token.span)
      }
      let body = try expression()
      return node(.lambda(names, body), from: start)
    }
    let first = try alternative()
    guard take(word: "if") else { return first }
    let test = try alternative()
    guard take(word: "else") else { throw source.error("'else' is expected here", at: token.span) }
    let otherwise = try expression()
    return node(.conditional(then: first, test: test, otherwise: otherwise), from: start)
  }

  private mutating func alternative() throws(InputError) -> PythonNode {
    let start = token.span.lowerBound
    var left = try conjunction()
    while take(word: "or") {
      let right = try conjunction()
      left = node(.binary("or", left, right), from: start)
    }
    return left
  }

  private mutating func conjunction() throws(InputError) -> PythonNode {
    let start = token.span.lowerBound
    var left = try negation()
    while take(word: "and") {
      let right = try negation()
      left = node(.binary("and", left, right), from: start)
    }
    return left
  }

  private mutating func negation() throws(InputError) -> PythonNode {
    let start = token.span.lowerBound
    guard take(word: "not") else { return try comparison() }
    let operand = try deeper { parser throws(InputError) in try parser.negation() }
    return node(.unary("not", operand), from: start)
  }

  private mutating func comparison() throws(InputError) -> PythonNode {
    let start = token.span.lowerBound
    var operands = [try binary(0)]
    var signs: [String] = []
    while let sign = comparisonSign() {
      signs.append(sign)
      operands.append(try binary(0))
    }
    return signs.isEmpty ? operands[0] : node(.comparison(operands, signs), from: start)
  }

  private mutating func comparisonSign() -> String? {
    switch token.kind {
    case .sign(let sign) where ["<", ">", "<=", ">=", "==", "!="].contains(sign):
      index += 1
      return sign
    case .name("in"):
      index += 1
      return "in"
    case .name("is"):
      index += 1
      return take(word: "not") ? "is not" : "is"
    case .name("not") where next.kind == .name("in"):
      index += 2
      return "not in"
    default: return nil
    }
  }

  /// The signs of operations with two operands, each line binding tighter than the one before.
  private static let operations = [["|", "^", "&"], ["+", "-"], ["*", "/", "//", "%"]]

  private mutating func binary(_ level: Int) throws(InputError) -> PythonNode {
    guard level < Self.operations.count else { return try signed() }
    let start = token.span.lowerBound
    var left = try binary(level + 1)
    while case .sign(let sign) = token.kind, Self.operations[level].contains(sign) {
      index += 1
      let right = try binary(level + 1)
      left = node(.binary(sign, left, right), from: start)
    }
    return left
  }

  private mutating func signed() throws(InputError) -> PythonNode {
    let start = token.span.lowerBound
    for sign in ["-", "+", "~"] where take(sign) {
      let operand = try deeper { parser throws(InputError) in try parser.signed() }
      return node(.unary(sign, operand), from: start)
    }
    let base = try primary()
    guard take("**") else { return base }
    let exponent = try deeper { parser throws(InputError) in try parser.signed() }
    return node(.binary("**", base, exponent), from: start)
  }

  // MARK: Primaries

  private mutating func primary() throws(InputError) -> PythonNode {
    _ = take(word: "await")
    let start = token.span.lowerBound
    var base = try atom()
    while true {
      if take(".") {
        guard case .name(let name) = token.kind else {
          throw source.error("a name is expected after the dot", at: token.span)
        }
        index += 1
        base = node(.attribute(base, name), from: start)
      } else if token.isSign("(") {
        let arguments = try arguments()
        base = node(.call(base, arguments), from: start)
      } else if token.isSign("[") {
        let open = token
        index += 1
        let key = try deeper { parser throws(InputError) in try parser.slices() }
        try close(open, "]")
        base = node(.element(of: base, key), from: start)
      } else {
        return base
      }
    }
  }

  /// What stands in the brackets after a value: an index, or slices, which are kept only as places.
  private mutating func slices() throws(InputError) -> PythonNode {
    let start = token.span.lowerBound
    var members: [PythonNode] = []
    while !token.isSign("]"), token.kind != .end {
      if take(":") || take(",") { continue }
      members.append(try starredExpression())
    }
    return members.count == 1 ? members[0] : node(.sequence(members), from: start)
  }

  private mutating func atom() throws(InputError) -> PythonNode {
    let first = token
    let start = first.span.lowerBound
    switch first.kind {
    case .number(let value):
      index += 1
      return node(.number(value), from: start)
    case .text(var text):
      index += 1
      while case .text(let more) = token.kind {
        text += more
        index += 1
      }
      return node(.text(text), from: start)
    case .name(let name):
      index += 1
      switch name {
      case "True": return node(.flag(true), from: start)
      case "False": return node(.flag(false), from: start)
      case "None": return node(.none, from: start)
      default: return node(.name(name), from: start)
      }
    case .sign("("): return try sequence(")")
    case .sign("["): return try sequence("]")
    case .sign("{"): return try braces()
    case .sign("..."):
      index += 1
      return node(.name("..."), from: start)
    case .sign(let sign):
      throw source.error("'\(sign)' stands where a value is expected", at: first.span)
    case .newline: throw source.error("the line ends where a value is expected", at: first.span)
    case .end: throw source.error("the text ends where a value is expected", at: first.span)
    }
  }

  private mutating func sequence(_ closing: String) throws(InputError) -> PythonNode {
    let open = token
    let start = open.span.lowerBound
    index += 1
    var members: [PythonNode] = []
    var isTuple = closing == "]"
    while !token.isSign(closing) {
      let member = try starredExpression()
      if token.kind == .name("for") || token.kind == .name("async") {
        let sources = try clauses()
        try close(open, closing)
        return node(.comprehension(member, from: sources), from: start)
      }
      members.append(member)
      guard take(",") else { break }
      isTuple = true
    }
    try close(open, closing)
    // Brackets around one value only group it.
    if !isTuple, let only = members.first { return only }
    return node(.sequence(members), from: start)
  }

  /// `for p in ps if p.requires_grad`: the members' sources and conditions.
  private mutating func clauses() throws(InputError) -> [PythonNode] {
    var sources: [PythonNode] = []
    while true {
      if take(word: "async") { continue }
      if take(word: "for") {
        while !take(word: "in") {
          guard token.kind != .end else { throw source.error("'in' is expected after 'for'", at: token.span) }
          index += 1
        }
        sources.append(try alternative())
      } else if take(word: "if") {
        sources.append(try alternative())
      } else {
        return sources
      }
    }
  }

  private mutating func braces() throws(InputError) -> PythonNode {
    let open = token
    let start = open.span.lowerBound
    index += 1
    var pairs: [(key: PythonNode?, value: PythonNode)] = []
    var members: [PythonNode] = []
    while !token.isSign("}") {
      if take("**") {
        pairs.append((nil, try expression()))
      } else {
        let key = try starredExpression()
        if take(":") {
          let value = try expression()
          if token.kind == .name("for") {
            let sources = try clauses()
            try close(open, "}")
            return node(.comprehension(value, from: [key] + sources), from: start)
          }
          pairs.append((key, value))
        } else if token.kind == .name("for") {
          let sources = try clauses()
          try close(open, "}")
          return node(.comprehension(key, from: sources), from: start)
        } else {
          members.append(key)
        }
      }
      guard take(",") else { break }
    }
    try close(open, "}")
    return node(members.isEmpty ? .dictionary(pairs) : .sequence(members), from: start)
  }

  private mutating func arguments() throws(InputError) -> [PythonNode.Argument] {
    let open = token
    index += 1
    var arguments: [PythonNode.Argument] = []
    while !token.isSign(")") {
      let span = token.span
      if token.isSign("*"), next.isSign(",") || next.isSign(")") {
        // The star of a signature, after which arguments have names.
        index += 1
        arguments.append(.init(keyword: nil, stars: 1, value: node(.none, from: span.lowerBound), span: span))
        guard take(",") else { break }
        continue
      }
      let stars = take("**") ? 2 : take("*") ? 1 : 0
      var keyword: String?
      if stars == 0, case .name(let name) = token.kind, next.isSign("=") {
        keyword = name
        index += 2
      }
      var value = try expression()
      if token.kind == .name("for") || token.kind == .name("async") {
        let sources = try clauses()
        value = node(.comprehension(value, from: sources), from: span.lowerBound)
      }
      arguments.append(
        .init(keyword: keyword, stars: stars, value: value, span: keyword == nil ? value.span : span))
      guard take(",") else { break }
    }
    try close(open, ")")
    return arguments
  }

  private mutating func close(_ open: PythonToken, _ closing: String) throws(InputError) {
    guard !take(closing) else { return }
    if token.kind == .end {
      throw source.error("this bracket is never closed; '\(closing)' is missing at the end", at: open.span)
    }
    throw source.error("',' or '\(closing)' is expected here", at: token.span)
  }
}
