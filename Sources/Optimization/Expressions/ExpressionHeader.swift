/// What stands before a formula and only names it or its arguments: `f(x, y) =`, `lambda x, y:`, `z =`.
struct ExpressionHeader {
  /// The arguments' names; empty if it names none.
  private(set) var arguments: [String] = []
  /// The formula itself, with an end.
  private(set) var body: ArraySlice<ExpressionToken>

  /// Whether its only argument is a vector whose components are written x(1): without it, that would be a product.
  private(set) var makesComponents = false

  /// Divides a formula's tokens; without a header they are all body.
  init(_ tokens: ArraySlice<ExpressionToken>) {
    body = tokens
    if let first = tokens.first, first.isSign(.assignment) { body = tokens.dropFirst() }
    if let names = Self.read(&body) {
      arguments = names
    } else if let rest = Self.afterName(body) {
      body = rest
      // f = lambda x, y: x^2 + y^2
      arguments = Self.read(&body) ?? []
    }
    // A line that was copied from a function's body.
    if body.first?.name == "return", body.count > 2 { body = body.dropFirst() }
    if arguments.count == 1 { readComponents(of: arguments[0]) }
  }

  /// Takes x(1) and x(2), of a vector x, for names as x[1] and x[2] are.
  private mutating func readComponents(of vector: String) {
    let tokens = Array(body)
    var read: [ExpressionToken] = []
    var index = 0
    while index < tokens.count {
      if tokens[index].name == vector, index + 3 < tokens.count, tokens[index + 1].opens == .round,
        case .number(let number) = tokens[index + 2].kind, number == 1 || number == 2,
        tokens[index + 3].closes == .round
      {
        let span = tokens[index].span.lowerBound..<tokens[index + 3].span.upperBound
        var token = ExpressionToken(kind: .name("\(vector)[\(Int(number))]"), span: span)
        token.followsBreak = tokens[index].followsBreak
        read.append(token)
        makesComponents = true
        index += 4
      } else {
        read.append(tokens[index])
        index += 1
      }
    }
    if makesComponents { body = read[...] }
  }

  /// The names of a head with arguments, which is then dropped; `nil` if there is none.
  private static func read(_ tokens: inout ArraySlice<ExpressionToken>) -> [String]? {
    var cursor = Cursor(rest: tokens)
    let word = cursor.rest.first?.name
    var names: [String]?
    switch word {
    case "lambda"?:
      cursor.skip()
      names = cursor.names()
      guard names != nil, cursor.take(.colon) else { return nil }
    case "def"?:
      cursor.skip(2)
      names = cursor.list()
      guard names != nil, cursor.take(.colon) else { return nil }
      if cursor.rest.first?.name == "return" { cursor.skip() }
    case "function"?:
      cursor.skip()
      names = cursor.list()
      guard names != nil else { return nil }
    default:
      if cursor.take(.at) {
        names = cursor.list()
      } else if let list = cursor.list() {
        // (x, y) => x^2
        guard cursor.take(.arrow) else { return nil }
        names = list
      } else if word != nil {
        names = Self.afterWord(&cursor)
      }
      guard names != nil else { return nil }
    }
    guard let end = cursor.rest.first, end.kind != .end else { return nil }
    tokens = cursor.rest
    return names
  }

  /// `f(x, y) =`, `f: (x, y) ->` and `x, y ->`.
  private static func afterWord(_ cursor: inout Cursor) -> [String]? {
    var bare = cursor
    if let names = bare.names(), bare.take(.arrow) {
      cursor = bare
      return names
    }
    cursor.skip()
    let isTyped = cursor.take(.colon)
    guard let names = cursor.list(), cursor.take(isTyped ? .arrow : .assignment) else { return nil }
    return names
  }

  /// What follows `z =`; `nil` if there is no such name, or no formula behind it.
  private static func afterName(_ tokens: ArraySlice<ExpressionToken>) -> ArraySlice<ExpressionToken>? {
    var cursor = Cursor(rest: tokens)
    guard let name = tokens.first?.name, name != "x", name != "y" else { return nil }
    cursor.skip()
    guard cursor.take(.assignment) else { return nil }
    let names = cursor.rest.compactMap(\.name)
    // a=3 is a value, and a formula of itself is an equation.
    let hasCoordinate = names.contains {
      ExpressionFunction.named($0) == nil && ExpressionConstant.named($0) == nil
    }
    return hasCoordinate && !names.contains(name) ? cursor.rest : nil
  }

  /// A place among tokens.
  private struct Cursor {
    var rest: ArraySlice<ExpressionToken>

    mutating func skip(_ count: Int = 1) { rest = rest.dropFirst(min(count, max(0, rest.count - 1))) }

    /// Passes a sign, if it is next.
    mutating func take(_ sign: ExpressionToken.Sign) -> Bool {
      guard rest.first?.isSign(sign) == true else { return false }
      skip()
      return true
    }

    /// Passes names with commas between them.
    mutating func names() -> [String]? {
      var names: [String] = []
      repeat {
        guard let name = rest.first?.name, ExpressionFunction.named(name) == nil else { return nil }
        names.append(name)
        skip()
      } while take(.comma)
      return names
    }

    /// Passes names in parentheses.
    mutating func list() -> [String]? {
      var copy = self
      guard copy.rest.first?.opens == .round else { return nil }
      copy.skip()
      guard let names = copy.names(), copy.rest.first?.closes == .round else { return nil }
      copy.skip()
      self = copy
      return names
    }
  }
}
