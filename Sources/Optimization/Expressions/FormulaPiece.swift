/// A formula's text, cut so that parameters can be replaced by their values.
enum FormulaPiece: Hashable, Sendable {
  case text(String)
  /// A parameter, and whether a factor stands right before it.
  case parameter(index: Int, name: String, isProduct: Bool)
  /// A parenthesis around a function's bare argument, which the values need: sin 2a is sin(2*3).
  case parenthesis(String)

  /// The pieces of a formula's tokens; inner blanks become one, and outer blanks are dropped.
  static func pieces(
    of tokens: ArraySlice<ExpressionToken>, in characters: [Character], parameters: [String],
    bareArguments: [Range<Int>] = []
  ) -> [FormulaPiece] {
    var pieces: [FormulaPiece] = []
    var text = ""
    func parentheses(_ sign: String, _ count: Int) {
      guard count > 0 else { return }
      pieces.append(.text(text))
      pieces += Array(repeating: .parenthesis(sign), count: count)
      text = ""
    }
    let opening = Dictionary(bareArguments.map { ($0.lowerBound, 1) }, uniquingKeysWith: +)
    let closing = Dictionary(bareArguments.map { ($0.upperBound, 1) }, uniquingKeysWith: +)
    var before: ExpressionToken?
    var endsOperand = false
    for (index, token) in zip(tokens.indices, tokens) {
      parentheses(")", closing[index] ?? 0)
      guard token.kind != .end else { break }
      if let before, before.span.upperBound < token.span.lowerBound { text += " " }
      parentheses("(", opening[index] ?? 0)
      if let name = token.name, let parameter = parameters.firstIndex(of: name) {
        pieces.append(.text(text))
        let isProduct = endsOperand && opening[index] == nil
        pieces.append(
          .parameter(index: parameter, name: String(characters[token.span]), isProduct: isProduct))
        text = ""
      } else {
        text += String(characters[token.span])
      }
      before = token
      endsOperand = token.endsOperand(after: endsOperand)
    }
    pieces.append(.text(text))
    return pieces
  }

  /// The text as it was typed, or with numbers in place of the parameters.
  static func text(_ pieces: [FormulaPiece], with values: [Double]? = nil) -> String {
    var text = ""
    for piece in pieces {
      switch piece {
      case .text(let part): text += part
      case .parenthesis(let sign): if values?.isEmpty == false { text += sign }
      case .parameter(let index, let name, let isProduct):
        guard let value = values?[index] else {
          text += name
          continue
        }
        // 2a at a = 3 would read as 23.
        if isProduct && value.sign == .plus {
          while text.last == " " { text.removeLast() }
          text += "*"
        }
        text += value.sign == .minus ? "(\(value.shortText))" : value.shortText
      }
    }
    return text
  }
}

extension ExpressionToken {
  /// Whether a direct successor is multiplied; `before` says so of the token before.
  fileprivate func endsOperand(after before: Bool) -> Bool {
    switch kind {
    case .number, .closing: true
    case .name(let name): ExpressionFunction.named(name) == nil
    // sin² a is not a product.
    case .raised: before
    default: false
    }
  }
}
