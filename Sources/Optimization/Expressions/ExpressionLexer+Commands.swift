/// LaTeX's commands in formulas: `\frac{1}{2}x^{2}`, `\sin`, `\cdot`, `\left( \right)`.
extension ExpressionLexer {
  /// Reads what a backslash begins.
  mutating func readCommand() throws(ExpressionError) {
    var end = position + 1
    while end < characters.count, characters[end].isASCII, characters[end].isLetter { end += 1 }
    let length = end - position
    guard length > 1 else { return try readShortCommand() }
    let word = String(characters[position + 1..<end])
    if Self.ignored.contains(word) {
      position = end
      // \left. is a bracket that is not shown.
      if word == "left" || word == "right", character(0) == "." { position += 1 }
      return
    }
    if let kind = Self.commands[word] {
      add(kind, length: length)
      if kind == .sign(.fraction) { singleDigits = 2 }
      if kind == .sign(.radical) { singleDigits = 1 }
      return
    }
    if Self.wrappers.contains(word) {
      // \operatorname{sech} is the word alone.
      let isStarred = end < characters.count && characters[end] == "*"
      guard let group = group(at: isStarred ? end + 1 : end) else {
        throw ExpressionError("'\\\(word)' is followed by a word in braces", at: position..<end)
      }
      return add(.name(group.text), length: group.end - position)
    }
    guard let name = Self.name(word) else {
      throw ExpressionError(
        "'\\\(word)' is not known in a formula", at: position..<end, unknownName: word,
        knownNames: Array(Self.commands.keys) + ExpressionFunction.all.map(\.name))
    }
    let (whole, last) = withIndex(name, from: end)
    add(.name(whole), length: last - position)
  }

  /// The name with the index that follows it: `\theta_1` and `\theta_{1}` are theta_1.
  private func withIndex(_ name: String, from end: Int) -> (name: String, end: Int) {
    guard end + 1 < characters.count, characters[end] == "_" else { return (name, end) }
    if let group = group(at: end + 1) { return ("\(name)_\(group.text)", group.end) }
    guard characters[end + 1].isPlainDigit || characters[end + 1].isNameStart else { return (name, end) }
    // LaTeX lowers one character.
    return ("\(name)_\(characters[end + 1])", end + 2)
  }

  /// A backslash before a sign.
  private mutating func readShortCommand() throws(ExpressionError) {
    switch character(1) {
    case "\\": add(.newline, length: 2)
    case "{": add(.opening(.brace), length: 2)
    case "}": add(.closing(.brace), length: 2)
    case "|": add(.sign(.bar), length: 2)
    case "%": add(.sign(.remainder), length: 2)
    // Blanks, the signs around a formula, and a line that continues.
    case let next? where ",;:!()[] ".contains(next) || next.isNewline: position += 2
    default:
      throw ExpressionError("'\\' begins a command of LaTeX, as in \\frac{x}{2}", at: position..<position + 1)
    }
  }

  /// A Greek letter, a function or a constant.
  private static func name(_ word: String) -> String? {
    let letter = word.hasPrefix("var") ? String(word.dropFirst(3)) : word
    if ExpressionCoordinates.greek.contains(letter) { return letter }
    let isKnown = ExpressionFunction.named(word) != nil || ExpressionConstant.named(word) != nil
    return isKnown ? word : nil
  }

  /// Commands that only concern how a formula looks.
  private static let ignored: Set<String> = [
    "left", "right", "big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr", "biggl", "biggr", "middle",
    "displaystyle", "textstyle", "limits", "nolimits", "quad", "qquad", "enspace", "thinspace",
  ]

  /// Commands around a word.
  private static let wrappers: Set<String> = [
    "operatorname", "mathrm", "text", "textrm", "mathit", "mathop", "mathbf", "mathsf",
  ]

  private static let commands: [String: ExpressionToken.Kind] = {
    let rows: [(String, ExpressionToken.Kind)] = [
      ("frac dfrac tfrac cfrac", .sign(.fraction)), ("sqrt", .sign(.radical)),
      ("cdot times ast star", .sign(.times)), ("div", .sign(.over)), ("bmod mod", .sign(.remainder)),
      ("le leq leqslant", .sign(.lessOrEqual)), ("ge geq geqslant", .sign(.greaterOrEqual)),
      ("lt", .sign(.less)), ("gt", .sign(.greater)), ("ne neq", .sign(.unequal)), ("land wedge", .sign(.and)),
      ("lor vee", .sign(.or)), ("lnot neg", .sign(.negation)), ("vert lvert rvert mid", .sign(.bar)),
      ("lbrace", .opening(.brace)), ("rbrace", .closing(.brace)), ("lbrack", .opening(.square)),
      ("rbrack", .closing(.square)), ("lfloor", .opening(.floor)), ("rfloor", .closing(.floor)),
      ("lceil", .opening(.ceiling)), ("rceil", .closing(.ceiling)),
      ("to mapsto rightarrow", .sign(.arrow)),
    ]
    return rows.reduce(into: [:]) { table, row in
      for word in row.0.split(separator: " ") { table[String(word)] = row.1 }
    }
  }()
}
