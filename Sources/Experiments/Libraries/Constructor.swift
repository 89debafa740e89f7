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

    /// Whether it stands for what is optimized, which here is the point: any expression will do.
    var isSubject: Bool {
      ["params", "parameters", "model", "var_list", "model_params"].contains(name) && standard == nil
    }
    /// Whether it is a function or says which parameters are meant, so that its default cannot stand for another value.
    var isRule: Bool { name.hasSuffix("mask") || name.hasSuffix("_fn") || name.hasSuffix("_func") }
  }

  /// The meaning of calls.
  enum Meaning: Sendable {
    /// The first reading whose conditions hold.
    case readings([Reading])
    /// A result computed from the arguments, if no table can express it.
    case computed(@Sendable (CallArguments) throws(InputError) -> CallResult)
    /// Only what its expansion says.
    case expansion
    /// Nothing that can be run here, with the reason: what follows the name in a sentence.
    case refused(String)
  }

  /// What calls make, as far as that is known from the name.
  enum Product: Sendable { case optimizer, rate, scheduler }

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

  /// What calls make.
  let product: Product
  /// The ways to read it by settings, of which the writer of calls makes use.
  let readings: [Reading]
  /// The call that means the same, with the parameters' names for their values; used where no reading fits.
  ///
  /// It may name the parts that only such calls know: see `Library.parts`.
  let expansion: String?

  /// A constructor of a module; `signature` is `Adam(params, lr=0.001, …)`.
  init(
    _ module: String, _ signature: String, _ meaning: Meaning, _ commonRoles: [String: Role],
    makes product: Product = .optimizer, readings: [Reading] = [], expansion: String? = nil
  ) {
    let source = PythonSource(signature)
    let scope = PythonScope(source)
    guard let node = try? PythonParser.expression(in: source),
      case .call(let function, let arguments) = node.kind,
      let name = function.path
    else {
      // A test reads every table, so an invalid signature never ships.
      preconditionFailure(signature)
    }
    var parameters: [Parameter] = []
    var (isKeywordOnly, isVariadic, inheritsKeywords) = (false, false, false)
    for argument in arguments {
      switch (argument.keyword, argument.stars) {
      case (_, 2): inheritsKeywords = true
      case (_, 1):
        if case .none = argument.value.kind { isKeywordOnly = true } else { isVariadic = true }
      case (let name?, _):
        let standard = try? scope.reduce(argument.value)
        parameters.append(Parameter(name: name, standard: standard, isKeywordOnly: isKeywordOnly))
      default:
        parameters.append(
          Parameter(name: argument.value.path ?? "", standard: nil, isKeywordOnly: isKeywordOnly))
      }
    }
    self.name = name
    self.parameters = parameters
    self.isVariadic = isVariadic
    self.inheritsKeywords = inheritsKeywords
    fullName = module.isEmpty ? name : module + "." + name
    self.meaning = meaning
    self.commonRoles = commonRoles
    self.expansion = expansion
    self.product = product
    if case .readings(let own) = meaning { self.readings = own } else { self.readings = readings }
  }

  /// A name that is known and refused, whatever its arguments.
  static func refused(_ module: String, _ name: String, _ why: String) -> Constructor {
    Constructor(module, name + "(*args, **kwargs)", .refused(why), [:])
  }

  /// Whether every call of it is refused.
  var isRefused: Bool {
    if case .refused = meaning { true } else { false }
  }

  /// Whether a parameter has no effect here, whatever its value.
  func isIdle(_ parameter: String) -> Bool {
    if case .nothing? = commonRoles[parameter] { true } else { false }
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
  /// The inner optimizer: its call, or its class for constructors that take the inner one's keywords.
  case inner
  /// The inner optimizer's class, which this constructor calls itself.
  case innerClass
  /// The optimizer that ascends in SAM, whose rate is the radius.
  case adversary
  /// It chose the reading, and has no other effect.
  case decided
  /// It has no effect here, whatever its value.
  case nothing
  /// Only these constants have no effect; any other value is refused, with the reason.
  case only([String], String)
}
