import RealModule
import Wording

/// A lambda of one number, such as a step: arithmetic, comparisons, conditional expressions and functions of `math`.
struct PythonFunction: Sendable {
  /// Its value at a number; not a number where Python would raise.
  let value: @Sendable (Double) -> Double
  /// The lambda as Python writes it, with what its other names stand for.
  let text: String

  init(_ parameter: String, _ body: PythonNode, in scope: PythonScope) throws(InputError) {
    let compiler = Compiler(parameter: parameter, scope: scope)
    value = try compiler.compile(body)
    text = "lambda \(parameter): \(compiler.text(body))"
  }

  typealias Function = @Sendable (Double) -> Double

  /// The functions of one number that may be called, by their names in `math` and in the libraries.
  static let functions: [String: Function] = [
    "cos": { Double.cos($0) }, "sin": { Double.sin($0) }, "tan": { Double.tan($0) },
    "tanh": { Double.tanh($0) }, "exp": { Double.exp($0) }, "log": { Double.log($0) },
    "log2": { Double.log2($0) }, "log10": { Double.log10($0) }, "sqrt": { $0.squareRoot() },
    "abs": { abs($0) }, "fabs": { abs($0) }, "floor": { $0.rounded(.down) }, "ceil": { $0.rounded(.up) },
    "int": { $0.rounded(.towardZero) }, "float": { $0 }, "round": { $0.rounded(.toNearestOrEven) },
  ]

  /// The function that a name with its module stands for: `math.cos`, `np.exp`, `jnp.sqrt`, `abs`.
  static func function(_ path: String) -> Function? {
    let parts = path.split(separator: ".")
    guard parts.count == 1 || ["math", "np", "numpy", "jnp", "torch", "jax"].contains(parts[0]) else {
      return nil
    }
    return parts.last.flatMap { functions[String($0)] }
  }

  /// The result of an operation with two operands; `nil` for an unknown one.
  static func operation(_ sign: String) -> (@Sendable (Double, Double) -> Double)? {
    switch sign {
    case "+": { $0 + $1 }
    case "-": { $0 - $1 }
    case "*": { $0 * $1 }
    case "/": { $0 / $1 }
    case "//": { ($0 / $1).rounded(.down) }
    case "%": { $0 - ($0 / $1).rounded(.down) * $1 }
    case "**": { $1 == 0.5 ? $0.squareRoot() : Double.power($0, $1) }
    default: nil
    }
  }

  static func comparison(_ sign: String) -> (@Sendable (Double, Double) -> Bool)? {
    switch sign {
    case "<": { $0 < $1 }
    case ">": { $0 > $1 }
    case "<=": { $0 <= $1 }
    case ">=": { $0 >= $1 }
    case "==", "is": { $0 == $1 }
    case "!=", "is not": { $0 != $1 }
    default: nil
    }
  }
}

/// Makes a Swift function of a lambda's body.
private struct Compiler {
  let parameter: String
  let scope: PythonScope

  func compile(_ node: PythonNode) throws(InputError) -> PythonFunction.Function {
    func unreadable(_ what: String, _ place: PythonNode) -> InputError {
      scope.source.error(
        "\(what); a lambda may have arithmetic, comparisons, 'if … else', min, max and functions of math",
        at: scope.place(place.span))
    }
    switch node.kind {
    case .number(let number): return { _ in number }
    case .flag(let flag): return { _ in flag ? 1 : 0 }
    case .name(parameter): return { $0 }
    case .name, .attribute, .element:
      let value = try scope.reduce(node)
      switch value.kind {
      case .number(let number): return { _ in number }
      case .flag(let flag): return { _ in flag ? 1 : 0 }
      default: throw unreadable("'\(scope.written(node))' has no value here", node)
      }
    case .unary(let sign, let operand):
      let value = try compile(operand)
      switch sign {
      case "-": return { -value($0) }
      case "+": return value
      case "not": return { value($0) == 0 ? 1 : 0 }
      default: throw unreadable("'\(sign)' is not read in a lambda", node)
      }
    case .binary(let sign, let left, let right):
      let (a, b) = (try compile(left), try compile(right))
      switch sign {
      case "and": return { a($0) == 0 ? a($0) : b($0) }
      case "or": return { a($0) == 0 ? b($0) : a($0) }
      default:
        guard let operation = PythonFunction.operation(sign) else {
          throw unreadable("'\(sign)' is not read in a lambda", node)
        }
        return { operation(a($0), b($0)) }
      }
    case .comparison(let operands, let signs):
      var values: [PythonFunction.Function] = []
      for operand in operands { values.append(try compile(operand)) }
      let tests = signs.compactMap(PythonFunction.comparison)
      guard tests.count == signs.count else { throw unreadable("this comparison is not read", node) }
      return { [values] x in
        tests.indices.allSatisfy { tests[$0](values[$0](x), values[$0 + 1](x)) } ? 1 : 0
      }
    case .conditional(let then, let test, let otherwise):
      let (a, t, b) = (try compile(then), try compile(test), try compile(otherwise))
      return { t($0) != 0 ? a($0) : b($0) }
    case .call(let function, let arguments):
      guard let path = function.path, arguments.allSatisfy({ $0.keyword == nil && $0.stars == 0 }) else {
        throw unreadable("this call is not read", node)
      }
      var values: [PythonFunction.Function] = []
      for argument in arguments { values.append(try compile(argument.value)) }
      let name = path.split(separator: ".").last.map(String.init) ?? path
      switch (name, values.count) {
      case ("min", 2...), ("minimum", 2): return { [values] x in values.map { $0(x) }.min() ?? .nan }
      case ("max", 2...), ("maximum", 2): return { [values] x in values.map { $0(x) }.max() ?? .nan }
      case ("pow", 2), ("power", 2):
        let (a, b) = (values[0], values[1])
        return { Double.power(a($0), b($0)) }
      case ("where", 3):
        let (t, a, b) = (values[0], values[1], values[2])
        return { t($0) != 0 ? a($0) : b($0) }
      default:
        guard values.count == 1, let known = PythonFunction.function(path) else {
          throw unreadable("\(path) is not known in a lambda", node)
        }
        let inner = values[0]
        return { known(inner($0)) }
      }
    default: throw unreadable("this is not read in a lambda", node)
    }
  }

  /// The body with what its names stand for.
  func text(_ node: PythonNode) -> String {
    switch node.kind {
    case .number(let number): return number.shortText
    case .flag(let flag): return flag ? "True" : "False"
    case .name(parameter): return parameter
    case .name, .attribute, .element:
      return (try? scope.reduce(node))?.literal ?? scope.written(node)
    case .unary(let sign, let operand):
      return "(" + (sign == "not" ? "not " : sign) + text(operand) + ")"
    case .binary(let sign, let left, let right): return "(\(text(left)) \(sign) \(text(right)))"
    case .comparison(let operands, let signs):
      return "(" + text(operands[0])
        + zip(signs, operands.dropFirst()).map { " \($0) \(text($1))" }.joined() + ")"
    case .conditional(let then, let test, let otherwise):
      return "(\(text(then)) if \(text(test)) else \(text(otherwise)))"
    case .call(let function, let arguments):
      return "\(function.path ?? "?")(\(arguments.map { text($0.value) }.joined(separator: ", ")))"
    default: return "?"
    }
  }
}
