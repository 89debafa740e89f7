import Optimization
import Wording

/// The bundled experiments, built from the optimizers that are passed in.
public struct ExperimentCatalog: Sendable {
  /// The optimizers that experiments and command lines name.
  public let optimizers: OptimizerCatalog
  /// One entry for each experiment, in the order in which they are listed.
  public let entries: [ExperimentEntry]

  /// The experiments, with these optimizers.
  public init(optimizers: OptimizerCatalog) {
    self.optimizers = optimizers
    entries = ExperimentWords.all.map { ExperimentEntry($0, optimizers) }
  }

  /// The experiment that the program opens with.
  public var opening: ExperimentEntry { entries[0] }

  /// The words for these optimizers.
  public var specification: Specification { Specification(optimizers: optimizers) }

  /// The identifiers of all experiments, whatever their optimizers.
  static let names = ExperimentWords.all.map(\.id)

  /// The experiment of that identifier.
  ///
  /// Refuses an unknown one, and says where a word of another kind belongs.
  public func named(_ id: String) throws(InputError) -> ExperimentEntry {
    if let entry = entry(id) { return entry }
    if let remedy = MisplacedWord.remedy(for: id, in: .experiment, of: optimizers) {
      throw InputError("'\(id)': \(remedy)")
    }
    throw .unknown("experiment", id, known: Self.names, listing: "optviz list experiments")
  }

  /// The experiment of that identifier; `nil` for none.
  public func entry(_ id: String) -> ExperimentEntry? { entries.first { $0.id == id } }
}

/// The experiments are always the same, so catalogs differ only in their optimizers.
extension ExperimentCatalog: Hashable {
  public static func == (a: ExperimentCatalog, b: ExperimentCatalog) -> Bool { a.ids == b.ids }
  public func hash(into hasher: inout Hasher) { hasher.combine(ids) }

  private var ids: [String] { optimizers.entries.map(\.card.id) }
}

/// An experiment in the catalog.
public struct ExperimentEntry: Sendable {
  private let words: ExperimentWords
  private let optimizers: OptimizerCatalog

  fileprivate init(_ words: ExperimentWords, _ optimizers: OptimizerCatalog) {
    self.words = words
    self.optimizers = optimizers
  }

  /// The word on the command line.
  public var id: String { words.id }
  /// The name on the screen.
  public var name: String { words.name }
  /// One sentence: what it shows.
  public var summary: String { words.summary }
  /// Where its settings come from.
  public var source: String { words.source }

  /// The experiment.
  public var experiment: Experiment {
    do {
      return try words.make(ExperimentCatalog(optimizers: optimizers))
    } catch {
      // A test reads every entry, so an invalid word never ships.
      preconditionFailure("experiment \(id): \(error)")
    }
  }
}

/// An experiment in the words of the command line.
private struct ExperimentWords: Sendable {
  let id, name, summary, source: String
  let make: @Sendable (ExperimentCatalog) throws(InputError) -> Experiment

  init(
    id: String, name: String, summary: String, source: String, surface: String, domain: String, start: String,
    steps: Int, optimizers: [String]
  ) {
    (self.id, self.name, self.summary, self.source) = (id, name, summary, source)
    make = { catalog throws(InputError) in
      Experiment(
        surface: try Specification.surface(surface), domain: try Specification.domain(domain),
        start: try Specification.point(start), optimizers: try catalog.specification.optimizers(optimizers),
        steps: steps)
    }
  }

  /// A bundled data set under settings of its model; its usual race by default.
  init(
    id: String, name: String, summary: String, source: String, data: String, settings: String, steps: Int,
    pace: Race.Pace = .steps, optimizers: [String] = []
  ) {
    (self.id, self.name, self.summary, self.source) = (id, name, summary, source)
    make = { catalog throws(InputError) in
      var experiment = catalog.opening.experiment
      experiment.take(try Specification.data(data, settings), in: catalog)
      (experiment.steps, experiment.pace) = (steps, pace)
      if !optimizers.isEmpty {
        experiment.optimizers = try catalog.specification.optimizers(optimizers)
      }
      return experiment
    }
  }

  /// One entry for each experiment; the program opens with the first.
  static let all: [ExperimentWords] = [
    ExperimentWords(
      id: "performance_comparison", name: "Performance comparison",
      summary: "The well-known picture: six methods start at one point of Beale's function and separate.",
      source:
        "Settings reconstructed by fitting the well-known animation of 199 frames, whose author published "
        + "none; Adam, which it does not show, at 0.1.",
      surface: "beale", domain: "-5,5,-5,5", start: "1,1.6", steps: 198,
      optimizers: [
        "gd:lr=0.001", "heavy_ball:lr=0.001,momentum=0.95", "nesterov:lr=0.001,momentum=0.95", "adagrad:lr=1",
        "rmsprop:lr=0.075,beta=0.95", "adam:lr=0.1",
      ]),
    ExperimentWords(
      id: "zigzag", name: "Zigzag and momentum",
      summary:
        "Plain descent zigzags across a stretched bowl; momentum cancels the zigzag and keeps the progress.",
      source: "The article's explanation of momentum.",
      surface: "bowl:k=20", domain: "-5,5,-3,3", start: "-4.6,1.6", steps: 80,
      optimizers: ["gd:lr=0.09", "momentum:lr=0.12,beta=0.5", "rmsprop:lr=0.1"]),
    ExperimentWords(
      id: "valley", name: "Along Rosenbrock's valley",
      summary: "The valley is found at once and followed slowly: which methods make use of past gradients?",
      source: "Rosenbrock's own start (-1.2, 1).",
      surface: "rosenbrock", domain: "-2,2,-1,3", start: "-1.2,1", steps: 600,
      optimizers: [
        "gd:lr=0.001", "heavy_ball:lr=0.001,momentum=0.9", "nesterov:lr=0.001,momentum=0.9",
        "rmsprop:lr=0.01",
        "adam:lr=0.05",
      ]),
    ExperimentWords(
      id: "escape", name: "Off the saddle",
      summary:
        "Beside a saddle the gradient is nearly zero: adaptive methods leave at once, plain descent waits.",
      source: "After the well-known animation of methods at a saddle point; the settings are our own.",
      surface: "saddle", domain: "-2,2,-2,2", start: "-1.5,0.001", steps: 160,
      optimizers: [
        "gd:lr=0.02", "heavy_ball:lr=0.02,momentum=0.9", "nesterov:lr=0.02,momentum=0.9", "adagrad:lr=0.2",
        "rmsprop:lr=0.03", "adam:lr=0.05",
      ]),
    ExperimentWords(
      id: "basins", name: "Which minimum?",
      summary: "Four equal minima: from one start, methods end in different ones.",
      source: "Settings our own.",
      surface: "himmelblau", domain: "-5,5,-5,5", start: "-0.2,-1.4", steps: 200,
      optimizers: [
        "gd:lr=0.01", "heavy_ball:lr=0.012,momentum=0.92", "nesterov:lr=0.01,momentum=0.9", "adagrad:lr=1.5",
        "rmsprop:lr=0.05", "adam:lr=0.5",
      ]),
    ExperimentWords(
      id: "batch_sizes", name: "Full batch, mini-batch, single example",
      summary:
        "The same number of examples spent in three ways: few exact steps, or many noisy ones.",
      source:
        "The article's three kinds of gradient descent; the rates are our own, each as large as the method allows.",
      data: "line", settings: "", steps: 600, pace: .examples,
      optimizers: [
        "gd:lr=0.2+batch:size=all", "gd:lr=0.05+batch:size=8", "gd:lr=0.005+batch:size=1",
      ]),
    ExperimentWords(
      id: "expanding_universe", name: "The expanding universe",
      summary: "A line through Hubble's 24 nebulae of 1929: the loss falls as the line turns.",
      source: "The data's usual race.", data: "hubble", settings: "", steps: 200),
    ExperimentWords(
      id: "long_bowl", name: "Years make a long bowl",
      summary:
        "Unscaled years give a condition number of 10^10, and no method moves along the valley; scaling x fixes it.",
      source: "The data's usual race.", data: "mauna_loa", settings: "", steps: 200),
    ExperimentWords(
      id: "o_rings", name: "O-rings in the cold",
      summary: "Logistic regression on the shuttle launches before the accident, in mini-batches of 8.",
      source: "The data's usual race.", data: "challenger", settings: "scale=standard,batch_size=8",
      steps: 200),
  ]
}
