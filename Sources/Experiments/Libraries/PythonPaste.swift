import Optimization
import Wording

/// Lines of Python as they stand in a script: assignments, imports, and the optimizers and schedulers that they create.
struct PythonPaste {
  private let source: PythonSource
  private var reader: CallReader
  private var found: [Found] = []
  /// Calls of functions that are not known, and names of known ones in wrong modules; the last one is told of where nothing
  /// else is found.
  private var unknown: [PythonCall] = []
  /// The last value that was read, and its place.
  private var lastNode: PythonNode?
  private var lastPlace: Range<Int>?

  /// A call that creates an optimizer or a scheduler.
  private struct Found {
    let call: PythonCall
    let constructor: Constructor
    let target: String?
    /// The names in its statement.
    let names: Set<String>

    var isScheduler: Bool { constructor.product == .scheduler }
  }

  init(_ text: String, _ reader: (PythonSource) -> CallReader) throws(InputError) {
    source = PythonSource(text)
    self.reader = reader(source)
    var statements = PythonStatements(source, try PythonToken.all(in: source))
    while let statement = try statements.next() {
      self.reader.scope.imports.merge(statement.imports) { $1 }
      guard let node = statement.value else { continue }
      try refuseOperation(node)
      let value = try self.reader.scope.reduce(node)
      lastPlace = value.span
      lastNode = node
      for (target, part) in statement.assignments(of: value) {
        self.reader.scope.values[target] = part
        self.reader.scope.assigned.insert(target)
      }
      try collect(value, target: statement.targets.first, names: node.names)
    }
  }

  /// Refuses an operation on what a known call creates, which no optimizer and no scheduler has.
  private func refuseOperation(_ node: PythonNode) throws(InputError) {
    guard case .binary(_, let left, let right) = node.kind, case .call = left.kind,
      let call = try? reader.scope.reduce(left).call, (try? Library.find(call, in: reader)) != nil
    else { return }
    let between = left.span.upperBound..<right.span.lowerBound
    let sign = between.filter { !source.characters[$0].isWhitespace }
    throw source.error(
      "the call ends before this; after it only '+wrapper' and '@schedule' may follow",
      at: (sign.first ?? between.lowerBound)..<(sign.last ?? between.lowerBound) + 1)
  }

  /// Functions that use an optimizer and leave it as it is, by the ends of their names.
  private static let transparent = [
    "nnx.Optimizer", "nnx.ModelAndOptimizer", "Optimizer", "prepare", "compile", "TrainState.create",
    "create", "DistributedOptimizer",
    "initialize_optimizer", "append", "Trainer", "fit", "setup",
  ]

  /// Finds the calls in a value that create optimizers and schedulers.
  private mutating func collect(_ value: PythonExpression, target: String?, names: Set<String>)
    throws(InputError)
  {
    switch value.kind {
    case .call(let call):
      do {
        let constructor = try Library.find(call, in: reader)
        found.append(Found(call: call, constructor: constructor, target: target, names: names))
      } catch {
        let isTransparent = Self.transparent.contains { ("." + call.function).hasSuffix("." + $0) }
        let before = found.count
        if isTransparent {
          for argument in call.arguments {
            let value = argument.keyword == "optimizer" ? argument.value.kerasByName : nil
            try collect(value ?? argument.value, target: target, names: names)
          }
        }
        if found.count == before { unknown.append(call) }
      }
    case .sequence(let members):
      for member in members { try collect(member, target: target, names: names) }
    case .dictionary(let pairs):
      for pair in pairs { try collect(pair.value, target: target, names: names) }
    case .other(let node):
      if case .lambda(_, let body) = node.kind {
        try collect(try reader.scope.reduce(body), target: target, names: names)
      }
    default: break
    }
  }

  /// What is found and not used by something found later.
  private func unused(_ isScheduler: Bool) -> [Found] {
    let all = found.filter { $0.isScheduler == isScheduler }
    return all.enumerated().filter { index, item in
      guard let target = item.target else { return true }
      return !all[(index + 1)...].contains { $0.names.contains(target) && $0.target != target }
    }.map(\.element)
  }

  /// The optimizers, each with its scheduler.
  func optimizers() throws(InputError) -> [PastedOptimizer] {
    var made: [PastedOptimizer] = []
    var optimizers = unused(false).filter { $0.constructor.product != .rate }
    let schedulers = unused(true)
    if optimizers.isEmpty, let first = schedulers.first, let call = first.call.subject?.call,
      let constructor = try? Library.find(call, in: reader)
    {
      // The optimizer stands in the scheduler's call.
      optimizers = [Found(call: call, constructor: constructor, target: nil, names: [])]
    }
    guard !optimizers.isEmpty else { throw nothingFound(schedulers.first) }
    try refuseUnknownSchedulers(for: Set(optimizers.compactMap(\.target)))
    for item in optimizers { made.append(try optimizer(item)) }
    for scheduler in schedulers {
      let owner = try owner(of: scheduler, among: made)
      guard made[owner].choice.schedule == nil else {
        throw source.error(
          "a second scheduler for one optimizer; ChainedScheduler([…]) says how the two go together",
          at: scheduler.call.span)
      }
      try made[owner].take(try schedule(scheduler, for: made[owner]), at: scheduler.call, in: source)
    }
    return made
  }

  /// Methods of an optimizer that leave its settings as they are.
  private static let harmlessMethods: Set<String> = [
    "init", "update", "step", "zero_grad", "state_dict", "load_state_dict", "build", "apply_gradients",
    "train",
    "eval", "apply", "minimize", "backward",
  ]

  /// Refuses a function that is not known and may move the rate of an optimizer; says which methods are not obeyed.
  private func refuseUnknownSchedulers(for targets: Set<String>) throws(InputError) {
    for call in unknown {
      let parts = call.function.split(separator: ".").map { $0.lowercased() }
      if let first = parts.first, let last = parts.last, parts.count > 1,
        targets.contains(where: { call.function.hasPrefix($0 + ".") || $0.lowercased() == first }),
        !Self.harmlessMethods.contains(last)
      {
        reader.notes.remark("\(call.function)(…) has no effect here")
      }
      let takesOptimizer = call.arguments.contains { argument in
        if argument.keyword == "optimizer" { return true }
        guard let value = argument.value.call else {
          return argument.value.unresolved?.contains(where: targets.contains) == true
        }
        return found.contains { $0.target != nil && $0.call.text == value.text }
      }
      let words = ["sched", "lr", "warm", "anneal", "decay", "restart"]
      guard takesOptimizer, let last = parts.last, words.contains(where: last.contains) else { continue }
      throw source.error(
        "\(call.function) is not known here, and it may change the learning rate; leave it out, or write the scheduler that it "
          + "makes", at: call.span)
    }
  }

  /// The optimizer that a call creates.
  private func optimizer(_ item: Found) throws(InputError) -> PastedOptimizer {
    let call = item.call
    var choice: OptimizerChoice
    switch try reader.result(of: call) {
    case .optimizer(let own): choice = own
    case .stages(let stages):
      guard stages.isOptimizer else {
        throw source.error(
          "\(call.function) changes gradients; put it before an optimizer in optax.chain(…)", at: call.span)
      }
      choice = try reader.choice(of: stages, from: call)
    case .rate: throw source.error("\(call.function) makes a learning rate, not an optimizer", at: call.span)
    case .scheduler: throw nothingFound(item)
    }
    return PastedOptimizer(
      choice: choice, constructor: item.constructor, call: call, target: item.target,
      optimizers: reader.optimizers)
  }

  /// Why the text has no optimizer.
  private func nothingFound(_ scheduler: Found?) -> InputError {
    if let scheduler {
      return source.error(
        "\(scheduler.call.function) changes the rate of an optimizer, which is missing; put one before it, as in "
          + "torch.optim.Adam(params)@\(scheduler.call.function)(…)", at: scheduler.call.span)
    }
    if let rate = found.last(where: { $0.constructor.product == .rate }) {
      return source.error(
        "\(rate.call.function) makes a learning rate, not an optimizer", at: rate.call.span)
    }
    if let call = unknown.last {
      do {
        _ = try Library.find(call, in: reader)
      } catch {
        return error
      }
    }
    let end = source.characters.count
    let place = lastPlace ?? end..<end
    if let written = lastNode?.configured(in: reader.scope) {
      return source.error("this is a configuration, not a call; as a call it is \(written)", at: place)
    }
    if case .call(let function, _)? = lastNode?.kind, function.path == nil {
      return source.error(
        "the optimizer's class is computed here; write its name, as in torch.optim.AdamW(…)", at: place)
    }
    return source.error("a constructor call is expected here", at: place)
  }

  // MARK: Schedulers

  /// The optimizer that a scheduler moves, by its place.
  private func owner(of scheduler: Found, among made: [PastedOptimizer]) throws(InputError) -> Int {
    guard let subject = scheduler.call.subject else {
      guard made.count == 1 else {
        throw source.error(
          "the text does not say which of the optimizers this changes", at: scheduler.call.span)
      }
      return 0
    }
    if let call = subject.call {
      if let index = made.firstIndex(where: { $0.call?.text == call.text }) { return index }
      guard (try? Library.find(call, in: reader)) == nil else {
        throw source.error("this scheduler changes the rate of another optimizer", at: subject.span)
      }
    }
    guard made.count > 1 else { return 0 }
    guard case .name(let name) = subject.kind, let index = made.firstIndex(where: { $0.target == name })
    else {
      throw source.error("the text does not say which of the optimizers this changes", at: subject.span)
    }
    return index
  }

  /// The schedule of a text that is a scheduler's call, for an optimizer that stands elsewhere.
  func schedule(for owner: PastedOptimizer?) throws(InputError) -> LibraryCall.Scheduled {
    let candidates = found.filter { $0.isScheduler || $0.constructor.product == .rate }
    guard let last = candidates.last else {
      if let other = found.last {
        throw source.error("\(other.call.function) does not make a schedule", at: other.call.span)
      }
      throw nothingFound(nil)
    }
    if let call = last.call.subject?.call, (try? Library.find(call, in: reader)) != nil,
      call.text != owner?.call?.text
    {
      throw source.error("this scheduler changes the rate of another optimizer", at: call.span)
    }
    return try schedule(last, for: owner)
  }

  private func schedule(_ item: Found, for owner: PastedOptimizer?) throws(InputError)
    -> LibraryCall.Scheduled
  {
    let call = item.call
    switch try reader.result(of: call) {
    case .rate(let rate):
      guard owner?.constructor == nil else {
        throw source.error(
          "\(call.function) holds the rate itself; write it in the optimizer's call, as the learning rate",
          at: call.span)
      }
      return .replacing(.computed(call.text(reader.notes.assumed), rate.function))
    case .scheduler(let scheduler):
      if let constructor = owner?.constructor, !constructor.takesTorchSchedulers {
        throw source.error(
          "PyTorch's schedulers take PyTorch's optimizers, and \(constructor.fullName) is not one of them",
          at: call.span
        )
      }
      if let native = scheduler.native {
        try checkMomentum(native, of: owner, at: call)
        return .moving(native)
      }
      guard let rule = scheduler.rule else {
        throw source.error("\(call.function) does not make a schedule", at: call.span)
      }
      let arguments = try CallArguments(call, of: item.constructor, by: reader)
      return .moving(.computed(arguments.text, rule))
    default: throw source.error("\(call.function) does not make a schedule", at: call.span)
    }
  }

  /// Refuses a cycle of momentum for an optimizer without one, as PyTorch does.
  private func checkMomentum(_ schedule: ScheduleChoice, of owner: PastedOptimizer?, at call: PythonCall)
    throws(InputError)
  {
    guard schedule.settings["cycle_momentum"] ?? 0 != 0, let owner, let constructor = owner.constructor else {
      return
    }
    let betas = constructor.parameters.first { $0.name == "betas" }?.standard?.members?.count
    let hasMomentum = constructor.parameters.contains { $0.name == "momentum" }
    guard betas == 2 || betas == nil && hasMomentum else {
      throw source.error(
        betas == nil
          ? "\(constructor.fullName) has neither momentum nor betas, which \(call.function) would cycle; give it cycle_momentum=False"
          : "\(call.function) cycles the first of two betas, and \(constructor.fullName) has \(betas ?? 0); give it cycle_momentum=False",
        at: call.span)
    }
  }
}

extension PastedOptimizer {
  /// Puts a schedule to the optimizer.
  mutating func take(_ schedule: LibraryCall.Scheduled, at call: PythonCall?, in source: PythonSource)
    throws(InputError)
  {
    switch schedule {
    case .replacing(let schedule): choice.schedule = schedule
    case .moving(let schedule):
      // PyTorch's SGD without momentum gets one where a schedule cycles it.
      if schedule.settings["cycle_momentum"] ?? 0 != 0, choice.momentumKey == nil,
        constructor != nil, choice.entry.card.id == "gd",
        let withMomentum = withMomentum
      {
        choice = withMomentum
      }
      choice.schedule = schedule
    }
  }

  /// The same optimizer with a momentum that is 0.
  private var withMomentum: OptimizerChoice? {
    guard let heavyBall = optimizers.entry("heavy_ball") else { return nil }
    var other = OptimizerChoice(heavyBall, wrappers: choice.wrappers, batchSize: choice.batchSize)
    try? other.settings.set("lr", to: choice.rate)
    try? other.settings.set("momentum", to: 0)
    return other
  }
}

extension PythonCall {
  /// The optimizer that a scheduler's call names: its first argument or the keyword.
  var subject: PythonExpression? {
    if let named = arguments.first(where: { $0.keyword == "optimizer" }) { return named.value }
    guard let first = arguments.first, first.keyword == nil, !first.isUnknownKeywords else { return nil }
    // A chain of schedulers names them first.
    return first.value.members == nil ? first.value : nil
  }
}

extension PythonExpression {
  /// Keras' optimizer of a name, as in `compile(optimizer="adam")`.
  fileprivate var kerasByName: PythonExpression? {
    guard case .text(let name) = kind,
      let optimizer = Library.keras.constructors.first(where: {
        $0.product == .optimizer && $0.lastName.lowercased() == name.lowercased()
      })
    else { return nil }
    return PythonExpression(
      kind: .call(PythonCall(function: optimizer.fullName, span: span, arguments: [])), span: span)
  }
}

extension PythonNode {
  /// The call that a configuration such as `dict(type='SGD', lr=0.02)` stands for, as far as it can be read.
  fileprivate func configured(in scope: PythonScope) -> String? {
    guard let value = try? scope.reduce(self) else { return nil }
    func call(_ value: PythonExpression) -> String? {
      guard case .dictionary(let pairs) = value.kind else { return nil }
      if case .text(let name)? = pairs.first(where: { $0.key.literal == "type" })?.value.kind,
        let optimizer = Library.torch.constructors.first(where: {
          $0.lastName == name && $0.product == .optimizer
        })
      {
        let words = pairs.filter { $0.key.literal != "type" }.map {
          "\($0.key.literal ?? "")=\($0.value.text)"
        }
        return "\(optimizer.fullName)(\((["params"] + words).joined(separator: ", ")))"
      }
      return pairs.lazy.compactMap { call($0.value) }.first
    }
    return call(value)
  }

  /// All names in it, with and without their dots.
  var names: Set<String> {
    var names: Set<String> = []
    if let path { names.insert(path) }
    for child in children { names.formUnion(child.names) }
    return names
  }
}
