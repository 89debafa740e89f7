/// A Python expression after everything in it that can be computed was computed, with its place in the text.
struct PythonExpression: Sendable {
  /// What an expression is.
  indirect enum Kind: Sendable {
    case number(Double)
    case flag(Bool)
    case none
    case text(String)
    /// A name with its dots: a variable without a value, a class, a function.
    case name(String)
    case call(PythonCall)
    /// A tuple, a list or a set.
    case sequence([PythonExpression])
    case dictionary([(key: PythonExpression, value: PythonExpression)])
    /// A function of one number.
    case function(PythonFunction)
    /// What could be computed if these names had values.
    case gap([String])
    /// Any other expression.
    case other(PythonNode)
  }

  let kind: Kind
  let span: Range<Int>

  /// Its number.
  var number: Double? { if case .number(let value) = kind { value } else { nil } }
  /// Its call.
  var call: PythonCall? { if case .call(let call) = kind { call } else { nil } }
  /// The members of a tuple or a list.
  var members: [PythonExpression]? { if case .sequence(let members) = kind { members } else { nil } }

  /// A constant in one canonical spelling: `0.1`, `True`, `None`, `cos`; `nil` for anything else.
  var literal: String? {
    switch kind {
    case .number(let value): value.shortText
    case .flag(let value): value ? "True" : "False"
    case .none: "None"
    case .text(let text): text
    default: nil
    }
  }

  /// The names that have no value, if it is a number or a text but for them.
  ///
  /// A class or a function of a library is such a name too; code that expects one checks for it first.
  var unresolved: [String]? {
    switch kind {
    case .name(let name): [name]
    case .gap(let names): names
    case .sequence(let members):
      members.contains { $0.unresolved != nil } ? members.flatMap { $0.unresolved ?? [] } : nil
    default: nil
    }
  }

  /// The same at one place, as what a name stands for is at the name's place.
  func placed(at span: Range<Int>) -> PythonExpression {
    let kind: Kind =
      switch kind {
      case .sequence(let members): .sequence(members.map { $0.placed(at: span) })
      case .dictionary(let pairs):
        .dictionary(pairs.map { ($0.key.placed(at: span), $0.value.placed(at: span)) })
      case .call(let call): .call(call.placed(at: span))
      default: kind
      }
    return PythonExpression(kind: kind, span: span)
  }

  /// The expression as Python writes it.
  var text: String { text([:]) }

  /// The expression as Python writes it, with what stands for variables, by the places where they begin.
  func text(_ assumed: [Int: String]) -> String {
    if unresolved != nil, members == nil, let text = assumed[span.lowerBound] { return text }
    return switch kind {
    case .number, .flag, .none: literal ?? ""
    case .text(let text): "'\(text)'"
    case .name(let name): name
    case .call(let call): call.text(assumed)
    case .sequence(let members): "[" + members.map { $0.text(assumed) }.joined(separator: ", ") + "]"
    case .dictionary(let pairs):
      "{" + pairs.map { "\($0.key.text(assumed)): \($0.value.text(assumed))" }.joined(separator: ", ") + "}"
    case .function(let function): function.text
    case .gap(let names): names.joined(separator: " ")
    case .other: "..."
    }
  }
}

/// A call: the function and its arguments.
struct PythonCall: Sendable {
  /// An argument, with its keyword unless it is positional.
  struct Argument: Sendable {
    let keyword: String?
    /// The place of the keyword, or of the value without a keyword.
    let span: Range<Int>
    let value: PythonExpression
    /// Whether it stands for keywords that are not known: `**kwargs`.
    var isUnknownKeywords = false
  }

  /// The function's name with its dots.
  let function: String
  /// The place of that name.
  let span: Range<Int>
  let arguments: [Argument]

  func placed(at span: Range<Int>) -> PythonCall {
    PythonCall(
      function: function, span: span,
      arguments: arguments.map {
        Argument(
          keyword: $0.keyword, span: span, value: $0.value.placed(at: span),
          isUnknownKeywords: $0.isUnknownKeywords)
      })
  }

  /// The call as Python writes it.
  var text: String { text([:]) }

  /// The call as Python writes it, with what stands for variables; an expression that is not computed is `params`.
  func text(_ assumed: [Int: String]) -> String {
    let words = arguments.filter { !$0.isUnknownKeywords }.map { argument in
      var value = argument.value.text(assumed)
      if case .other = argument.value.kind { value = "params" }
      return argument.keyword.map { "\($0)=\(value)" } ?? value
    }
    return "\(function)(\(words.joined(separator: ", ")))"
  }
}
