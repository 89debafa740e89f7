import Optimization
import Wording

/// An optimizer or a schedule as a library call: `torch.optim.AdamW(lr=3e-4, betas=(0.9, 0.95), weight_decay=0.1)`.
///
/// The libraries' signatures, defaults and meanings are the tables in `Libraries`.
enum LibraryCall {
  /// Longer than any script's part about optimizers.
  private static let longest = 50_000

  /// Whether a text is meant as Python: a name with dots and a bracket, perhaps after `optimizer =`, or more than a line.
  static func isCall(_ text: String) -> Bool {
    let rest = text.drop { $0.isWhitespace || $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
    switch rest.first {
    case "(", "=", ">", "\"", "'", "#", "@", "{", "[": return rest.first != "@"
    case ":":
      // An annotation: after the sign comes a call, where a setting has a number or a tuple.
      guard let sign = rest.firstIndex(of: "=") else { return false }
      let value = rest[rest.index(after: sign)...].drop { $0 == " " }
      let name = value.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
      return name.first?.isLetter == true && value.dropFirst(name.count).first == "("
    case ",": return rest.contains("(")
    default: return false
    }
  }

  /// Refuses a text that is too long to be read.
  static func checkLength(of text: String) throws(InputError) {
    guard text.utf8.count > longest else { return }
    throw InputError(
      "the text is \(text.utf8.count) bytes long; at most \(longest) are read. Paste only the lines with the optimizer"
    )
  }

  /// What a text of Python creates, in order.
  static func optimizers(_ text: String, _ reader: (PythonSource) -> CallReader) throws(InputError)
    -> [PastedOptimizer]
  {
    return try PythonPaste(text, reader).optimizers()
  }

  /// The schedule that a scheduler's call creates, for the rate of an optimizer.
  static func schedule(_ text: String, for owner: PastedOptimizer?, _ reader: (PythonSource) -> CallReader)
    throws(InputError) -> Scheduled
  {
    if text.hasPrefix("lambda ") {
      let reader = reader(PythonSource(text))
      let value = try reader.scope.reduce(try PythonParser.expression(in: reader.source))
      if case .function(let function) = value.kind, owner?.constructor == nil {
        return .replacing(.computed(function.text, StepFunction(function.text, function.value)))
      }
    }
    return try PythonPaste(text, reader).schedule(for: owner)
  }

  /// A schedule, and what it does to the optimizer's rate.
  enum Scheduled {
    /// It moves the optimizer's own rate.
    case moving(ScheduleChoice)
    /// It takes the rate's place.
    case replacing(ScheduleChoice)
  }
}

/// An optimizer that a text creates.
struct PastedOptimizer {
  var choice: OptimizerChoice
  /// The constructor and the call; `nil` for an optimizer in the program's own words.
  let constructor: Constructor?
  let call: PythonCall?
  /// The variable that it is assigned to.
  let target: String?
  /// The optimizers of the catalog.
  let optimizers: OptimizerCatalog
}
