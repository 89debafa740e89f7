/// Splits a typed formula into tokens.
///
/// Signs that are pasted from elsewhere stand for the plain ones: `−` `×` `·` `²` `π` `√` `≤`.
struct ExpressionLexer {
  private let characters: [Character]
  private var position = 0
  private(set) var tokens: [ExpressionToken] = []

  /// The tokens of a text, with one for its end.
  static func tokens(of characters: [Character]) throws(ExpressionError) -> [ExpressionToken] {
    var lexer = ExpressionLexer(characters)
    while lexer.position < characters.count { try lexer.readToken() }
    lexer.tokens.append(ExpressionToken(kind: .end, span: characters.count..<characters.count))
    return lexer.tokens
  }

  private init(_ characters: [Character]) { self.characters = characters }

  private func character(_ offset: Int) -> Character? {
    characters.indices.contains(position + offset) ? characters[position + offset] : nil
  }

  private mutating func add(_ kind: ExpressionToken.Kind, length: Int) {
    tokens.append(ExpressionToken(kind: kind, span: position..<position + length))
    position += length
  }

  private mutating func readToken() throws(ExpressionError) {
    let first = characters[position]
    if first.isNewline { return add(.newline, length: 1) }
    if first.isWhitespace || first == "\u{FEFF}" || first == "\u{200B}" {
      position += 1
      return
    }
    if first.isPlainDigit || (first == "." && character(1)?.isPlainDigit == true) { return try readNumber() }
    if first.isNameStart { return readName() }
    if first.raisedDigit != nil { return try readRaised() }
    try readSign(first)
  }

  private mutating func readNumber() throws(ExpressionError) {
    var end = position
    func isDigit(_ index: Int) -> Bool { index < characters.count && characters[index].isPlainDigit }
    while isDigit(end) { end += 1 }
    if end < characters.count, characters[end] == "." {
      end += 1
      while isDigit(end) { end += 1 }
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
    let text = String(characters[span])
    if end < characters.count, characters[end] == "." {
      throw ExpressionError(
        "a number has one decimal point at most, and '\(text).' has two", at: position..<end + 1)
    }
    guard let value = Double(text.hasSuffix(".") ? text + "0" : text), value.isFinite else {
      throw ExpressionError("the number is too large; the greatest is about 1.8e308", at: span)
    }
    add(.number(value), length: span.count)
  }

  private mutating func readName() {
    if characters[position] == "π" { return add(.name("pi"), length: 1) }
    var end = position
    while end < characters.count, characters[end].isNamePart { end += 1 }
    let name = String(characters[position..<end])
    let sign: ExpressionToken.Sign? =
      switch name {
      case "and": .and
      case "or": .or
      case "not": .not
      default: nil
      }
    add(sign.map { .sign($0) } ?? .name(name), length: end - position)
  }

  private mutating func readRaised() throws(ExpressionError) {
    var end = position
    var value = 0
    while end < characters.count, let digit = characters[end].raisedDigit {
      value = min(value * 10 + digit, 1_000_000)
      end += 1
    }
    guard value < 1_000_000 else {
      throw ExpressionError("a raised exponent has six digits at most; write ^", at: position..<end)
    }
    add(.raised(value), length: end - position)
  }

  private mutating func readSign(_ first: Character) throws(ExpressionError) {
    let pair = character(1).map { String([first, $0]) } ?? ""
    switch pair {
    case "**":
      throw ExpressionError("'**' is not a sign of formulas; a power is written ^, as in x^2", at: here(2))
    case "<=", "=<": return add(.sign(.lessOrEqual), length: 2)
    case ">=", "=>": return add(.sign(.greaterOrEqual), length: 2)
    case "==": return add(.sign(.equal), length: 2)
    case "!=", "<>": return add(.sign(.unequal), length: 2)
    case "&&": return add(.sign(.and), length: 2)
    case "||": return add(.sign(.or), length: 2)
    default: break
    }
    let sign: ExpressionToken.Sign
    switch first {
    case ";": return add(.semicolon, length: 1)
    case "+": sign = .plus
    case "-", "−", "–", "﹣", "－": sign = .minus
    case "*", "×", "·", "⋅", "∙", "∗": sign = .times
    case "/", "÷", "∕": sign = .over
    case "^": sign = .caret
    case "(": sign = .opening
    case ")": sign = .closing
    case ",": sign = .comma
    case "<": sign = .less
    case ">": sign = .greater
    case "≤": sign = .lessOrEqual
    case "≥": sign = .greaterOrEqual
    case "≠": sign = .unequal
    case "=": sign = .assignment
    case "!", "¬": sign = .not
    case "∧": sign = .and
    case "∨": sign = .or
    case "√": sign = .root
    default: throw stray(first)
    }
    add(.sign(sign), length: 1)
  }

  private func here(_ length: Int) -> Range<Int> {
    position..<min(position + length, characters.count)
  }

  private func stray(_ character: Character) -> ExpressionError {
    let advice: String
    switch character {
    case "[", "]", "{", "}": advice = "'\(character)': only round parentheses group: (x + 1)"
    case "|": advice = "'|' cannot be read; write abs(x) for an absolute value, || or 'or' between conditions"
    case "&": advice = "'&' cannot be read; write && or 'and' between conditions"
    case "%": advice = "'%' cannot be read; there is no remainder and no percent sign"
    case ".": advice = "a point alone is not a number; write digits beside it, as in 0.5"
    case ":": advice = "':' cannot be read; division is written /"
    case "\"", "'", "`", "“", "”", "‘", "’":
      advice = "quotation marks are not part of a formula; leave them out"
    default:
      let isControl = character.unicodeScalars.contains { $0.properties.generalCategory == .control }
      advice = isControl ? "a control character cannot be read" : "'\(character)' cannot be read in a formula"
    }
    return ExpressionError(advice, at: here(1))
  }
}

extension Character {
  fileprivate var isPlainDigit: Bool { "0"..."9" ~= self && isASCII }
  fileprivate var isNameStart: Bool { isASCII && isLetter || self == "_" || self == "π" || isGreek }
  fileprivate var isNamePart: Bool { isASCII && (isLetter || isPlainDigit || self == "_") || isGreek }

  /// A small Greek letter other than π, for parameters as in textbooks.
  private var isGreek: Bool { "α"..."ω" ~= self && unicodeScalars.count == 1 && self != "π" }

  fileprivate var raisedDigit: Int? {
    switch self {
    case "⁰": 0
    case "¹": 1
    case "²": 2
    case "³": 3
    case "⁴": 4
    case "⁵": 5
    case "⁶": 6
    case "⁷": 7
    case "⁸": 8
    case "⁹": 9
    default: nil
    }
  }
}
