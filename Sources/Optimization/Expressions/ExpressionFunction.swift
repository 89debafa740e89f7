/// A function that typed formulas may use.
struct ExpressionFunction {
  let name: String
  /// How it is written, for error messages.
  let signature: String
  /// How many arguments it takes.
  let count: ClosedRange<Int>
  /// What it does.
  let meaning: Meaning

  enum Meaning {
    case unary(ExpressionOperation)
    case binary(ExpressionOperation)
    /// The operation on the first two arguments, then on its result and the next one.
    case repeated(ExpressionOperation)
    case choose
  }

  /// Every function, in the order in which they are listed.
  static let all: [ExpressionFunction] = [
    unary("sin", .sin), unary("cos", .cos), unary("tan", .tan), unary("asin", .asin), unary("acos", .acos),
    unary("atan", .atan),
    ExpressionFunction(name: "atan2", signature: "atan2(y, x)", count: 2...2, meaning: .binary(.atan2)),
    unary("sinh", .sinh), unary("cosh", .cosh), unary("tanh", .tanh), unary("exp", .exp), unary("log", .log),
    unary("ln", .log), unary("log10", .log10), unary("sqrt", .squareRoot), unary("abs", .magnitude),
    ExpressionFunction(
      name: "min", signature: "min(a, b, ...)", count: 2...10_000, meaning: .repeated(.least)),
    ExpressionFunction(
      name: "max", signature: "max(a, b, ...)", count: 2...10_000, meaning: .repeated(.greatest)),
    unary("sign", .sign), unary("floor", .floor), unary("step", .step), unary("sigmoid", .sigmoid),
    unary("softplus", .softplus), unary("relu", .rectified),
    ExpressionFunction(name: "pow", signature: "pow(x, n)", count: 2...2, meaning: .binary(.power)),
    ExpressionFunction(name: "if", signature: "if(condition, a, b)", count: 3...3, meaning: .choose),
  ]

  /// The function of a name; `nil` for an unknown one.
  static func named(_ name: String) -> ExpressionFunction? { all.first { $0.name == name } }

  private static func unary(_ name: String, _ operation: ExpressionOperation) -> ExpressionFunction {
    ExpressionFunction(name: name, signature: "\(name)(x)", count: 1...1, meaning: .unary(operation))
  }
}
