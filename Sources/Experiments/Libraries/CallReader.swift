import Optimization
import Wording

/// Evaluates calls by the tables of the libraries.
struct CallReader {
  /// The optimizers to which the tables' identifiers refer.
  let optimizers: OptimizerCatalog
  /// What names stand for.
  var scope: PythonScope
  let notes: ReadingNotes
  /// Whether the call is one of a table, which may name parts that no text can.
  var isExpanding = false

  var source: PythonSource { scope.source }

  /// What a call creates.
  func result(of call: PythonCall) throws(InputError) -> CallResult {
    let constructor = try Library.find(call, in: self)
    if case .refused(let why) = constructor.meaning {
      throw source.error("\(constructor.fullName) \(why)", at: call.span)
    }
    if let present = try KerasWords.present(call, of: constructor, in: source) {
      return try result(of: present)
    }
    notes.noteRounding(of: constructor)
    let arguments = try CallArguments(call, of: constructor, by: self)
    switch constructor.meaning {
    case .computed(let compute): return try compute(arguments)
    case .expansion, .refused: return try expanded(arguments)
    case .readings(let readings):
      do {
        return try result(of: arguments, readings)
      } catch {
        // What no table can express, the library's own definition may.
        guard readings.allSatisfy({ isKnown($0.target) }), constructor.expansion != nil,
          let result = try? expanded(arguments)
        else { throw error }
        return result
      }
    }
  }

  /// Whether the catalog has the optimizer of a reading.
  private func isKnown(_ target: String) -> Bool {
    guard target.first != "+", target.first != "@" else { return true }
    return optimizers.entry(String(target.prefix { $0 != ":" && $0 != "+" && $0 != "@" })) != nil
  }

  /// What the call of a constructor's table creates, with the parameters' values for their names.
  private func expanded(_ arguments: CallArguments) throws(InputError) -> CallResult {
    let text = arguments.constructor.expansion ?? ""
    try refuseUnread(arguments, text)
    return try expanded(arguments, text)
  }

  /// What a call creates in which the parameters' names stand for their values.
  func expanded(_ arguments: CallArguments, _ text: String) throws(InputError) -> CallResult {
    var inner = self
    inner.scope = PythonScope(source)
    inner.scope.fixedPlace = arguments.call.span
    inner.isExpanding = true
    for parameter in arguments.constructor.parameters {
      // A scheduler's optimizer is whatever it is put to.
      if arguments.constructor.product == .scheduler, parameter.name == "optimizer" { continue }
      if text.contains(parameter.name), let value = try? arguments.value(parameter.name) {
        inner.scope.values[parameter.name] = value.value
      } else if !parameter.isSubject, text.contains(parameter.name) {
        _ = try arguments.value(parameter.name)
      }
    }
    let node = try PythonParser.expression(in: PythonSource(text))
    guard let call = try inner.scope.reduce(node).call else {
      throw source.error(
        "\(arguments.constructor.fullName) with these arguments is not read", at: arguments.call.span)
    }
    let result = try inner.result(of: call)
    guard case .stages(let stages) = result else { return result }
    var whole = CallResult.Stages(stages.stages, isOptimizer: true)
    (whole.rate, whole.movesMomentum) = (stages.rate, stages.movesMomentum)
    return .stages(whole)
  }

  /// Refuses values other than the default for parameters that an expansion does not mention.
  private func refuseUnread(_ arguments: CallArguments, _ text: String) throws(InputError) {
    for parameter in arguments.constructor.parameters {
      guard let bound = arguments.bound[parameter.name], bound.isGiven, !parameter.isSubject,
        !text.contains(parameter.name), !arguments.constructor.isIdle(parameter.name)
      else { continue }
      if case .only(let constants, let why)? = arguments.constructor.commonRoles[parameter.name] {
        try arguments.require(parameter.name, constants, why)
      } else if bound.value.text != parameter.standard?.text {
        throw arguments.error(
          "is not read; only the default, \(parameter.standard?.text ?? ""), is", of: parameter.name)
      }
    }
  }

  /// The optimizer that an expression creates.
  func optimizer(_ expression: PythonExpression) throws(InputError) -> OptimizerChoice {
    guard let call = expression.call else {
      throw source.error("an optimizer's constructor call is expected here", at: expression.span)
    }
    switch try result(of: call) {
    case .optimizer(let choice): return choice
    case .stages(let stages) where stages.isOptimizer: return try choice(of: stages, from: call)
    default: throw source.error("\(call.function) does not make an optimizer", at: call.span)
    }
  }

  /// The gradient transformations that an expression creates.
  func stages(of expression: PythonExpression) throws(InputError) -> [any GradientTransformation] {
    guard let call = expression.call else {
      throw source.error("a gradient transformation's call is expected here", at: expression.span)
    }
    switch try result(of: call) {
    case .stages(let stages): return stages.stages
    case .optimizer(let choice): return try stages(of: choice, from: call)
    default: throw source.error("\(call.function) does not make a gradient transformation", at: call.span)
    }
  }

  /// What an expression creates, as parts of a chain.
  func parts(of expression: PythonExpression) throws(InputError) -> CallResult.Stages {
    if let call = expression.call, case .stages(let stages) = try result(of: call) { return stages }
    return CallResult.Stages(try stages(of: expression), isOptimizer: true)
  }

  /// An optimizer of the catalog as stages.
  private func stages(of choice: OptimizerChoice, from call: PythonCall) throws(InputError)
    -> [any GradientTransformation]
  {
    var stages: [any GradientTransformation] = []
    for wrapper in choice.wrappers {
      let most = wrapper.settings["max"] ?? 0
      switch wrapper.entry.card.id {
      case "clip_value": stages.append(ClippedByValue(most))
      case "clip_norm" where wrapper.settings.word("convention") != "pytorch":
        stages.append(ClippedByNorm(most))
      case "weight_decay" where wrapper.settings.word("mode") == "coupled":
        stages.append(AddDecayedWeights(StepFunction(wrapper.settings["rate"] ?? 0)))
      default:
        throw source.error(
          "\(call.function) is read only as the outermost call; put what is around it elsewhere",
          at: call.span)
      }
    }
    if let chain = choice.entry.chain, choice.schedule == nil { return stages + chain.stages }
    var bare = choice
    bare.wrappers = []
    return stages + [WholeOptimizer(bare)]
  }

  /// The optimizer that stages make, under the name of the call.
  func choice(of stages: CallResult.Stages, from call: PythonCall) throws(InputError) -> OptimizerChoice {
    let constructor = try Library.find(call, in: self)
    let call = try KerasWords.present(call, of: constructor, in: source) ?? call
    let arguments = try CallArguments(call, of: constructor, by: self)
    let name = constructor.name.split(separator: ".").last.map(String.init) ?? constructor.name
    var settings: [Setting] = []
    if let rate = stages.rate {
      guard rate >= 0, rate.isFinite else {
        throw source.error(
          "\(constructor.fullName): the learning rate is out of range; accepted: 0 ≤ lr", at: call.span)
      }
      settings.append(.learningRate(rate, "As the call says."))
    }
    return OptimizerChoice(
      OptimizerEntry(
        chain: Chain(stages.stages), id: arguments.text, name: name,
        summary: "\(constructor.fullName), stage by stage.", settings: settings))
  }

  /// The schedule of the catalog that a scheduler's call creates by its readings.
  func schedule(_ arguments: CallArguments, _ readings: [Reading]) throws(InputError) -> ScheduleChoice? {
    guard case .scheduler(let scheduler) = try result(of: arguments, readings) else { return nil }
    return scheduler.native
  }

  func result(of arguments: CallArguments, _ readings: [Reading]) throws(InputError) -> CallResult {
    let reading = readings.first { reading in
      reading.conditions.allSatisfy { arguments.isConstant($0.parameter, $0.constants) }
    }
    guard let reading else {
      // Every reading has conditions: the parameter that decides between them has an unusual value.
      let names = Set(readings.flatMap { $0.conditions.map(\.parameter) }).sorted()
      throw source.error(
        "\(arguments.constructor.fullName): these values of \(names.joined(separator: ", ")) are not read",
        at: arguments.call.span)
    }
    var draft = try CallDraft(reading, arguments)
    for parameter in arguments.constructor.parameters { try draft.take(parameter.name) }
    return draft.result
  }
}
