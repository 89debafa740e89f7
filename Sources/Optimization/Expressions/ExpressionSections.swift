/// The tokens of a text, divided into the formula and the values after it.
struct ExpressionSections {
  /// A parameter's value as it was given.
  struct Declaration {
    let name: String
    let span: Range<Int>
    let value: Double
  }

  /// The formula's tokens, with an end.
  let formula: ArraySlice<ExpressionToken>
  /// The tokens of each `name=value`, with an end.
  private let values: [ArraySlice<ExpressionToken>]

  init(_ tokens: [ExpressionToken]) {
    var sections: [[ExpressionToken]] = [[]]
    var depth = 0
    var followsBreak = false
    for (index, token) in tokens.enumerated() {
      switch token.kind {
      case .opening: depth += 1
      case .closing: depth -= 1
      default: break
      }
      let separates =
        switch token.kind {
        case .semicolon: true
        // A line may break anywhere in a formula; only a name with its = begins a value.
        case .newline: !sections[0].isEmpty && Self.beginsValue(tokens, after: index)
        case .sign(.comma), .name("where"), .name("with"):
          depth <= 0 && Self.beginsValue(tokens, after: index)
        default: false
        }
      if separates {
        depth = 0
        let end = token.span.lowerBound
        sections[sections.count - 1].append(ExpressionToken(kind: .end, span: end..<end))
        sections.append([])
        followsBreak = false
      } else if token.kind == .newline {
        followsBreak = true
      } else {
        var token = token
        token.followsBreak = followsBreak
        sections[sections.count - 1].append(token)
        followsBreak = false
      }
    }
    formula = sections[0][...]
    values = sections.dropFirst().filter { $0.count > 1 }.map { $0[...] }
  }

  /// Whether a name with an = comes next.
  private static func beginsValue(_ tokens: [ExpressionToken], after index: Int) -> Bool {
    var next = index + 1
    while next < tokens.count, tokens[next].kind == .newline { next += 1 }
    return next + 1 < tokens.count && tokens[next].name != nil && tokens[next + 1].isSign(.assignment)
  }

  /// Reads the values.
  func declarations() throws(ExpressionError) -> [Declaration] {
    var declarations: [Declaration] = []
    for tokens in values {
      let first = tokens[tokens.startIndex]
      guard let name = first.name, tokens[tokens.startIndex + 1].isSign(.assignment) else {
        throw ExpressionError("only values may follow the formula, as in ; a=3", at: first.span)
      }
      try check(name, first.span, among: declarations)
      let written = tokens.dropFirst(2)
      if let end = written.first, end.kind == .end {
        throw ExpressionError("'\(name)=' has no value; write a number after it", at: end.span)
      }
      var parser = ExpressionParser(written, parameters: [], isValue: true)
      let root = try parser.parse()
      let span = (written.first?.span.lowerBound ?? 0)..<(written.last?.span.lowerBound ?? 0)
      guard let value = parser.graph.constant(root), value.isFinite else {
        throw ExpressionError("the value of '\(name)' is not a finite number", at: span)
      }
      declarations.append(Declaration(name: name, span: first.span, value: value))
    }
    return declarations
  }

  private func check(_ name: String, _ span: Range<Int>, among declarations: [Declaration])
    throws(ExpressionError)
  {
    if name == "x" || name == "y" {
      throw ExpressionError(
        "\(name) is a coordinate and takes all values; give the parameter another name", at: span)
    }
    if ExpressionConstant.named(name) != nil || ExpressionFunction.all.contains(where: { $0.name == name }) {
      throw ExpressionError("'\(name)' already has a meaning; give the parameter another name", at: span)
    }
    if declarations.contains(where: { $0.name == name }) {
      throw ExpressionError("'\(name)' is given a value twice", at: span)
    }
    guard declarations.count < TypedFormula.maximumParameters else {
      throw ExpressionError(
        "a formula has at most \(TypedFormula.maximumParameters) parameters", at: span)
    }
  }
}
