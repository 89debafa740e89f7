import Optimization
import Wording

/// Reads the words of the command line: `adam:lr=0.01,beta1=0.8`, `1,1.6`, `-5,5,-5,5`.
///
/// The same grammar is read wherever such text is typed, and written by `Experiment.arguments`. A value, since the
/// available optimizers are passed in; functions that need none are static.
public struct Specification: Sendable {
  /// The optimizers that can be named.
  public let optimizers: OptimizerCatalog

  /// The words for these optimizers.
  public init(optimizers: OptimizerCatalog) { self.optimizers = optimizers }

  /// An optimizer with settings, wrappers and a schedule: `id[:key=value,...][+wrapper[:...]]...[@schedule[:...]]`,
  /// with `+batch:size=n` for the run's own batches.
  ///
  /// Instead of an identifier with settings, a library's own constructor call is read: see `LibraryCall`.
  public func optimizer(_ text: String) throws(InputError) -> OptimizerChoice {
    let choices = try reading(text).choices
    guard choices.count == 1 else {
      throw InputError(
        "the text has \(choices.count) optimizers, and one is expected here: "
          + choices.map(\.text).joined(separator: "; "))
    }
    return choices[0]
  }

  /// What a text creates, which may be lines of a script with more than one optimizer.
  ///
  /// - Parameters:
  ///   - given: values for variables in a library's call, as Python writes them.
  ///   - isStrict: whether a variable without a value is refused, rather than replaced by the library's default.
  public func reading(
    _ text: String, given: [String: String] = [:], isStrict: Bool = false
  ) throws(InputError) -> OptimizerReading {
    try reading(text, given: given, isStrict: isStrict, ReadingNotes())
  }

  private func reading(
    _ text: String, given: [String: String], isStrict: Bool, _ notes: ReadingNotes
  ) throws(InputError) -> OptimizerReading {
    try LibraryCall.checkLength(of: text)
    let parts = OptimizerText(text)
    try refuseMissingNames(parts, in: text)
    let values = try GivenValues(given)
    var made = try pasted(parts.core, notes, values)
    var choice = made[made.count - 1].choice
    for part in parts.attachments {
      switch part.sign {
      case "@":
        guard choice.schedule == nil else {
          throw InputError("'\(text)': '@\(part.text)' is a second schedule; only one is accepted")
        }
        try refuseMisplaced(part.text, in: .schedule, core: parts.core)
        var owner = made[made.count - 1]
        owner.choice = choice
        let scheduled = try schedule(part.text, for: owner, notes, values)
        try owner.take(scheduled, at: nil, in: PythonSource(part.text))
        choice = owner.choice
      default:
        if let size = try Self.batchSize(part.text) {
          choice.batchSize = size
        } else {
          try refuseMisplaced(part.text, in: .wrapper, core: parts.core)
          choice.wrappers.append(try Self.wrapper(part.text))
        }
      }
    }
    made[made.count - 1].choice = choice
    for item in made { try Self.check(item.choice, parts, in: text) }
    if isStrict, !notes.gaps.isEmpty { throw Self.refusal(of: notes.gaps, in: parts.core) }
    var read = ChoiceNotes()
    (read.remarks, read.roundings) = (notes.remarks, notes.roundings)
    for gap in notes.gaps { read.assumed.append((gap.name, gap.parameter, gap.standard ?? "")) }
    let choices = made.map { item in
      var choice = item.choice
      choice.notes = read
      return choice
    }
    return OptimizerReading(choices: choices, gaps: notes.gaps, remarks: notes.remarks)
  }

  /// The variables in a call that have no value, those without a default included; empty where that is not what is wrong.
  public func gaps(in text: String) -> [CallGap] {
    var given: [String: String] = [:]
    var found: [CallGap] = []
    // One after the other is given a value, to find those behind it.
    for _ in 0..<20 {
      let notes = ReadingNotes()
      let isRead = (try? reading(text, given: given, isStrict: false, notes)) != nil
      for gap in notes.gaps where !gap.name.hasPrefix("**") {
        if !found.contains(where: { $0.name == gap.name }) { found.append(gap) }
      }
      guard !isRead else { return found }
      guard let missing = notes.gaps.first(where: { $0.standard == nil && given[$0.name] == nil }) else {
        return []
      }
      given[missing.name] = "1"
    }
    return []
  }

  /// Why variables without a value are refused.
  private static func refusal(of gaps: [CallGap], in text: String) -> InputError {
    let names = gaps.map(\.name)
    return InputError(
      "\(names.joined(separator: ", ")) \(names.count == 1 ? "has" : "have") no value; give \(names.count == 1 ? "it" : "each") "
        + "with --let '\(names[0])=VALUE', or leave out --strict for the library's defaults",
      excerpt: Excerpt.text(of: Array(text), at: gaps.map(\.place)))
  }

  /// Several runs, with labels and forks.
  public func optimizers(_ texts: [String]) throws(InputError) -> [OptimizerChoice] {
    try runs(texts).choices
  }

  /// Refuses a `+` or an `@` without a name behind it, and an optimizer without a name.
  private func refuseMissingNames(_ parts: OptimizerText, in text: String) throws(InputError) {
    func names(_ ids: [String]) -> String { ids.joined(separator: ", ") }
    for part in parts.attachments where part.text.isEmpty || part.text.hasPrefix(":") {
      throw part.sign == "@"
        ? InputError(
          "'\(text)': a schedule's name is missing after '@'; there are \(names(ScheduleCatalog.all.map(\.card.id)))"
        )
        : InputError(
          "'\(text)': a wrapper's name is missing after '+'; there are \(names(WrapperCatalog.all.map(\.card.id))), "
            + "and \(Self.batchWord):size=16")
    }
    if parts.core.isEmpty, let part = parts.attachments.first {
      let sign = String(part.sign)
      throw InputError("'\(text)': an optimizer is expected before '\(sign)', as in adam\(sign)\(part.text)")
    }
  }

  /// Refuses a word of another kind, and says where it belongs.
  private func refuseMisplaced(_ text: String, in place: MisplacedWord.Place, core: String) throws(InputError)
  {
    guard let remedy = MisplacedWord.remedy(for: text, in: place, of: optimizers, core: core) else { return }
    throw InputError("'\(text)': \(remedy)")
  }

  /// An optimizer alone, or those that lines of Python create.
  private func pasted(_ text: String, _ notes: ReadingNotes, _ values: GivenValues) throws(InputError)
    -> [PastedOptimizer]
  {
    // adam lr=0.1 and adam,lr=0.1
    if let mark = text.firstIndex(where: { " ,;/(:".contains($0) }), !"(:".contains(text[mark]),
      optimizers.entry(String(text[..<mark])) != nil, text.contains("=")
    {
      let rest = text[mark...].drop { " ,;/".contains($0) }
      throw InputError("'\(text)': settings follow a colon: \(text[..<mark]):\(rest)")
    }
    if LibraryCall.isCall(text) {
      let (call, pairs) = Self.splitBehindCall(text)
      var made = try LibraryCall.optimizers(call) { reader(of: $0, notes, values) }
      if let pairs {
        let last = made.count - 1
        let choice = made[last].choice
        made[last].choice.settings = try Self.settings(
          pairs, choice.settings, of: choice.entry.card.name, in: text)
      }
      return made
    }
    let (id, pairs) = Self.split(text)
    try refuseMisplaced(text, in: .optimizer, core: "adam")
    if optimizers.entry(id) == nil, let remedy = OptimizerSynonym.remedy(for: id) {
      throw InputError("unknown optimizer '\(id)'; \(remedy)")
    }
    let entry = try optimizers.entries.entry(
      id, kind: "optimizer", listing: "optviz list optimizers", by: \.card.id)
    let choice = OptimizerChoice(entry, try Self.settings(pairs, entry.defaults, of: id, in: text))
    return [
      PastedOptimizer(choice: choice, constructor: nil, call: nil, target: nil, optimizers: optimizers)
    ]
  }

  /// The reader of a text of Python.
  private func reader(of source: PythonSource, _ notes: ReadingNotes, _ values: GivenValues) -> CallReader {
    var scope = PythonScope(source)
    scope.values = values.values
    return CallReader(optimizers: optimizers, scope: scope, notes: notes)
  }

  /// A call, and settings behind it, as in `torch.optim.Adam(params):lr=0.1`.
  private static func splitBehindCall(_ text: String) -> (call: String, pairs: Substring?) {
    guard let bracket = text.lastIndex(of: ")") else { return (text, nil) }
    let rest = text[text.index(after: bracket)...]
    guard rest.first == ":", rest.dropFirst().first?.isLetter == true, rest.contains("=") else {
      return (text, nil)
    }
    return (String(text[...bracket]), rest.dropFirst())
  }

  /// The word after `+` that gives a run its own batches: `sgd+batch:size=16`.
  public static let batchWord = "batch"

  /// The size in `batch:size=16`, 0 or `all` being every example; `nil` for any other attachment.
  static func batchSize(_ text: String) throws(InputError) -> Int? {
    let (id, pairs) = split(text)
    guard id == batchWord else { return nil }
    let value = pairs.flatMap { $0.hasPrefix("size=") ? $0.dropFirst(5) : nil }
    if value == "all" { return 0 }
    guard let value, let size = Int(value), size >= 0 else {
      throw InputError(
        "'+\(text)' is not a batch size; expected +batch:size=16, or size=all for every example")
    }
    return size
  }

  /// A wrapper with settings: `id` or `id:key=value,...`.
  public static func wrapper(_ text: String) throws(InputError) -> WrapperChoice {
    let (id, pairs) = split(text)
    let entry = try WrapperCatalog.all.entry(
      id, kind: "wrapper", listing: "optviz list wrappers", by: \.card.id)
    return WrapperChoice(entry, try settings(pairs, entry.defaults, of: id, in: text))
  }

  /// A schedule with settings: `id` or `id:key=value,...`; or PyTorch's own call, `StepLR(step_size=40)`.
  public func schedule(_ text: String) throws(InputError) -> ScheduleChoice {
    switch try schedule(text, for: nil, ReadingNotes(), try GivenValues([:])) {
    case .moving(let schedule), .replacing(let schedule): return schedule
    }
  }

  /// A schedule for an optimizer.
  private func schedule(
    _ text: String, for owner: PastedOptimizer?, _ notes: ReadingNotes, _ values: GivenValues
  ) throws(InputError) -> LibraryCall.Scheduled {
    guard LibraryCall.isCall(text) || text.hasPrefix("lambda ") else {
      return .moving(try Self.schedule(text))
    }
    return try LibraryCall.schedule(text, for: owner) { reader(of: $0, notes, values) }
  }

  /// A schedule by its identifier.
  static func schedule(_ text: String) throws(InputError) -> ScheduleChoice {
    let (id, pairs) = split(text)
    let entry = try ScheduleCatalog.all.entry(
      id, kind: "schedule", listing: "optviz list schedules", by: \.card.id)
    return ScheduleChoice(entry, try settings(pairs, entry.defaults, of: id, in: text))
  }

  /// Refuses combinations that cannot work.
  static func check(_ choice: OptimizerChoice, _ parts: OptimizerText, in text: String)
    throws(InputError)
  {
    let most = OptimizerChoice.mostEvaluations
    guard choice.wrappers.count <= most else {
      throw InputError("'\(text)': there are \(choice.wrappers.count) wrappers; at most \(most) are accepted")
    }
    guard choice.evaluationsThroughWrappers <= most else {
      throw InputError(
        "'\(text)': through its wrappers each step asks for more than \(most) evaluations; at most \(most) are "
          + "accepted, and \(multipliers(choice))")
    }
    guard let schedule = choice.schedule else { return }
    let id = choice.entry.card.id
    guard choice.hasRate else {
      throw InputError("'\(text)': \(id) has no learning rate, so there is nothing to schedule")
    }
    // PyTorch refuses it too: a cycle of momentum needs a momentum to cycle.
    if schedule.settings.index(of: "cycle_momentum").map({ schedule.settings.values[$0] != 0 }) == true,
      choice.momentumKey == nil
    {
      throw InputError(
        "'\(text)': \(id) has no momentum that \(schedule.entry.card.id) could move; \(withoutCycle(parts))")
    }
  }

  /// The wrappers that multiply evaluations, in words: `each sam doubles them`.
  private static func multipliers(_ choice: OptimizerChoice) -> String {
    var words: [String] = []
    for card in choice.wrappers.map(\.entry.card) where card.evaluations > 1 {
      let word = "each \(card.id) takes \(card.evaluations) for one"
      if !words.contains(word) { words.append(word) }
    }
    return words.joined(separator: ", ")
  }

  /// The setting that makes a schedule leave the momentum alone.
  private static func withoutCycle(_ parts: OptimizerText) -> String {
    let written = parts.attachments.last { $0.sign == "@" }?.text ?? ""
    // In a library's own call it has that library's spelling.
    if written.isEmpty || LibraryCall.isCall(written) { return "give the schedule cycle_momentum=False" }
    let others = parts.attachments.filter { $0.sign != "@" }.map { "+\($0.text)" }.joined()
    let separator = written.contains(":") ? "," : ":"
    return "write \(parts.core)\(others)@\(written)\(separator)cycle_momentum=false"
  }
}
