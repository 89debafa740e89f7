/// Splits a typed formula into tokens.
///
/// Signs that are pasted from elsewhere stand for the plain ones: `−` `×` `·` `²` `π` `√` `≤`, letters of full width and
/// in mathematical alphabets, and LaTeX's commands.
struct ExpressionLexer {
  let characters: [Character]
  var position = 0
  private(set) var tokens: [ExpressionToken] = []
  /// How many numbers of one digit come next, as in `\frac12`.
  var singleDigits = 0

  /// The tokens of a text, with one for its end.
  static func tokens(of characters: [Character]) throws(ExpressionError) -> [ExpressionToken] {
    var lexer = ExpressionLexer(characters)
    while lexer.position < characters.count { try lexer.readToken() }
    lexer.tokens.append(ExpressionToken(kind: .end, span: characters.count..<characters.count))
    return lexer.tokens
  }

  private init(_ characters: [Character]) { self.characters = characters.map(\.plainForm) }

  func character(_ offset: Int) -> Character? {
    characters.indices.contains(position + offset) ? characters[position + offset] : nil
  }

  mutating func add(_ kind: ExpressionToken.Kind, length: Int) {
    tokens.append(ExpressionToken(kind: kind, span: position..<position + length))
    position += length
  }

  private mutating func readToken() throws(ExpressionError) {
    let first = characters[position]
    if first.isNewline { return add(.newline, length: 1) }
    // A dollar sign stands around a formula of LaTeX.
    if first.isWhitespace || first == "\u{FEFF}" || first == "\u{200B}" || first == "$" {
      position += 1
      return
    }
    if singleDigits > 0 {
      singleDigits -= 1
      if let digit = first.plainDigit { return add(.number(Double(digit)), length: 1) }
      singleDigits = 0
    }
    if first.isPlainDigit || (first == "." && character(1)?.isPlainDigit == true) { return try readNumber() }
    if let share = first.commonFraction { return add(.number(share), length: 1) }
    if first == "\\" { return try readCommand() }
    if first.isNameStart { return try readName() }
    if first.raisedDigit != nil || first.raisedSign != nil { return try readRaised() }
    try readSign(first)
  }

  private mutating func readNumber() throws(ExpressionError) {
    var end = position
    func isDigit(_ index: Int) -> Bool { index < characters.count && characters[index].isPlainDigit }
    // 1_000 is a thousand, as in programs.
    func isGap(_ index: Int) -> Bool {
      index < characters.count && characters[index] == "_" && isDigit(index + 1)
    }
    while isDigit(end) || (end > position && isGap(end)) { end += 1 }
    let isWhole = end > position
    if end < characters.count, characters[end] == "." {
      end += 1
      while isDigit(end) { end += 1 }
    } else if isWhole, end < characters.count, let share = characters[end].commonFraction,
      let whole = Double(String(characters[position..<end]))
    {
      // 2½ is two and a half.
      return add(.number(whole + share), length: end + 1 - position)
    }
    // An e is an exponent only before digits: 2e is two times e, 2exp(x) two times exp(x).
    if end < characters.count, characters[end] == "e" || characters[end] == "E" {
      let isSigned = end + 1 < characters.count && "+-".contains(characters[end + 1])
      var digits = end + (isSigned ? 2 : 1)
      if isDigit(digits) {
        while isDigit(digits) { digits += 1 }
        end = digits
      }
    }
    let span = position..<end
    let text = String(characters[span].filter { $0 != "_" })
    if end < characters.count, characters[end] == "." {
      throw ExpressionError(
        "a number has at most one decimal point, and '\(text).' has two", at: position..<end + 1)
    }
    guard let value = Double(text.hasSuffix(".") ? text + "0" : text), value.isFinite else {
      throw ExpressionError("the number is too large; the greatest is about 1.8e308", at: span)
    }
    add(.number(value), length: span.count)
  }

  private mutating func readName() throws(ExpressionError) {
    if characters[position] == "π" { return add(.name("pi"), length: 1) }
    var begin = position
    var (name, end) = plainName(from: begin)
    // np.sin is sin.
    while let next = moduleEnd(end) {
      guard ExpressionFunction.modules.contains(name) else {
        let (method, last) = plainName(from: next)
        throw ExpressionError(
          "'.\(method)' cannot be applied to a value; write \(method)(\(name)) or \(method)(\(name), ...)",
          at: end..<last)
      }
      begin = next
      (name, end) = plainName(from: begin)
    }
    let isPlain = begin == position
    let sign: ExpressionToken.Sign? =
      switch name {
      case "and" where isPlain: .and
      case "or" where isPlain: .or
      case "not" where isPlain: .not
      default: nil
      }
    add(sign.map { .sign($0) } ?? .name(name), length: end - position)
  }

  /// Where the name behind a point begins, or behind the two colons of C++; `nil` if there is none at a place.
  private func moduleEnd(_ end: Int) -> Int? {
    guard end < characters.count else { return nil }
    let isColons = characters[end] == ":" && end + 1 < characters.count && characters[end + 1] == ":"
    guard isColons || characters[end] == "." else { return nil }
    let next = end + (isColons ? 2 : 1)
    return next < characters.count && characters[next].isNameStart ? next : nil
  }

  /// The name that begins at a place, and its end: `x₁` and `x_{1}` are x_1.
  func plainName(from begin: Int) -> (name: String, end: Int) {
    var end = begin
    while end < characters.count, characters[end].isNamePart { end += 1 }
    var name = String(characters[begin..<end])
    if end < characters.count, characters[end].loweredDigit != nil {
      if name.last != "_" { name += "_" }
      while end < characters.count, let digit = characters[end].loweredDigit {
        name += String(digit)
        end += 1
      }
      return (name, end)
    }
    if name.last == "_", let index = group(at: end) { return (name + index.text, index.end) }
    // x[0] is the first coordinate of a program's vector x; a function's brackets hold its argument.
    if end + 2 < characters.count, characters[end] == "[", let digit = characters[end + 1].plainDigit,
      characters[end + 2] == "]", ExpressionFunction.named(name) == nil
    {
      return ("\(name)[\(digit)]", end + 3)
    }
    return (name, end)
  }

  /// What stands in braces at a place, if it is a word, and where it ends.
  func group(at begin: Int) -> (text: String, end: Int)? {
    guard begin < characters.count, characters[begin] == "{" else { return nil }
    var end = begin + 1
    while end < characters.count, characters[end].isNamePart { end += 1 }
    guard end > begin + 1, end < characters.count, characters[end] == "}" else { return nil }
    return (String(characters[begin + 1..<end]), end + 1)
  }

  private mutating func readRaised() throws(ExpressionError) {
    var end = position
    let sign = characters[end].raisedSign
    if sign != nil { end += 1 }
    var value = 0
    let digits = end
    while end < characters.count, let digit = characters[end].raisedDigit {
      value = min(value * 10 + digit, 1_000_000)
      end += 1
    }
    guard end > digits else {
      throw ExpressionError("a raised sign is followed by raised digits, as in x⁻²", at: position..<end)
    }
    guard value < 1_000_000 else {
      throw ExpressionError("a raised exponent has at most six digits; write ^", at: position..<end)
    }
    add(.raised(value * (sign ?? 1)), length: end - position)
  }

  private mutating func readSign(_ first: Character) throws(ExpressionError) {
    let pair = character(1).map { String([first, $0]) } ?? ""
    if let sign = Self.pairs[pair] { return add(.sign(sign), length: 2) }
    if pair == "//" {
      throw ExpressionError(
        "'//' cannot be read; a quotient without its fraction is floor(a/b), and a comment is not part of a formula",
        at: here(2))
    }
    if let kind = Self.signs[first] { return add(kind, length: 1) }
    throw stray(first)
  }

  private static let pairs: [String: ExpressionToken.Sign] = [
    "**": .caret, "<=": .lessOrEqual, "=<": .lessOrEqual, ">=": .greaterOrEqual, "=>": .arrow,
    "==": .equal, "!=": .unequal, "<>": .unequal, "&&": .and, ":=": .assignment, "->": .arrow,
    // Element by element, as in MATLAB.
    ".^": .caret, ".*": .times, "./": .over,
  ]

  private static let signs: [Character: ExpressionToken.Kind] = {
    let rows: [(String, ExpressionToken.Kind)] = [
      (";", .semicolon), ("(", .opening(.round)), (")", .closing(.round)), ("[", .opening(.square)),
      ("]", .closing(.square)), ("{", .opening(.brace)), ("}", .closing(.brace)), ("⌊", .opening(.floor)),
      ("⌋", .closing(.floor)), ("⌈", .opening(.ceiling)), ("⌉", .closing(.ceiling)),
      ("+", .sign(.plus)), ("-−–‐‑‒﹣", .sign(.minus)), ("*×·⋅∙∗•✕", .sign(.times)), ("/÷∕⁄", .sign(.over)),
      ("%", .sign(.remainder)), ("^", .sign(.caret)), (",", .sign(.comma)), ("<", .sign(.less)),
      (">", .sign(.greater)), ("≤⩽≦", .sign(.lessOrEqual)), ("≥⩾≧", .sign(.greaterOrEqual)),
      ("≠", .sign(.unequal)), ("=", .sign(.assignment)), ("!¬", .sign(.negation)), ("∧", .sign(.and)),
      ("∨", .sign(.or)), ("?", .sign(.question)), (":", .sign(.colon)), ("|∣", .sign(.bar)),
      ("√", .sign(.squareRoot)), ("∛", .sign(.cubeRoot)), ("∜", .sign(.fourthRoot)), ("→↦⇒", .sign(.arrow)),
      ("@", .sign(.at)),
    ]
    return rows.reduce(into: [:]) { table, row in for character in row.0 { table[character] = row.1 } }
  }()

  private func here(_ length: Int) -> Range<Int> {
    position..<min(position + length, characters.count)
  }

  private func stray(_ character: Character) -> ExpressionError {
    let advice: String
    switch character {
    case "&": advice = "'&' cannot be read; write && or 'and' between conditions"
    case "~": advice = "'~' cannot be read; write ! or 'not' before a condition"
    case "#": advice = "'#' cannot be read; a comment is not part of a formula"
    case "∑", "∏": advice = "'\(character)' cannot be read; write all terms, with + or * between them"
    case "∂", "∇", "∫":
      advice = "'\(character)' cannot be read; derivatives and integrals are not part of a formula"
    case "∞": advice = "'∞' cannot be read; the numbers of a formula are finite"
    case "‖": advice = "'‖' cannot be read; the length of (x, y) is hypot(x, y)"
    case ".": advice = "a point alone is not a number; write digits beside it, as in 0.5"
    case "\"", "'", "`", "“", "”", "‘", "’":
      advice = "quotation marks are not part of a formula; leave them out"
    default:
      let isControl = character.unicodeScalars.contains { $0.properties.generalCategory == .control }
      advice = isControl ? "a control character cannot be read" : "'\(character)' cannot be read in a formula"
    }
    return ExpressionError(advice, at: here(1))
  }
}
