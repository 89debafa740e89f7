/// A formula's text, cut so that parameters can be replaced by their values.
enum FormulaPiece: Hashable, Sendable {
  case text(String)
  /// A parameter, and whether a factor stands right before it.
  case parameter(index: Int, name: String, isProduct: Bool)

  /// The pieces of a formula's tokens; inner blanks become one, and outer blanks are dropped.
  static func pieces(
    of tokens: ArraySlice<ExpressionToken>, in characters: [Character], parameters: [String]
  ) -> [FormulaPiece] {
    var pieces: [FormulaPiece] = []
    var text = ""
    var before: ExpressionToken?
    for token in tokens where token.kind != .end {
      if let before, before.span.upperBound < token.span.lowerBound { text += " " }
      if let name = token.name, let index = parameters.firstIndex(of: name) {
        pieces.append(.text(text))
        pieces.append(.parameter(index: index, name: name, isProduct: before?.endsOperand ?? false))
        text = ""
      } else {
        text += String(characters[token.span])
      }
      before = token
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
  /// Whether a direct successor is multiplied.
  fileprivate var endsOperand: Bool {
    switch kind {
    case .number, .name, .raised: true
    case .sign(let sign): sign == .closing
    default: false
    }
  }
}
