import Optimization
import Wording

/// The arguments of a call, each bound to its parameter as in Python.
struct CallArguments {
  /// The value of a parameter.
  struct Bound {
    let value: PythonExpression
    /// Whether it was written; otherwise it is the library's default.
    let isGiven: Bool
    /// The place to mark when it is wrong: the value, or the function's name for a default.
    let span: Range<Int>
  }

  let constructor: Constructor
  let call: PythonCall
  /// The reader of calls among the arguments.
  let reader: CallReader
  /// The value of each parameter.
  private(set) var bound: [String: Bound] = [:]
  /// Positional arguments beyond the parameters, if any number is accepted.
  private(set) var rest: [PythonExpression] = []
  /// Keywords of an inner optimizer.
  private(set) var inherited: [PythonCall.Argument] = []

  /// Binds a call's arguments; `inherits` says that unknown keywords go to an inner optimizer.
  init(
    _ call: PythonCall, of constructor: Constructor, by reader: CallReader, inherits: Bool
  ) throws(InputError) {
    self.constructor = constructor
    self.call = call
    self.reader = reader
    let positional = constructor.parameters.filter { !$0.isKeywordOnly }
    var count = 0
    for argument in call.arguments {
      var name = argument.keyword
      if name == nil {
        if count < positional.count {
          name = positional[count].name
        } else if constructor.isVariadic {
          rest.append(argument.value)
          continue
        } else {
          throw source.error(
            "\(constructor.fullName) takes at most \(positional.count) positional arguments",
            at: argument.span)
        }
        count += 1
      }
      guard let name else { continue }
      guard constructor.parameters.contains(where: { $0.name == name }) else {
        if inherits {
          inherited.append(argument)
          continue
        }
        let known = constructor.parameters.map(\.name)
        let remedy = known.isEmpty ? "it takes none" : SettingSynonym.remedy(for: name, among: known)
        throw source.error("\(constructor.fullName) has no keyword '\(name)'; \(remedy)", at: argument.span)
      }
      guard bound[name] == nil else {
        throw source.error("\(constructor.fullName): \(name) is given twice", at: argument.span)
      }
      bound[name] = Bound(value: argument.value, isGiven: true, span: argument.value.span)
    }
    for parameter in constructor.parameters where bound[parameter.name] == nil {
      guard let standard = parameter.standard else { continue }
      bound[parameter.name] = Bound(value: standard, isGiven: false, span: call.span)
    }
  }

  /// The text that contains them.
  var source: PythonSource { reader.source }

  /// The value of a parameter; an error if it has neither a value nor a default.
  func value(_ name: String) throws(InputError) -> Bound {
    guard let value = bound[name] else {
      throw source.error("\(constructor.fullName) needs \(name), which has no default", at: call.span)
    }
    return value
  }

  /// The finite number of a parameter; `none` is the number for `None`.
  func number(_ name: String, none: Double? = nil) throws(InputError) -> Double {
    let bound = try value(name)
    if let none, case .none = bound.value.kind { return none }
    guard let number = bound.value.number else {
      throw error("is not a number", of: name)
    }
    return number
  }

  /// Whether a parameter is this constant.
  func isConstant(_ name: String, _ constants: [String]) -> Bool {
    bound[name]?.value.literal.map(constants.contains) ?? false
  }

  /// An error about a parameter, naming it and its value.
  func error(_ what: String, of name: String) -> InputError {
    let bound = bound[name]
    let written = bound?.isGiven == true ? source[bound?.span ?? call.span] : bound?.value.literal ?? ""
    let short = written.count > 40 ? String(written.prefix(40)) + "…" : written
    return source.error("\(constructor.fullName): \(name)=\(short) \(what)", at: bound?.span ?? call.span)
  }
}

/// What a call creates.
enum CallResult {
  /// An optimizer, perhaps with wrappers and a schedule.
  case optimizer(OptimizerChoice)
  /// A wrapper that acts on gradients before an optimizer, in a chain.
  case wrapper(WrapperChoice)
  /// A normalisation, which is accepted only as SAM's second optimizer.
  case normalization
  /// A rate that changes, and its first value; `base` is `nil` for the optimizer's own rate. Without a
  /// schedule the rate is constant.
  case rate(base: Double?, ScheduleChoice?)
}
