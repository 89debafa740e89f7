/// A Python expression as far as constructor calls need it, with its place in the text.
struct PythonExpression: Sendable {
  /// What an expression is.
  indirect enum Kind: Sendable {
    /// A number, or arithmetic of numbers, already computed.
    case number(Double)
    case flag(Bool)
    case none
    case text(String)
    /// A name with its dots.
    case name(String)
    case call(PythonCall)
    /// A tuple or a list.
    case sequence([PythonExpression])
    case dictionary([(key: PythonExpression, value: PythonExpression)])
    /// Any other balanced expression: a lambda, a comprehension, a method call on a result.
    case other
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
    case .name, .call, .sequence, .dictionary, .other: nil
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
  }

  /// The function's name with its dots.
  let function: String
  /// The place of that name.
  let span: Range<Int>
  let arguments: [Argument]
}
