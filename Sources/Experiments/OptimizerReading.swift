import Optimization
import Wording

/// What a text creates: its optimizers, and what a person should know of how it was read.
public struct OptimizerReading: Sendable {
  /// The optimizers, in order.
  public let choices: [OptimizerChoice]
  /// The variables that had no value, and what stands for them.
  public let gaps: [CallGap]
  /// Sentences about what is done otherwise than the library does it.
  public let remarks: [String]
}

/// Values for variables in a library's call.
struct GivenValues {
  private(set) var values: [String: PythonExpression] = [:]

  /// Reads the values, which are written as Python writes them; the names in the spelling of `PythonScope`.
  init(_ given: [String: String]) throws(InputError) {
    for (name, text) in given {
      let source = PythonSource(text)
      let scope = PythonScope(source)
      let key = PythonSource(name)
      guard let node = try? PythonParser.expression(in: key) else {
        throw InputError("'\(name)' is not the name of a variable, as in args.lr or cfg[\"lr\"]")
      }
      values[PythonScope(key).written(node)] = try scope.reduce(try PythonParser.expression(in: source))
    }
  }
}
