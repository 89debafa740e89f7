import Optimization
import Wording

/// Reads the comparisons of a claim.
struct ClaimParser {
  /// A word or a sign, and where it begins.
  private struct Token {
    let text: String
    let offset: Int
  }

  private var tokens: [Token] = []
  private var next = 0
  private let length: Int

  init(_ text: String) {
    // More than anyone writes; the rest is refused as what does not belong there.
    let characters = Array(text.prefix(2000))
    length = characters.count
    var index = 0
    while index < characters.count {
      let start = index
      let character = characters[index]
      index += 1
      if character.isWhitespace { continue }
      if "<>".contains(character), index < characters.count, characters[index] == "=" { index += 1 }
      if !ClaimParser.signs.contains(character) {
        while index < characters.count, !characters[index].isWhitespace,
          !ClaimParser.signs.contains(characters[index])
        {
          index += 1
        }
      }
      tokens.append(Token(text: String(characters[start..<index]), offset: start))
    }
  }

  private static let signs = "<>=*"

  mutating func comparisons() throws(ClaimMistake) -> [Claim.Comparison] {
    var all = [try comparison()]
    while let token = take() {
      guard token.text == "and" else {
        throw mistake("'\(token.text)' does not belong here; 'and' joins two comparisons", token)
      }
      all.append(try comparison())
    }
    return all
  }

  private mutating func comparison() throws(ClaimMistake) -> Claim.Comparison {
    let left = try term()
    let signs = Claim.Sign.allCases.map(\.rawValue).joined(separator: ", ")
    guard let token = take() else { throw mistake("a comparison is missing; accepted: \(signs)", nil) }
    guard let sign = Claim.Sign(rawValue: token.text) else {
      throw mistake("'\(token.text)' is not a comparison; accepted: \(signs)", token)
    }
    return Claim.Comparison(left: left, sign: sign, right: try term())
  }

  private mutating func term() throws(ClaimMistake) -> Claim.Term {
    let first = next
    guard let token = take() else { throw mistake("a number or a quantity is missing", nil) }
    guard let number = ClaimParser.number(token.text) else {
      return Claim.Term(factor: 1, quantity: try quantity(token), text: text(from: first))
    }
    guard next < tokens.count, tokens[next].text == "*" else {
      return Claim.Term(factor: number, quantity: nil, text: text(from: first))
    }
    next += 1
    guard let name = take() else { throw mistake("a quantity is missing behind '*'", nil) }
    return Claim.Term(factor: number, quantity: try quantity(name), text: text(from: first))
  }

  /// A number, which may be infinite.
  private static func number(_ text: String) -> Double? {
    text == "inf" ? .infinity : Specification.number(text)
  }

  private mutating func quantity(_ name: Token) throws(ClaimMistake) -> Claim.Quantity {
    guard let first = name.text.first, !ClaimParser.signs.contains(first) else {
      throw mistake("a number or a quantity is missing before '\(name.text)'", name)
    }
    guard let kind = Claim.Kind(rawValue: name.text) else {
      let known = Claim.Kind.allCases.map(\.rawValue)
      throw mistake(InputError.unknown("quantity", name.text, known: known).message, name)
    }
    guard let label = take(), RunLabel.isValid(label.text) else {
      throw mistake("'\(name.text)' is said of a run; its label is missing behind it", name)
    }
    func quantity(_ step: Int?) -> Claim.Quantity {
      Claim.Quantity(kind: kind, label: label.text, labelOffset: label.offset, step: step)
    }
    guard kind.hasStep else { return quantity(nil) }
    guard let at = take(), at.text == "at", let step = take() else {
      throw mistake(
        "'\(name.text)' is said of a step; write '\(name.text) \(label.text) at 80', or at end", name)
    }
    if step.text == "end" { return quantity(nil) }
    guard let number = Int(step.text), Experiment.stepRange.contains(number) else {
      throw mistake("'\(step.text)' is not a step; accepted: a whole number from 0, or end", step)
    }
    return quantity(number)
  }

  private mutating func take() -> Token? {
    guard next < tokens.count else { return nil }
    next += 1
    return tokens[next - 1]
  }

  private func text(from first: Int) -> String {
    tokens[first..<next].map(\.text).joined(separator: " ")
  }

  private func mistake(_ message: String, _ token: Token?) -> ClaimMistake {
    ClaimMistake(message: message, offset: token?.offset ?? length)
  }
}
