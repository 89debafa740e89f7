import Optimization
import Wording

/// A function or class of a library: its signature as Python prints it, and the meaning of its calls.
///
/// The tables of the libraries consist of these. A test checks every role against the settings that it names.
struct Constructor: Sendable {
  /// A parameter of the signature.
  struct Parameter: Sendable {
    let name: String
    /// The default; `nil` for a required parameter.
    let standard: PythonExpression?
    /// Whether it can be given only by its name.
    let isKeywordOnly: Bool
  }

  /// The meaning of calls.
  enum Meaning: Sendable {
    /// The first reading whose conditions hold.
    case readings([Reading])
    /// A result computed from the arguments, if no table can express it.
    case computed(@Sendable (CallArguments) throws(InputError) -> CallResult)
  }

  /// Its name inside the library's module, such as `Adam` or `contrib.sam`.
  let name: String
  /// Its name with the module, as it is written: `torch.optim.Adam`.
  let fullName: String
  /// Its parameters, in the library's order.
  let parameters: [Parameter]
  /// Whether any number of positional arguments is accepted.
  let isVariadic: Bool
  /// Whether unknown keywords go to the optimizer that it creates inside.
  let inheritsKeywords: Bool
  /// The meaning of calls.
  let meaning: Meaning
  /// The roles of the library's parameters unless a reading says otherwise.
  let commonRoles: [String: Role]

  /// A constructor of a module; `signature` is `Adam(params, lr=0.001, …)`.
  init(_ module: String, _ signature: String, _ meaning: Meaning, _ commonRoles: [String: Role]) {
    // A lone star and the last of `**kwargs` are not expressions; names stand in for them.
    let text = signature.replacing("*, ", with: "keyword_only, ").replacing("**kwargs", with: "keyword_rest")
    let call: PythonCall
    do {
      call = try PythonParser.call(in: PythonSource(text))
    } catch {
      // A test reads every table, so an invalid signature never ships.
      preconditionFailure("\(signature): \(error)")
    }
    var parameters: [Parameter] = []
    var (isKeywordOnly, isVariadic, inheritsKeywords) = (false, false, false)
    for argument in call.arguments {
      switch (argument.keyword, argument.value.kind) {
      case (let name?, _):
        parameters.append(Parameter(name: name, standard: argument.value, isKeywordOnly: isKeywordOnly))
      case (nil, .name("keyword_only")): isKeywordOnly = true
      case (nil, .name("keyword_rest")): inheritsKeywords = true
      case (nil, .name(let name)):
        parameters.append(Parameter(name: name, standard: nil, isKeywordOnly: isKeywordOnly))
      default: isVariadic = true
      }
    }
    name = call.function
    self.parameters = parameters
    self.isVariadic = isVariadic
    self.inheritsKeywords = inheritsKeywords
    fullName = module + "." + name
    self.meaning = meaning
    self.commonRoles = commonRoles
  }

  /// A parameter's role in a reading; `nil` if the table lacks it.
  func role(of parameter: String, in reading: Reading, _ settings: SettingValues) -> Role? {
    if let role = reading.roles[parameter] { return role }
    if let role = commonRoles[parameter] {
      // A common word is a setting only if the target has that setting.
      if case .setting(let key, _) = role, settings.index(of: key) == nil {
        return reading.decided(parameter)
      }
      return role
    }
    return settings.index(of: parameter) == nil ? reading.decided(parameter) : .setting(parameter)
  }
}

/// One way to read a constructor's calls: when it applies, what it creates, and the roles of its parameters.
struct Reading: Sendable {
  /// What a call creates, in command-line form; settings given here are fixed by the constructor.
  let target: String
  /// Parameters and the constants that they must have for this reading to apply: `momentum=0|None`.
  let conditions: [(parameter: String, constants: [String])]
  /// The roles that differ from the library's common ones.
  let roles: [String: Role]

  /// A reading; `condition` holds words such as `nesterov=True momentum=0|None`, all of which must hold.
  @inline(never) init(_ target: String, when condition: String = "", _ roles: [String: Role] = [:]) {
    self.target = target
    self.roles = roles
    conditions = condition.split(separator: " ").map { word in
      let parts = word.split(separator: "=", maxSplits: 1)
      return (String(parts[0]), parts[1].split(separator: "|").map { String($0) })
    }
  }

  /// The role of a parameter that only chose this reading; `nil` if it did not.
  fileprivate func decided(_ parameter: String) -> Role? {
    conditions.contains { $0.parameter == parameter } ? .decided : nil
  }
}

/// The role of a parameter.
enum Role: Sendable {
  /// The setting of that key, which is a number, a flag or a word; `none` is its value if the parameter is `None`.
  case setting(String, none: Double? = nil)
  /// A setting that is a number of steps, at least 1.
  case count(String)
  /// A number by which a setting is multiplied.
  case factor(String)
  /// A list of numbers for settings that are counted from 1: `milestones` for `milestone1`, `milestone2`, ….
  case list(String)
  /// One number for several settings.
  case copied([String])
  /// A tuple with a member for each of the settings; `tag` must stand before the numbers, as in `('heuristic', 1e-6)`.
  case tuple([String], tag: String? = nil)
  /// A choice between words, each constant standing for one.
  case words(String, [String: String])
  /// The learning rate: a number or, if `schedules` says so, a call that creates a schedule.
  case rate(schedules: Bool)
  /// A wrapper's setting; the text is the wrapper with its fixed settings; 0 and `None` mean no wrapper. With a
  /// `gate`, the wrapper is there when that flag is on.
  case wrapper(String, key: String, gate: String? = nil)
  /// The inner optimizer.
  case inner
  /// The optimizer that ascends in SAM, whose rate is the radius.
  case adversary
  /// It chose the reading, and has no other effect.
  case decided
  /// It has no effect here, whatever its value.
  case nothing
  /// Only these constants have no effect; any other value is refused, with the reason.
  case only([String], String)
}
