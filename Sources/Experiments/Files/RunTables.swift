import Optimization
import Toml
import Wording

/// The tables `[[run]]`: optimizers with settings, wrappers and a schedule, and forks of runs before them.
struct RunTables {
  /// The runs; `nil` where the text has none.
  private(set) var choices: [OptimizerChoice]?
  private(set) var hidden: Set<Int> = []
  private(set) var looks: [Int] = []
  /// Where each of them begins.
  private(set) var places: [TextPlace] = []

  private let optimizers: OptimizerCatalog

  /// What is accepted where a table is expected.
  private static let accepted = "a table [[run]] for each run"

  init(_ node: TomlNode?, _ optimizers: OptimizerCatalog, _ problems: inout [TextProblem]) {
    self.optimizers = optimizers
    guard let node else { return }
    guard let tables = node.elements, tables.allSatisfy({ $0.members != nil }) else {
      problems.append(
        TextProblem("run is \(TableReader.quoted(node)); accepted: \(RunTables.accepted)", at: node.place))
      return
    }
    guard !tables.isEmpty else {
      problems.append(TextProblem("a race needs a run; accepted: \(RunTables.accepted)", at: node.place))
      return
    }
    choices = []
    let labels = explicitLabels(tables)
    var isWhole = true
    for table in tables {
      places.append(table.place)
      let choice = run(table, beside: labels, &problems)
      if choice == nil { isWhole = false }
      if let choice = choice ?? standIn(for: table) { choices?.append(choice) }
    }
    // Without all of them, the runs' places and labels would be wrong.
    if !isWhole { choices = nil }
  }

  /// Makes room for the usual runs of data.
  mutating func standAside(for count: Int) { looks = Array(0..<count) }

  /// A run in place of one that cannot be read, so that forks of it are not reported too.
  private func standIn(for table: TomlNode) -> OptimizerChoice? {
    func word(_ key: String) -> String? { table.members?.first { $0.key == key }?.node.text }
    var choice = (word("optimizer").flatMap(optimizers.entry) ?? optimizers.entries.first).map {
      OptimizerChoice($0)
    }
    choice?.label = word("label")
    return choice
  }

  /// All labels that are written, so that no default takes one.
  private func explicitLabels(_ tables: [TomlNode]) -> Set<String> {
    Set(tables.compactMap { $0.members?.first { $0.key == "label" }?.node.text })
  }

  private mutating func run(_ table: TomlNode, beside explicit: Set<String>, _ problems: inout [TextProblem])
    -> OptimizerChoice?
  {
    var reader = TableReader(table)
    let before = problems.count
    let place = places.count - 1
    let label = label(&reader)
    let written = reader.take("fork")
    let fork = written.flatMap { self.fork($0, beside: explicit, &problems) }
    let wrappers = reader.take("wrappers")
    let schedule = reader.take("schedule")
    let optimizer = reader.take("optimizer")
    let settings = reader.take("settings")
    let size = reader.take("batch-size", accepted: "a whole number from 0, or \"all\"") { node -> Int? in
      let range = 0...DelimitedText.mostRows
      return node.text == "all" ? 0 : node.integer.flatMap { range.contains($0) ? $0 : nil }
    }
    let color = reader.take("color", accepted: "a whole number from 1 to 1000") { node in
      node.integer.flatMap { 1...1000 ~= $0 ? $0 : nil }
    }
    looks.append(color.map { $0 - 1 } ?? place)
    if reader.take("hidden", accepted: "true or false", \.flag) ?? false { hidden.insert(place) }
    reader.reportUnknown(of: "run")
    problems += reader.problems

    guard var choice = base(optimizer, fork, isFork: written != nil, at: table.place, &problems) else {
      return nil
    }
    let owner = choice.entry.card.id
    if let settings { SettingsTable.read(settings, into: &choice.settings, of: owner, &problems) }
    if let wrappers { choice.wrappers = AttachmentTables.wrappers(wrappers, &problems) }
    if let schedule { choice.schedule = AttachmentTables.schedule(schedule, &problems) }
    if let size { choice.batchSize = size }
    choice.label = label
    if let fork { choice.fork = fork.step == 0 ? fork.former.fork : .init(of: fork.parent, at: fork.step) }
    guard problems.count == before else { return nil }
    do throws(InputError) {
      try Specification.check(choice, OptimizerText(choice.text), in: choice.text)
    } catch {
      problems.append(TextProblem(error.message, at: table.place))
      return nil
    }
    return choice
  }

  private func label(_ reader: inout TableReader) -> String? {
    guard let node = reader.take("label") else { return nil }
    guard let label = node.text, RunLabel.isValid(label) else {
      reader.report("label is \(TableReader.quoted(node)); accepted: \(RunLabel.rule)", at: node.place)
      return nil
    }
    if choices?.contains(where: { $0.label == label }) == true {
      reader.report("the label '\(label)' is given to two runs; each needs its own", at: node.place)
    }
    return label
  }

  /// What a run begins from: the run that it leaves, or an optimizer at its defaults.
  private func base(
    _ optimizer: TomlNode?, _ fork: Fork?, isFork: Bool, at place: TextPlace,
    _ problems: inout [TextProblem]
  ) -> OptimizerChoice? {
    guard let optimizer else {
      if let fork { return fork.former }
      if !isFork {
        problems.append(TextProblem("the run has no optimizer; write optimizer = \"adam\"", at: place))
      }
      return nil
    }
    guard let id = optimizer.text else {
      problems.append(
        TextProblem(
          "optimizer is \(TableReader.quoted(optimizer)); accepted: an optimizer's name", at: optimizer.place)
      )
      return nil
    }
    if let entry = optimizers.entry(id) { return OptimizerChoice(entry) }
    problems.append(TextProblem(unknown(id), at: optimizer.place))
    return nil
  }

  /// The message about a word that is not an optimizer.
  private func unknown(_ id: String) -> String {
    if WrapperCatalog.all.contains(where: { $0.card.id == id }) {
      return "\(id) is a wrapper; write wrappers = [{ id = \"\(id)\" }] beside an optimizer"
    }
    if ScheduleCatalog.all.contains(where: { $0.card.id == id }) {
      return "\(id) is a schedule; write schedule = { id = \"\(id)\" } beside an optimizer"
    }
    if let remedy = OptimizerSynonym.remedy(for: id) { return "unknown optimizer '\(id)'; \(remedy)" }
    if id.contains(where: { ":+@(".contains($0) }) {
      return "optimizer '\(id)' is not a name; settings, wrappers and a schedule have keys of their own"
    }
    return InputError.unknown(
      "optimizer", id, known: optimizers.entries.map(\.card.id), listing: "optviz list optimizers"
    ).message
  }

  // MARK: Forks

  private struct Fork {
    let parent: Int
    let step: Int
    let former: OptimizerChoice
  }

  private func fork(_ node: TomlNode, beside explicit: Set<String>, _ problems: inout [TextProblem]) -> Fork?
  {
    guard node.members != nil else {
      problems.append(
        TextProblem(
          "fork is \(TableReader.quoted(node)); accepted: a table, as in { of = \"adam\", at = 30 }",
          at: node.place))
      return nil
    }
    var reader = TableReader(node)
    let name = reader.take("of", accepted: "the label of a run above it", \.text)
    let range = Experiment.stepRange
    let step = reader.take("at", accepted: "a whole number from 0 to \(range.upperBound)") { node in
      node.integer.flatMap { range.contains($0) ? $0 : nil }
    }
    if name == nil || step == nil, reader.problems.isEmpty {
      reader.report(
        "a fork has the label of the run that it leaves, and the step: { of = \"adam\", at = 30 }",
        at: node.place)
    }
    let (parent, known) = run(called: name ?? "", beside: explicit)
    if let name, step != nil, parent == nil {
      let place = node.members?.first { $0.key == "of" }?.node.place ?? node.place
      reader.report(InputError.unknown("run above it", name, known: known).message, at: place)
    }
    reader.reportUnknown(of: "fork")
    problems += reader.problems
    guard let step, let parent, let former = choices?[parent] else { return nil }
    return Fork(parent: parent, step: step, former: former)
  }

  /// The place of a run by its label among those so far, and their labels.
  private func run(called name: String, beside explicit: Set<String>) -> (Int?, [String]) {
    let labels = (choices ?? []).labels(beside: explicit)
    return (labels.firstIndex(of: name), labels)
  }

  // MARK: As text

  /// The lines of a run's table, from its label on.
  static func lines(_ run: Int, of choices: [OptimizerChoice], _ labels: [String]) -> [String] {
    let choice = choices[run]
    var lines = choice.label.map { ["label = \(TomlText.text($0))"] } ?? []
    var former: OptimizerChoice?
    if let fork = choice.fork, choices.indices.contains(fork.parent) {
      lines.append(
        "fork = "
          + TomlText.table([("of", TomlText.text(labels[fork.parent])), ("at", String(fork.step))]))
      let parent = choices[fork.parent]
      // Where what it changes can be said; the data's own batch size has no word.
      let isChange =
        parent.entry.card.id == choice.entry.card.id && (choice.batchSize != nil || parent.batchSize == nil)
      if isChange { former = parent }
    }
    if former == nil { lines.append("optimizer = \(TomlText.text(choice.entry.card.id))") }
    let usual = former?.settings.values ?? choice.entry.defaults.values
    let pairs = SettingsTable.pairs(choice.settings, unlike: usual)
    if !pairs.isEmpty { lines.append("settings = \(TomlText.table(pairs))") }
    if choice.wrappers != former?.wrappers ?? [] {
      lines.append("wrappers = \(TomlText.list(choice.wrappers.map(AttachmentTables.text)))")
    }
    if choice.schedule != former?.schedule {
      lines.append("schedule = \(AttachmentTables.text(choice.schedule))")
    }
    if let size = choice.batchSize, size != former?.batchSize {
      lines.append("batch-size = \(size == 0 ? "\"all\"" : String(size))")
    }
    return lines
  }
}
