import Optimization
import Wording

/// What the runs of a race are called: by their label, else by their optimizer's identifier, numbered where it repeats.
public enum RunLabel {
  /// The longest label: it has to fit into a table.
  public static let longest = 24

  /// What a label looks like, for messages.
  public static let rule = "a letter, then letters, digits, _ and -, at most \(longest) characters"

  /// Whether a text can be a label.
  public static func isValid(_ text: some StringProtocol) -> Bool {
    guard let first = text.first, first.isASCII, first.isLetter, text.count <= longest else { return false }
    return text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_-".contains($0)) }
  }

  /// The label of a run without one: its identifier, with the first number that is free.
  static func standard(_ id: String, beside taken: Set<String>) -> String {
    guard taken.contains(id) else { return id }
    var number = 2
    while taken.contains("\(id)\(number)") { number += 1 }
    return "\(id)\(number)"
  }

  /// The labels of runs by their own labels and their optimizers' identifiers; `others` are taken too.
  static func labels(_ runs: [(label: String?, id: String)], beside others: Set<String> = []) -> [String] {
    var taken = others.union(runs.compactMap(\.label))
    return runs.map { run in
      if let label = run.label { return label }
      let label = standard(run.id, beside: taken)
      taken.insert(label)
      return label
    }
  }
}

extension [OptimizerChoice] {
  /// What the runs are called; all different where the given labels are.
  public var labels: [String] { labels(beside: []) }

  /// What the runs are called where runs behind them have labels too.
  func labels(beside others: Set<String>) -> [String] {
    RunLabel.labels(map { ($0.label, $0.entry.card.id) }, beside: others)
  }

  /// The runs without some of them, and without what was forked from those; the places of ancestors follow.
  public func removing(_ runs: Set<Int>) -> (kept: [OptimizerChoice], places: [Int]) {
    let places = indices.filter { run in !runs.contains { $0 == run || isFork(run, of: $0) } }
    let kept = places.map { place in
      var choice = self[place]
      if let fork = choice.fork, let parent = places.firstIndex(of: fork.parent) {
        choice.fork?.parent = parent
      }
      return choice
    }
    return (kept, places)
  }

  /// The runs with another one at a place; the places of ancestors follow.
  public func inserting(_ choice: OptimizerChoice, at place: Int) -> [OptimizerChoice] {
    var runs = map { run in
      var run = run
      if let fork = run.fork, fork.parent >= place { run.fork?.parent += 1 }
      return run
    }
    runs.insert(choice, at: place)
    return runs
  }
}

extension Experiment {
  /// Refuses forks beyond the end of the run that they leave.
  public func checkForks() throws(InputError) {
    if let late = lateFork { throw InputError(late.message) }
  }

  /// The first fork that begins beyond the end of the run that it leaves, and what is said of it; `nil` for none.
  var lateFork: (run: Int, message: String)? {
    guard optimizers.contains(where: { $0.fork != nil }) else { return nil }
    let race = race()
    let labels = optimizers.labels
    for (run, choice) in optimizers.enumerated() {
      guard let fork = choice.fork else { continue }
      let last = race.step(of: fork.parent, at: steps)
      guard fork.step <= last else {
        return (
          run,
          "the fork '\(labels[run])' begins at step \(fork.step), and \(labels[fork.parent]) makes only \(last)"
        )
      }
    }
    return nil
  }
}
