import Optimization
import Wording

/// An optimizer or a schedule as a library call: `torch.optim.AdamW(lr=3e-4, betas=(0.9, 0.95), weight_decay=0.1)`.
///
/// The libraries' signatures, defaults and meanings are the tables in `Libraries`.
enum LibraryCall {
  /// Whether a text is meant as a call: a name with dots and a bracket, perhaps after `optimizer =`.
  static func isCall(_ text: String) -> Bool {
    let rest = text.drop { $0.isWhitespace || $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
    return rest.first == "(" || rest.first == "="
  }

  /// The optimizer that a call creates.
  static func optimizer(
    _ text: String, from optimizers: OptimizerCatalog
  ) throws(InputError) -> OptimizerChoice {
    let (reader, call) = try read(text, optimizers)
    let source = reader.source
    switch try reader.result(of: call) {
    case .optimizer(let choice): return choice
    case .wrapper, .normalization:
      throw source.error(
        "\(call.function) changes gradients; put it before an optimizer in optax.chain(…)", at: call.span)
    case .rate:
      throw source.error("\(call.function) makes a learning rate, not an optimizer", at: call.span)
    }
  }

  /// The schedule that a scheduler's call creates, for the optimizer's rate.
  static func schedule(
    _ text: String, from optimizers: OptimizerCatalog
  ) throws(InputError) -> ScheduleChoice {
    let (reader, call) = try read(text, optimizers)
    let source = reader.source
    guard case .rate(let base, let schedule?) = try reader.result(of: call) else {
      throw source.error("\(call.function) makes no schedule", at: call.span)
    }
    guard base == nil else {
      throw source.error(
        "\(call.function) holds the rate itself; write it in the optimizer's call, as the learning rate",
        at: call.span)
    }
    return schedule
  }

  private static func read(
    _ text: String, _ optimizers: OptimizerCatalog
  ) throws(InputError) -> (CallReader, PythonCall) {
    let source = PythonSource(text)
    return (CallReader(source: source, optimizers: optimizers), try PythonParser.call(in: source))
  }
}
