import Optimization
import Wording

/// What a call creates, while its parameters are applied.
struct CallDraft {
  let reading: Reading
  let arguments: CallArguments
  /// The optimizer, wrapper or schedule, with the settings so far.
  private var settings: SettingValues
  private let kind: Kind
  private var wrappers: [WrapperChoice] = []
  private var schedule: ScheduleChoice?
  private var inner: OptimizerChoice?

  private enum Kind {
    case optimizer(OptimizerEntry)
    case wrapper(WrapperEntry)
    case schedule(ScheduleEntry)
  }

  init(_ reading: Reading, _ arguments: CallArguments) throws(InputError) {
    self.reading = reading
    self.arguments = arguments
    switch reading.target.first {
    case "+":
      let choice = try Specification.wrapper(String(reading.target.dropFirst()))
      (kind, settings) = (.wrapper(choice.entry), choice.settings)
    case "@":
      let choice = try Specification.schedule(String(reading.target.dropFirst()))
      (kind, settings) = (.schedule(choice.entry), choice.settings)
    default:
      let choice = try Specification(optimizers: arguments.reader.optimizers).optimizer(reading.target)
      (kind, settings) = (.optimizer(choice.entry), choice.settings)
      wrappers = choice.wrappers
    }
  }

  var result: CallResult {
    switch kind {
    case .optimizer(let entry):
      return .optimizer(OptimizerChoice(entry, settings, wrappers: wrappers, schedule: schedule))
    case .schedule(let entry):
      return .scheduler(Scheduler(native: ScheduleChoice(entry, settings), rule: nil))
    case .wrapper(let entry):
      let wrapper = WrapperChoice(entry, settings)
      guard var inner else { return .stages(CallResult.Stages([], wrapper: wrapper)) }
      // SAM looks for the worst place nearby with plain gradients; all other wrappers come after it.
      let place = entry.card.id == "sam" ? 0 : inner.wrappers.count
      inner.wrappers.insert(wrapper, at: place)
      return .optimizer(inner)
    }
  }

  /// Applies a parameter's value.
  mutating func take(_ name: String) throws(InputError) {
    guard let role = arguments.constructor.role(of: name, in: reading, settings) else {
      throw arguments.error("is not read", of: name)
    }
    switch role {
    case .nothing, .decided: break
    case .only(let constants, let why):
      guard arguments.isConstant(name, constants) else { throw arguments.error(why, of: name) }
    case .setting(let key, let none):
      let value = try arguments.value(name)
      if case .none = value.value.kind, let none { return try set(key, to: none, for: name) }
      try set(key, to: try number(value.value, for: settings.setting(declared: key), of: name), for: name)
    case .count(let key):
      guard try arguments.number(name) >= 1 else { throw arguments.error("is less than 1 step", of: name) }
      try set(key, to: try arguments.number(name), for: name)
    case .factor(let key): try set(key, to: settings[declared: key] * (try arguments.number(name)), for: name)
    case .list(let key): try takeList(name, key)
    case .copied(let keys):
      for key in keys { try set(key, to: try arguments.number(name), for: name) }
    case .tuple(let keys, let tag): try takeTuple(name, keys.filter { settings.index(of: $0) != nil }, tag)
    case .words(let key, let words):
      guard let literal = try arguments.value(name).value.literal, let word = words[literal],
        let value = Specification.value(word, for: settings.setting(declared: key))
      else {
        throw arguments.error("is not one of \(words.keys.sorted().joined(separator: ", "))", of: name)
      }
      try set(key, to: value, for: name)
    case .rate(let schedules): try takeRate(name, schedules)
    case .wrapper(let text, let key, let gate): try takeWrapper(name, text, key, gate)
    case .inner: try takeInner(name, isClass: false)
    case .innerClass: try takeInner(name, isClass: true)
    case .adversary: try takeAdversary(name)
    }
  }

  private mutating func set(_ key: String, to value: Double, for name: String) throws(InputError) {
    do {
      try settings.set(key, to: value)
    } catch {
      let accepted = settings.setting(declared: key).accepted
      throw arguments.error("is out of range; accepted: \(accepted)", of: name)
    }
  }

  /// The value of a constant for a setting.
  private func number(_ value: PythonExpression, for setting: Setting, of name: String) throws(InputError)
    -> Double
  {
    switch (value.kind, setting.kind) {
    case (.number(let number), .number): return number
    case (.flag(let flag), .flag): return flag ? 1 : 0
    case (.number(let number), .flag) where number == 0 || number == 1: return number
    case (.text(let text), .choice):
      if let value = Specification.value(text, for: setting) { return value }
    default: break
    }
    let wanted =
      switch setting.kind {
      case .number: "a number"
      case .flag: "True or False"
      case .choice(let words): words.map { "'\($0)'" }.joined(separator: " or ")
      }
    throw arguments.error("is not \(wanted)", of: name)
  }

  private mutating func takeTuple(_ name: String, _ keys: [String], _ tag: String?) throws(InputError) {
    guard var members = try arguments.value(name).value.members else {
      throw arguments.error("is not a tuple", of: name)
    }
    if let tag {
      guard members.first?.literal == tag else {
        throw arguments.error("does not begin with '\(tag)'", of: name)
      }
      members.removeFirst()
    }
    guard members.count == keys.count else {
      throw arguments.error("does not have \(keys.count) numbers", of: name)
    }
    for (i, (key, member)) in zip(keys, members).enumerated() {
      guard let number = member.number else {
        throw arguments.source.error(
          "\(arguments.constructor.fullName): \(name)[\(i)] is not a number", at: member.span)
      }
      guard settings.setting(declared: key).accepts(number) else {
        let isGiven = try arguments.value(name).isGiven
        throw arguments.source.error(
          "\(arguments.constructor.fullName): \(name)[\(i)] is out of range; accepted: \(settings.setting(declared: key).accepted)",
          at: isGiven ? member.span : arguments.call.span)
      }
      try set(key, to: number, for: name)
    }
  }

  /// Numbers for settings that are counted from 1; the remaining ones become 0.
  private mutating func takeList(_ name: String, _ key: String) throws(InputError) {
    guard let members = try arguments.value(name).value.members else {
      throw arguments.error("is not a list", of: name)
    }
    let keys = settings.settings.map(\.key).filter { $0.hasPrefix(key) }
    guard members.count <= keys.count else {
      throw arguments.error("has more than \(keys.count) members, the most there may be", of: name)
    }
    for (i, key) in keys.enumerated() {
      guard i < members.count else {
        try set(key, to: 0, for: name)
        continue
      }
      guard let number = members[i].number, number >= 1 else {
        throw arguments.source.error(
          "\(arguments.constructor.fullName): a step, at least 1, is expected", at: members[i].span)
      }
      try set(key, to: number, for: name)
    }
  }

  private mutating func takeRate(_ name: String, _ schedules: Bool) throws(InputError) {
    let value = try arguments.value(name)
    let rate: RateFunction
    var text = ""
    switch value.value.kind {
    case .number(let number): return try set("lr", to: number, for: name)
    case .function(let function):
      rate = RateFunction(function: StepFunction(function.text, function.value), native: nil)
      text = function.text
    case .call(let call):
      guard case .rate(let made) = try arguments.reader.result(of: call) else {
        throw arguments.source.error("\(call.function) does not make a learning rate", at: call.span)
      }
      rate = made
      text = call.text(arguments.reader.notes.assumed)
    default: throw arguments.error("is not a number", of: name)
    }
    if let constant = rate.function.constant { return try set("lr", to: constant, for: name) }
    guard schedules else {
      throw arguments.error(
        "is a schedule, which in this library changes more than the rate; give a number", of: name)
    }
    if let native = rate.native, settings.setting(declared: "lr").accepts(native.base) {
      try set("lr", to: native.base, for: name)
      schedule = native.schedule
    } else {
      let first = rate.function.value(0)
      if settings.setting(declared: "lr").accepts(first) { try set("lr", to: first, for: name) }
      schedule = .computed(text, rate.function)
    }
  }

  private mutating func takeWrapper(_ name: String, _ text: String, _ key: String, _ gate: String?)
    throws(InputError)
  {
    if let gate {
      guard arguments.isConstant(gate, ["True", "1"]) else { return }
    } else if arguments.isConstant(name, ["None", "0"]) {
      return
    }
    var wrapper = try Specification.wrapper(text)
    let number = try arguments.number(name)
    do {
      try wrapper.settings.set(key, to: number)
    } catch {
      let accepted = wrapper.settings.setting(declared: key).accepted
      throw arguments.error("is out of range; accepted: \(accepted)", of: name)
    }
    let clips = { (wrapper: WrapperChoice) in wrapper.entry.card.id.hasPrefix("clip") }
    guard !clips(wrapper) || !wrappers.contains(where: clips) else {
      throw arguments.error("is a second way to clip; \(arguments.constructor.fullName) takes one", of: name)
    }
    wrappers.append(wrapper)
  }

  private mutating func takeInner(_ name: String, isClass: Bool) throws(InputError) {
    let value = try arguments.value(name).value
    if case .name(let function) = value.kind, arguments.constructor.inheritsKeywords {
      // The class, whose keywords stand beside it.
      let call = PythonCall(function: function, span: value.span, arguments: arguments.inherited)
      inner = try arguments.reader.optimizer(PythonExpression(kind: .call(call), span: value.span))
    } else {
      guard !isClass else {
        throw arguments.error(
          "is an optimizer; its class is expected, with the keywords beside it, as in SAM(params, torch.optim.SGD, lr=0.1)",
          of: name)
      }
      if let argument = arguments.inherited.first {
        throw arguments.source.error(
          "\(arguments.constructor.fullName) has no keyword '\(argument.keyword ?? "")'", at: argument.span)
      }
      inner = try arguments.reader.optimizer(value)
    }
    if case .wrapper(let entry) = kind, entry.card.id == "mechanize", inner?.wrappers.isEmpty == false {
      throw arguments.error(
        "has more around it than mechanize can be put around here; put that around mechanize", of: name)
    }
  }

  /// SAM's second optimizer: a normalisation, then plain descent whose rate is the radius.
  private mutating func takeAdversary(_ name: String) throws(InputError) {
    let value = try arguments.value(name)
    let expected = arguments.error(
      "is not optax.chain(optax.contrib.normalize(), optax.sgd(rho))", of: name)
    guard let chain = value.value.call, chain.arguments.count == 2,
      try Library.find(chain, in: arguments.reader).name == "chain",
      let first = chain.arguments[0].value.call,
      try Library.find(first, in: arguments.reader).name == "contrib.normalize",
      let second = chain.arguments[1].value.call,
      case .optimizer(let descent) = try arguments.reader.result(of: second),
      descent.entry.card.id == "gd", descent.isBare
    else { throw expected }
    try set("rho", to: descent.rate, for: name)
  }
}
