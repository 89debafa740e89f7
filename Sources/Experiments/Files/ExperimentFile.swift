import Optimization
import Toml

/// An experiment as it is kept: what is raced, how it is looked at, what it shows, and where it comes from.
///
/// A value: reading its text gives it back. Neither touches a file: the caller gives the bytes, and the tables that
/// they name.
public struct ExperimentFile: Hashable, Sendable {
  /// The number of the format; a file with a greater one is refused.
  public static let format = 1

  /// A name of a few words.
  public var title = ""
  /// One or two sentences: what there is to see.
  public var caption = ""
  /// Where its settings come from.
  public var source = ""
  /// What it belongs to, in words that can be searched for.
  public var tags: [String] = []
  /// What is raced.
  public var experiment: Experiment
  /// The runs that are not drawn, counted from 0.
  public var hidden: Set<Int> = []
  /// Which of the theme's colours and heads each run has, counted from 0.
  public var looks: [Int]
  /// How it is looked at, and at which moment.
  public var view = ViewTable()
  /// What it shows, in sentences that can be checked.
  public var claims: [Claim] = []

  /// An experiment without words.
  public init(_ experiment: Experiment) {
    self.experiment = experiment
    looks = Array(experiment.optimizers.indices)
  }
}

/// What is wrong with an experiment's text: at least one problem, in the order of their places.
public struct ExperimentFileProblems: Error, Hashable, Sendable {
  /// The problems.
  public let all: [TextProblem]

  init(_ problems: [TextProblem]) {
    var seen: Set<TextProblem> = []
    all = problems.filter { seen.insert($0).inserted }.enumerated()
      .sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }.map(\.element)
  }

  /// The first of them, and how many more there are.
  public var brief: String {
    guard let first = all.first else { return "" }
    return "\(first)" + (all.count > 1 ? " (and \(all.count - 1) more: optviz check)" : "")
  }
}
