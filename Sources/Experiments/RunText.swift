import Optimization
import Wording

/// A run as words: an optimizer, perhaps with a label (`a=adam:lr=0.1`), or a fork of an earlier run
/// (`b=a:at=50,lr=0.01`).
///
/// A fork is the other run up to a step. Then it takes the settings, wrappers (`+none` for none), batch size and schedule
/// (`@none` for none) that are given, and keeps the others; `b=a:at=50 to gd:lr=0.1` takes another optimizer.
struct RunText {
  /// The label before `=`; `nil` for none.
  let label: String?
  /// What follows it.
  let body: String
  /// The whole text.
  let text: String

  init(_ text: String) {
    self.text = text
    let written = text.drop { $0 == " " }
    if let sign = written.firstIndex(of: "="), RunLabel.isValid(written[..<sign]) {
      let rest = written[written.index(after: sign)...]
      // An assignment of Python has blanks around its sign, or a value that is not an optimizer's name.
      if rest.first?.isLetter == true, !LibraryCall.isCall(String(rest)) || Self.isTelling(written[..<sign]) {
        (label, body) = (String(written[..<sign]), String(rest))
        return
      }
    }
    (label, body) = (nil, text)
  }

  /// Whether a variable's name says something of a run: the usual names of a script's only optimizer do not.
  private static func isTelling(_ name: Substring) -> Bool {
    !["opt", "optim", "optimizer", "optimiser", "tx", "solver", "base_optimizer"].contains(String(name))
  }

  /// What a fork names: the run, the step, what it changes, and the optimizer that it changes to.
  struct Fork {
    let parent: String
    let step: Int
    let changes: Substring?
    let attachments: [OptimizerText.Attachment]
    let other: String?
  }

  /// The fork; `nil` for a text that does not begin like one.
  func fork() throws(InputError) -> Fork? {
    var (front, other) = (body, String?.none)
    if let mark = body.firstRange(of: " to ") {
      (front, other) = (String(body[..<mark.lowerBound]), String(body[mark.upperBound...]))
    }
    let parts = OptimizerText(front)
    let (parent, pairs) = Specification.split(parts.core)
    guard let pairs, let name = pairs.firstRange(of: "at="),
      pairs[..<name.lowerBound].allSatisfy({ $0 == " " })
    else { return nil }
    let rest = pairs[name.upperBound...]
    let comma = rest.firstIndex(of: ",")
    let number = rest[..<(comma ?? rest.endIndex)].trimmed(of: " ")
    guard let step = Int(number), step >= 0 else {
      throw InputError(
        "'\(text)': at=\(number) is not a step; expected a whole number, as in \(parent):at=50")
    }
    let changes = comma.map { rest[rest.index(after: $0)...] }
    if other != nil, changes != nil || !parts.attachments.isEmpty {
      throw InputError("'\(text)': what follows 'to' is the whole optimizer; write its settings there")
    }
    return Fork(
      parent: String(Substring(parent).trimmed(of: " ")), step: step, changes: changes,
      attachments: parts.attachments, other: other)
  }
}

extension Specification {
  /// The runs of several texts, in order: a fork refers to a run before it by its label.
  ///
  /// - Parameters:
  ///   - earlier: runs that stand before them.
  ///   - given: values for variables in a library's call.
  ///   - isStrict: whether a variable without a value is refused.
  public func runs(
    _ texts: [String], after earlier: [OptimizerChoice] = [], given: [String: String] = [:],
    isStrict: Bool = false
  ) throws(InputError) -> OptimizerReading {
    let written = texts.map { RunText($0) }
    var explicit: Set<String> = Set(earlier.compactMap(\.label))
    for label in written.compactMap(\.label) where !explicit.insert(label).inserted {
      throw InputError("the label '\(label)' is given to two runs; each needs its own")
    }
    var choices = earlier
    var (gaps, remarks): ([CallGap], [String]) = ([], [])
    for run in written {
      if let fork = try run.fork() {
        choices.append(try self.fork(fork, of: run, among: choices, beside: explicit))
        continue
      }
      let read = try reading(run.body, given: given, isStrict: isStrict)
      (gaps, remarks) = (gaps + read.gaps, remarks + read.remarks)
      var made = read.choices
      if let label = run.label, made.count == 1 { made[0].label = label }
      choices += made
    }
    return OptimizerReading(choices: Array(choices.dropFirst(earlier.count)), gaps: gaps, remarks: remarks)
  }

  /// Whether every text is a fork, so that the runs which they leave are given elsewhere.
  public func areForks(_ texts: [String]) -> Bool {
    texts.allSatisfy { text in
      // What is wrong with one is told by reading it.
      do throws(InputError) { return try RunText(text).fork() != nil } catch { return true }
    }
  }

  private func fork(
    _ fork: RunText.Fork, of run: RunText, among choices: [OptimizerChoice], beside explicit: Set<String>
  ) throws(InputError) -> OptimizerChoice {
    let labels = choices.labels(beside: explicit)
    guard let parent = labels.firstIndex(of: fork.parent) else {
      throw .unknown("run", fork.parent, known: labels)
    }
    let former = choices[parent]
    var choice: OptimizerChoice
    if let other = fork.other {
      choice = try optimizer(other)
    } else {
      choice = former
      choice.settings = try Self.settings(
        fork.changes, former.settings, of: former.entry.card.name, in: run.text)
      try attach(fork.attachments, to: &choice, in: run.text)
    }
    choice.label = run.label
    choice.fork = fork.step == 0 ? nil : OptimizerChoice.Fork(of: parent, at: fork.step)
    if fork.step == 0 { choice.fork = former.fork }
    return choice
  }

  /// Puts a fork's own wrappers, batch size and schedule in the place of those that it had.
  private func attach(
    _ attachments: [OptimizerText.Attachment], to choice: inout OptimizerChoice, in text: String
  ) throws(InputError) {
    var wrappers: [WrapperChoice]?
    for part in attachments {
      if part.sign == "@" {
        choice.schedule = part.text == Self.nothing ? nil : try schedule(part.text)
      } else if let size = try Self.batchSize(part.text) {
        choice.batchSize = size
      } else if part.text == Self.nothing {
        wrappers = []
      } else {
        wrappers = (wrappers ?? []) + [try Self.wrapper(part.text)]
      }
    }
    if let wrappers { choice.wrappers = wrappers }
    try Self.check(choice, OptimizerText(choice.text), in: text)
  }

  /// The word for no wrapper and for no schedule, in a fork.
  static let nothing = "none"
}

extension [OptimizerChoice] {
  /// Each run in its command-line form, with its label where it has one; forks as what they change.
  public var texts: [String] {
    let labels = labels
    return indices.map { run in
      let choice = self[run]
      let name = choice.label.map { "\($0)=" } ?? ""
      guard let fork = choice.fork, indices.contains(fork.parent) else { return name + choice.text }
      return name + "\(labels[fork.parent]):at=\(fork.step)" + choice.changes(from: self[fork.parent])
    }
  }
}

extension OptimizerChoice {
  /// What a fork changes, as written behind its step.
  fileprivate func changes(from former: OptimizerChoice) -> String {
    guard entry.card.id == former.entry.card.id, batchSize != nil || former.batchSize == nil else {
      return " to \(text)"
    }
    var words = ""
    for (index, setting) in settings.settings.enumerated()
    where settings.values[index].bitPattern != former.settings.values[index].bitPattern {
      words += ",\(setting.key)=\(setting.text(settings.values[index]))"
    }
    if wrappers != former.wrappers {
      words += wrappers.isEmpty ? "+\(Specification.nothing)" : wrappers.map { "+" + $0.text }.joined()
    }
    if batchSize != former.batchSize {
      words += batchSize.map { "+\(Specification.batchWord):size=\($0)" } ?? ""
    }
    if schedule != former.schedule { words += "@" + (schedule?.text ?? Specification.nothing) }
    return words
  }
}
