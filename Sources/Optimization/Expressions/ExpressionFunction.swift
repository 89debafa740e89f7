/// A function that typed formulas may use.
struct ExpressionFunction: Sendable {
  let name: String
  /// How it is written, for error messages.
  let signature: String
  /// How many arguments it takes.
  let count: ClosedRange<Int>
  /// What it does.
  let meaning: Meaning
  /// What undoes it, as it is written; `nil` if nothing does.
  var inverse: String?

  enum Meaning: Sendable {
    case unary(ExpressionOperation)
    case binary(ExpressionOperation)
    /// The operation on the first two arguments, then on its result and the next one.
    case repeated(ExpressionOperation)
    case choose
    /// Made of other operations.
    case composed(@Sendable (inout ExpressionGraph, [Int]) -> Int)
  }

  /// Every function under its usual name, in the order in which they are listed.
  static let all: [ExpressionFunction] = [
    unary("sin", .sin, inverse: "asin(x)"), unary("cos", .cos, inverse: "acos(x)"),
    unary("tan", .tan, inverse: "atan(x)"), unary("asin", .asin, inverse: "sin(x)"),
    unary("acos", .acos, inverse: "cos(x)"), unary("atan", .atan, inverse: "tan(x)"),
    binary("atan2", .atan2, "atan2(y, x)"), unary("sinh", .sinh, inverse: "asinh(x)"),
    unary("cosh", .cosh, inverse: "acosh(x)"), unary("tanh", .tanh, inverse: "atanh(x)"),
    unary("exp", .exp, inverse: "log(x)"), unary("log", .log, inverse: "exp(x)"),
    unary("ln", .log, inverse: "exp(x)"), unary("log10", .log10, inverse: "10^x"),
    unary("sqrt", .squareRoot, inverse: "x^2"), unary("abs", .magnitude),
    ExpressionFunction(
      name: "min", signature: "min(a, b, ...)", count: 2...10_000, meaning: .repeated(.least)),
    ExpressionFunction(
      name: "max", signature: "max(a, b, ...)", count: 2...10_000, meaning: .repeated(.greatest)),
    unary("sign", .sign), unary("floor", .floor), unary("step", .step), unary("sigmoid", .sigmoid),
    unary("softplus", .softplus), unary("relu", .rectified), binary("pow", .power, "pow(x, n)"),
    ExpressionFunction(name: "if", signature: "if(condition, a, b)", count: 3...3, meaning: .choose),
    unary("log2", .log2, inverse: "2^x"), unary("log1p", .log1p, inverse: "expm1(x)"),
    unary("expm1", .expm1, inverse: "log1p(x)"), unary("cbrt", .cubeRoot, inverse: "x^3"),
    unary("asinh", .asinh, inverse: "sinh(x)"), unary("acosh", .acosh, inverse: "cosh(x)"),
    unary("atanh", .atanh, inverse: "tanh(x)"), unary("erf", .erf), binary("hypot", .hypot, "hypot(x, y)"),
    binary("mod", .remainder, "mod(a, b)"), reciprocal("sec", .cos), reciprocal("csc", .sin),
    reciprocal("cot", .tan), reciprocal("sech", .cosh), reciprocal("csch", .sinh), reciprocal("coth", .tanh),
    composed("round") { graph, x in graph.rounded(x[0]) },
    composed("ceil") { graph, x in graph.ceiling(x[0]) },
    composed("trunc") { graph, x in graph.truncated(x[0]) },
    composed("square") { graph, x in graph.binary(.multiply, x[0], x[0]) },
    composed("exp2") { graph, x in graph.binary(.power, graph.constant(2), x[0]) },
    composed("clip", 3, "clip(x, low, high)") { graph, x in
      graph.binary(.least, graph.binary(.greatest, x[0], x[1]), x[2])
    },
    composed("fmod", 2, "fmod(a, b)") { graph, x in
      let (size, divisor) = (graph.unary(.magnitude, x[0]), graph.unary(.magnitude, x[1]))
      let rest = graph.binary(.remainder, size, divisor)
      return graph.binary(.multiply, graph.unary(.sign, x[0]), rest)
    },
    binary("add", .add, "add(a, b)"), binary("subtract", .subtract, "subtract(a, b)"),
    binary("multiply", .multiply, "multiply(a, b)"), binary("divide", .divide, "divide(a, b)"),
    unary("negative", .negate),
  ]

  /// Other names, as books, programs and libraries have them.
  private static let otherNames = [
    "arcsin": "asin", "arccos": "acos", "arctan": "atan", "arctan2": "atan2", "arcsinh": "asinh",
    "arccosh": "acosh", "arctanh": "atanh", "arsinh": "asinh", "arcosh": "acosh", "artanh": "atanh",
    "arctg": "atan", "tg": "tan", "ctg": "cot", "cotan": "cot", "cosec": "csc", "sh": "sinh", "ch": "cosh",
    "th": "tanh", "lg": "log10", "lb": "log2", "ld": "log2", "absolute": "abs", "fabs": "abs",
    "maximum": "max", "minimum": "min", "fmax": "max", "fmin": "min", "power": "pow", "where": "if",
    "cond": "if", "ifelse": "if", "iff": "if", "ceiling": "ceil", "fix": "trunc", "sgn": "sign",
    "signum": "sign", "heaviside": "step", "logistic": "sigmoid", "expit": "sigmoid", "clamp": "clip",
    "mul": "multiply", "sub": "subtract", "div": "divide", "neg": "negative",
  ]

  private static let byName: [String: ExpressionFunction] = {
    var table = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
    for (other, name) in otherNames { table[other] = table[name] }
    return table
  }()

  /// What stands before a function's name in programs: `np.sin`, `tf.math.square`.
  static let modules: Set<String> = [
    "np", "numpy", "math", "Math", "cmath", "tf", "torch", "jnp", "jax", "sp", "sympy", "scipy", "special",
    "nn", "functional", "F", "lax", "mx", "nd", "cp", "cupy", "keras", "K", "ops", "backend", "std",
  ]

  /// The function of a name; `nil` for an unknown one.
  ///
  /// A capital letter and an underscore in it change nothing: `Sin`, `log_2`.
  static func named(_ name: String) -> ExpressionFunction? {
    if let function = byName[name] { return function }
    guard name.count > 1, name.contains(where: { $0 == "_" || $0.isUppercase }) else { return nil }
    return byName[name.lowercased().filter { $0 != "_" }]
  }

  private static func unary(_ name: String, _ operation: ExpressionOperation, inverse: String? = nil)
    -> ExpressionFunction
  {
    ExpressionFunction(
      name: name, signature: "\(name)(x)", count: 1...1, meaning: .unary(operation), inverse: inverse)
  }

  private static func binary(_ name: String, _ operation: ExpressionOperation, _ signature: String)
    -> ExpressionFunction
  {
    ExpressionFunction(name: name, signature: signature, count: 2...2, meaning: .binary(operation))
  }

  private static func composed(
    _ name: String, _ count: Int = 1, _ signature: String? = nil,
    _ compose: @escaping @Sendable (inout ExpressionGraph, [Int]) -> Int
  ) -> ExpressionFunction {
    ExpressionFunction(
      name: name, signature: signature ?? "\(name)(x)", count: count...count, meaning: .composed(compose))
  }

  /// One over another function.
  private static func reciprocal(_ name: String, _ operation: ExpressionOperation) -> ExpressionFunction {
    composed(name) { graph, x in
      graph.binary(.divide, graph.constant(1), graph.unary(operation, x[0]))
    }
  }

  /// Applies the function to as many arguments as it takes.
  func applied(to arguments: [Int], in graph: inout ExpressionGraph) -> Int {
    switch meaning {
    case .unary(let operation): graph.unary(operation, arguments[0])
    case .binary(let operation): graph.binary(operation, arguments[0], arguments[1])
    case .repeated(let operation):
      arguments.dropFirst().reduce(arguments[0]) { graph.binary(operation, $0, $1) }
    case .choose: graph.choose(arguments[0], arguments[1], arguments[2])
    case .composed(let compose): compose(&graph, arguments)
    }
  }
}

extension ExpressionGraph {
  /// The smallest whole number that is not below a value.
  mutating func ceiling(_ x: Int) -> Int { unary(.negate, unary(.floor, unary(.negate, x))) }

  /// A value without its fraction.
  mutating func truncated(_ x: Int) -> Int {
    binary(.multiply, unary(.sign, x), unary(.floor, unary(.magnitude, x)))
  }

  /// The nearest whole number; of two, the one farther from zero.
  ///
  /// Adding a half before the fraction is dropped would round 0.49999999999999994 up.
  mutating func rounded(_ x: Int) -> Int {
    let size = unary(.magnitude, x)
    let whole = unary(.floor, size)
    let goesUp = binary(.lessOrEqual, constant(0.5), binary(.subtract, size, whole))
    return binary(.multiply, unary(.sign, x), binary(.add, whole, goesUp))
  }

  /// A root of any degree; one of odd degree has values below zero too.
  mutating func root(_ x: Int, degree: Int) -> Int {
    switch constant(degree) {
    case 2: return unary(.squareRoot, x)
    case 3: return unary(.cubeRoot, x)
    case let n? where n > 3 && n < 1e6 && n.truncatingRemainder(dividingBy: 2) == 1:
      let size = binary(.power, unary(.magnitude, x), constant(1 / n))
      return binary(.multiply, unary(.sign, x), size)
    default: return binary(.power, x, binary(.divide, constant(1), degree))
    }
  }
}
