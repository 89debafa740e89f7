import Optimization
import Wording

/// A function or class of a library: its signature as Python prints it, and what a call of it means here.
///
/// The tables of the libraries consist of these. A test holds every role against the settings that it names.
struct Constructor: Sendable {
  /// A parameter of the signature.
  struct Parameter: Sendable {
    let name: String
    /// What it is where it is left out; `nil` where it must be given.
    let standard: PythonExpression?
    /// Whether it can only be given by its name.
    let isKeywordOnly: Bool
  }

  /// What a call means.
  enum Meaning: Sendable {
    /// The first reading whose conditions hold.
    case readings([Reading])
    /// Something that no table says, computed from the arguments.
    case computed(@Sendable (CallArguments) throws(InputError) -> CallResult)
  }

  /// Its name inside the library's module, such as `Adam` or `contrib.sam`.
  let name: String
  /// Its name with the module, as it is written: `torch.optim.Adam`.
  let fullName: String
  /// Its parameters, in the library's order.
  let parameters: [Parameter]
  /// Whether any number of positional arguments is taken.
  let isVariadic: Bool
  /// Whether keywords that it does not have go to the optimizer that it makes inside.
  let inheritsKeywords: Bool
  /// What calls mean.
  let meaning: Meaning
  /// What the library's parameters mean wherever nothing else is said.
  let commonRoles: [String: Role]

  /// A constructor of a module; `signature` is `Adam(params, lr=0.001, …)`.
  init(_ module: String, _ signature: String, _ meaning: Meaning, _ commonRoles: [String: Role]) {
    // A lone star and the last of `**kwargs` are not expressions; names stand in for them.
    let text = signature.replacing("*, ", with: "keyword_only, ").replacing("**kwargs", with: "keyword_rest")
    let call: PythonCall
    do {
      call = try PythonParser.call(in: PythonSource(text))
    } catch {
      // A test reads every table, so a signature that does not parse never ships.
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

  /// What a parameter means in a reading; `nil` where the table forgot it.
  func role(of parameter: String, in reading: Reading, _ settings: SettingValues) -> Role? {
    if let role = reading.roles[parameter] { return role }
    if let role = commonRoles[parameter] {
      // A common word is a setting only of what has that setting.
      if case .setting(let key, _) = role, settings.index(of: key) == nil {
        return reading.decided(parameter)
      }
      return role
    }
    return settings.index(of: parameter) == nil ? reading.decided(parameter) : .setting(parameter)
  }
}

/// One way to read a constructor's calls: when it applies, what it makes, and what its parameters mean.
struct Reading: Sendable {
  /// What a call makes, in the words of the command line; settings given here are fixed by the constructor.
  let target: String
  /// Parameters and the constants of which they must be one for this reading to apply: `momentum=0|None`.
  let conditions: [(parameter: String, constants: [String])]
  /// What parameters mean, where that is not what their library says in general.
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

  /// That a parameter has done its work by choosing this reading; `nil` where it did not.
  fileprivate func decided(_ parameter: String) -> Role? {
    conditions.contains { $0.parameter == parameter } ? .decided : nil
  }
}

/// What a parameter means here.
enum Role: Sendable {
  /// The setting of that key, which is a number, a flag or a word; `none` is its value where the parameter is `None`.
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
  /// The learning rate: a number or, where `schedules` says so, a call that makes a schedule.
  case rate(schedules: Bool)
  /// A wrapper's setting, its text being the wrapper with what is fixed; 0 and `None` mean no wrapper. With a
  /// `gate`, the wrapper is there when that flag is on.
  case wrapper(String, key: String, gate: String? = nil)
  /// The optimizer that this one goes around.
  case inner
  /// The optimizer that goes uphill in SAM, whose rate is the radius.
  case adversary
  /// It chose the reading, and does nothing more.
  case decided
  /// It changes nothing here, whatever it is.
  case nothing
  /// Only these constants change nothing; anything else is refused, with a sentence why.
  case only([String], String)
}
