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
    /// The variable without a value for which the default stands.
    var gap: String?
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

  /// Binds a call's arguments.
  init(_ call: PythonCall, of constructor: Constructor, by reader: CallReader) throws(InputError) {
    self.constructor = constructor
    self.call = call
    self.reader = reader
    let positional = constructor.parameters.filter { !$0.isKeywordOnly }
    var count = 0
    for argument in call.arguments {
      if argument.isUnknownKeywords {
        reader.notes.note(
          CallGap(
            name: "**" + (argument.value.unresolved?.joined(separator: ", ") ?? argument.value.text),
            parameter: "", constructor: constructor.fullName,
            standard: "nothing", place: argument.span))
        continue
      }
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
        if constructor.inheritsKeywords {
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
    try takeParameterGroups()
    for parameter in constructor.parameters {
      if bound[parameter.name] != nil {
        fillGaps(of: parameter)
      } else if let standard = parameter.standard {
        bound[parameter.name] = Bound(
          value: standard.placed(at: call.span), isGiven: false, span: call.span)
      }
    }
  }

  /// The text that contains them.
  var source: PythonSource { reader.source }

  /// Puts the library's default in place of a variable without a value, as far as there is one.
  private mutating func fillGaps(of parameter: Constructor.Parameter) {
    guard let given = bound[parameter.name], !parameter.isSubject, !parameter.isRule,
      !constructor.isIdle(parameter.name), let standard = parameter.standard
    else { return }
    let filled = fill(given.value, with: standard, parameter)
    if filled.isFilled {
      bound[parameter.name] = Bound(
        value: filled.value, isGiven: false, span: given.span, gap: given.value.unresolved?.first)
    }
  }

  private func fill(
    _ value: PythonExpression, with standard: PythonExpression, _ parameter: Constructor.Parameter
  ) -> (value: PythonExpression, isFilled: Bool) {
    if let members = value.members {
      guard let defaults = standard.members, defaults.count == members.count else { return (value, false) }
      let pairs = zip(members, defaults).map { fill($0, with: $1, parameter) }
      guard pairs.contains(where: \.isFilled) else { return (value, false) }
      return (PythonExpression(kind: .sequence(pairs.map(\.value)), span: value.span), true)
    }
    guard let names = value.unresolved, !names.allSatisfy(Library.isKnownName) else { return (value, false) }
    let text = standard.members.map { "(" + $0.map(\.text).joined(separator: ", ") + ")" } ?? standard.text
    for name in names where !Library.isKnownName(name) {
      reader.notes.note(
        CallGap(
          name: name, parameter: parameter.name, constructor: constructor.fullName, standard: text,
          place: value.span))
    }
    return (standard.placed(at: value.span), true)
  }

  // MARK: Parameter groups

  /// Takes the settings that groups of parameters bring, if all groups agree.
  private mutating func takeParameterGroups() throws(InputError) {
    guard let subject = constructor.parameters.first, subject.isSubject, let given = bound[subject.name]
    else {
      return
    }
    if case .dictionary = given.value.kind {
      throw error("is a dictionary; a list of parameters or of groups is expected", of: subject.name)
    }
    if given.value.literal != nil {
      throw error("stands where the parameters are expected; name the keyword", of: subject.name)
    }
    let groups = try groups(in: given.value)
    guard let first = groups.first else { return }
    func setting(_ group: [(key: PythonExpression, value: PythonExpression)], _ name: String)
      -> PythonExpression?
    {
      group.last { $0.key.literal == name }?.value
    }
    for parameter in constructor.parameters where !parameter.isSubject {
      let values = groups.map { setting($0, parameter.name) }
      guard Set(values.map { $0?.text ?? "" }).count == 1 else {
        throw source.error(
          "\(constructor.fullName): the groups of parameters differ in \(parameter.name), and nothing says in which of "
            + "them the two parameters are; give one group", at: given.span)
      }
      if let value = setting(first, parameter.name) {
        bound[parameter.name] = Bound(value: value, isGiven: true, span: value.span)
      }
    }
  }

  /// The groups in an expression, however they are put together: dictionaries with parameters in them.
  private func groups(in expression: PythonExpression) throws(InputError)
    -> [[(key: PythonExpression, value: PythonExpression)]]
  {
    var groups: [[(key: PythonExpression, value: PythonExpression)]] = []
    switch expression.kind {
    case .dictionary(let pairs):
      if pairs.contains(where: { $0.key.literal == "params" }) { groups.append(pairs) }
    case .sequence(let members):
      for member in members { groups += try self.groups(in: member) }
    case .call(let call):
      for argument in call.arguments { groups += try self.groups(in: argument.value) }
    case .other(let node):
      for child in node.children { groups += try self.groups(in: try reader.scope.reduce(child)) }
    default: break
    }
    return groups
  }

  // MARK: Values

  /// The value of a parameter; an error if it has neither a value nor a default.
  func value(_ name: String) throws(InputError) -> Bound {
    guard let value = bound[name] else {
      throw source.error("\(constructor.fullName) needs \(name), which has no default", at: call.span)
    }
    if let names = value.value.unresolved, let gap = names.first(where: { !Library.isKnownName($0) }) {
      throw missing(gap, of: name, at: value.span)
    }
    return value
  }

  /// The message about a variable without a value, which the library needs.
  private func missing(_ gap: String, of name: String, at span: Range<Int>) -> InputError {
    let isRule = constructor.parameters.first { $0.name == name }?.isRule == true
    reader.notes.note(
      CallGap(
        name: gap, parameter: name, constructor: constructor.fullName, standard: nil, place: span))
    return source.error(
      isRule
        ? "\(constructor.fullName): what \(name)=\(gap) does is not known, and it may change every step"
        : "\(constructor.fullName) needs \(name), and '\(gap)' has no value; give it with --let '\(gap)=VALUE'",
      at: span)
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

  /// A whole number of at least `least`.
  func count(_ name: String, from least: Int = 1, none: Int? = nil) throws(InputError) -> Int {
    let number = try number(name, none: none.map(Double.init))
    guard let count = Int(exactly: number), count >= least, count < 1_000_000_000 else {
      throw error("is not a whole number, at least \(least)", of: name)
    }
    return count
  }

  /// Whether a flag is on.
  func flag(_ name: String) throws(InputError) -> Bool {
    let value = try value(name).value
    switch value.kind {
    case .flag(let flag): return flag
    case .number(0): return false
    case .number(1): return true
    case .none: return false
    default: throw error("is not True or False", of: name)
    }
  }

  /// A constant, or a function of the step.
  func function(_ name: String) throws(InputError) -> StepFunction {
    let value = try value(name).value
    switch value.kind {
    case .number(let number): return StepFunction(number)
    case .function(let function): return StepFunction("(\(function.text))(n)", function.value)
    case .call(let call):
      guard case .rate(let rate) = try reader.result(of: call) else {
        throw source.error("\(call.function) does not make a learning rate", at: call.span)
      }
      return rate.function
    default: throw error("is not a number or a schedule", of: name)
    }
  }

  /// The numbers of a list.
  func numbers(_ name: String) throws(InputError) -> [Double] {
    let members = try value(name).value.members
    guard let members, case let numbers = members.compactMap(\.number), numbers.count == members.count else {
      throw error("is not a list of numbers", of: name)
    }
    return numbers
  }

  /// The stages of a parameter that is a transformation.
  func stages(_ name: String) throws(InputError) -> [any GradientTransformation] {
    try reader.stages(of: try value(name).value)
  }

  /// Whether a parameter is this constant.
  func isConstant(_ name: String, _ constants: [String]) -> Bool {
    bound[name]?.value.literal.map(constants.contains) ?? false
  }

  /// Refuses a parameter that is not one of these constants.
  func require(_ name: String, _ constants: [String], _ why: String) throws(InputError) {
    _ = try value(name)
    guard isConstant(name, constants) else { throw error(why, of: name) }
  }

  /// An error about a parameter, naming it and its value.
  func error(_ what: String, of name: String) -> InputError {
    let bound = bound[name]
    if let gap = bound?.gap, case .none? = bound?.value.kind {
      return source.error(
        "\(constructor.fullName) needs \(name), and '\(gap)' has no value; give it with --let '\(gap)=VALUE'",
        at: bound?.span ?? call.span)
    }
    let written =
      bound?.isGiven == true && reader.scope.fixedPlace == nil
      ? source[bound?.span ?? call.span] : bound?.value.literal ?? bound?.value.text ?? ""
    let short = written.count > 40 ? String(written.prefix(40)) + "…" : written
    return source.error("\(constructor.fullName): \(name)=\(short) \(what)", at: bound?.span ?? call.span)
  }

  /// The call with full names and the values that stand for variables, which reads back as the same.
  var text: String {
    var words: [String] = []
    for parameter in constructor.parameters {
      guard let bound = bound[parameter.name], bound.isGiven else { continue }
      if parameter.isSubject {
        words.append(parameter.name)
      } else if !constructor.isIdle(parameter.name) {
        words.append("\(parameter.name)=\(bound.value.text(reader.notes.assumed))")
      }
    }
    // Positional arguments beyond the parameters come first.
    words = rest.map { $0.text(reader.notes.assumed) } + words
    words += inherited.map { "\($0.keyword ?? "")=\($0.value.text(reader.notes.assumed))" }
    return "\(constructor.fullName)(\(words.joined(separator: ", ")))"
  }
}
