import Wording

/// The tokens of Python's expressions: names, numbers, strings and signs, each with its place.
struct PythonToken {
  /// What a token is.
  enum Kind: Equatable {
    case name(String)
    case number(Double)
    case text(String)
    /// An operator, a bracket or a separator.
    case sign(String)
    /// The end of a line outside all brackets.
    case newline
    /// The end of the text.
    case end
  }

  let kind: Kind
  let span: Range<Int>

  /// Whether it is this sign.
  func isSign(_ sign: String) -> Bool { kind == .sign(sign) }

  /// The tokens of a text, the last of them its end.
  ///
  /// Spaces and comments only separate tokens; so do line breaks inside brackets.
  static func all(in source: PythonSource) throws(InputError) -> [PythonToken] {
    var reader = Reader(source: source)
    var tokens: [PythonToken] = []
    while let token = try reader.next() { tokens.append(token) }
    let end = source.characters.count
    return tokens + [PythonToken(kind: .end, span: end..<end)]
  }
}

/// Splits a text from left to right.
private struct Reader {
  let source: PythonSource
  private var index = 0
  /// How many brackets are open.
  private var depth = 0

  init(source: PythonSource) { self.source = source }

  private var current: Character? { peek(0) }
  private func peek(_ distance: Int) -> Character? {
    let place = index + distance
    return source.characters.indices.contains(place) ? source.characters[place] : nil
  }

  mutating func next() throws(InputError) -> PythonToken? {
    skipBlanks()
    guard let character = current else { return nil }
    let start = index
    let kind: PythonToken.Kind
    if character.isNewline {
      index += 1
      return PythonToken(kind: .newline, span: start..<index)
    }
    if character.isLetter || character == "_" {
      kind = try nameOrPrefixedText()
    } else if character.isDigit || character == "." && peek(1)?.isDigit == true {
      kind = try number()
    } else if character == "'" || character == "\"" {
      kind = try text()
    } else if let sign = sign() {
      if "([{".contains(sign) { depth += 1 }
      if ")]}".contains(sign) { depth = max(0, depth - 1) }
      kind = .sign(sign)
    } else {
      throw source.error("'\(character)' is not accepted in a constructor call", at: index..<index + 1)
    }
    return PythonToken(kind: kind, span: start..<index)
  }

  private mutating func skipBlanks() {
    while let character = current {
      if character == "#" {
        while let next = current, !next.isNewline { index += 1 }
      } else if character == "\\" && peek(1)?.isNewline == true {
        index += 2
      } else if character.isWhitespace && (depth > 0 || !character.isNewline) {
        index += 1
      } else {
        return
      }
    }
  }

  private mutating func nameOrPrefixedText() throws(InputError) -> PythonToken.Kind {
    var name = ""
    while let next = current, next.isLetter || next.isDigit || next == "_" {
      name.append(next)
      index += 1
    }
    // r'...', b'...', f'...': the prefix makes no difference here.
    if name.count <= 2, name.lowercased().allSatisfy({ "rbfu".contains($0) }),
      current == "'" || current == "\""
    {
      return try text()
    }
    return .name(name)
  }

  /// A decimal number with underscores between digits, with or without a point and an exponent.
  private mutating func number() throws(InputError) -> PythonToken.Kind {
    let start = index
    var digits = ""
    while let next = current {
      let isExponentSign = (next == "+" || next == "-") && digits.last == "e"
      guard next.isLetter || next.isDigit || next == "." || next == "_" || isExponentSign else { break }
      digits.append(contentsOf: next.lowercased())
      index += 1
    }
    let characters = Array(digits)
    let misplaced = characters.indices.contains { i in
      let isBetweenDigits =
        i > 0 && i + 1 < characters.count && characters[i - 1].isDigit && characters[i + 1].isDigit
      return characters[i] == "_" && !isBetweenDigits
    }
    var plain = digits.filter { $0 != "_" }
    // Swift requires a digit on both sides of the point.
    if plain.first == "." { plain = "0" + plain }
    if let point = plain.firstIndex(of: "."), plain[plain.index(after: point)...].first?.isDigit != true {
      plain.insert("0", at: plain.index(after: point))
    }
    guard !misplaced, let value = Specification.number(plain) else {
      throw source.error("'\(source[start..<index])' is not a finite decimal number", at: start..<index)
    }
    return .number(value)
  }

  private mutating func text() throws(InputError) -> PythonToken.Kind {
    let start = index
    guard let quote = current else { return .text("") }
    let isTriple = peek(1) == quote && peek(2) == quote
    let length = isTriple ? 3 : 1
    index += length
    var text = ""
    while let next = current {
      if next == quote && (!isTriple || peek(1) == quote && peek(2) == quote) {
        index += length
        return .text(text)
      }
      if next.isNewline && !isTriple { break }
      if next == "\\" { index += 1 }
      if let taken = current { text.append(taken) }
      index += 1
    }
    index = min(index, source.characters.count)
    throw source.error("this string has no closing quote", at: start..<index)
  }

  /// The signs of more than one character, longest first.
  private static let longSigns = [
    "...", "**=", "//=", ">>>", "**", "//", "==", "!=", "<=", ">=", "->", ":=", "+=", "-=", "*=", "/=",
  ]

  private mutating func sign() -> String? {
    guard let character = current else { return nil }
    guard "()[]{},.=+-*/%:<>!;@&|~^".contains(character) else { return nil }
    for sign in Self.longSigns where sign.first == character && source[index..<index + sign.count] == sign {
      index += sign.count
      return sign
    }
    index += 1
    return String(character)
  }
}

extension Character {
  /// One of Python's ten digits.
  fileprivate var isDigit: Bool { isASCII && isNumber }
}
