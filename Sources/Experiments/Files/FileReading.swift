import Optimization
import Toml
import Wording

extension ExperimentFile {
  /// The experiment of a text.
  ///
  /// - Parameters:
  ///   - folder: where the text lies, to which a table's path is relative; empty for the folder of the program.
  ///   - files: the tables that a text may name; without any, only bundled data sets are.
  ///   - allowsOutside: whether a table may lie elsewhere than beside or below the text.
  ///   - viewMistake: says what is wrong with a word of the view; only the app knows what can be shown.
  /// - Throws: everything that is wrong, each with its place.
  public static func read(
    _ text: [UInt8], with optimizers: OptimizerCatalog, in folder: String = "", files: DataFiles = .none,
    allowsOutside: Bool = false, viewMistake: (ViewKey, String, Experiment) -> String? = { _, _, _ in nil }
  ) throws(ExperimentFileProblems) -> ExperimentFile {
    let root: TomlNode
    do throws(TextProblem) {
      root = try TomlDocument.read(text)
    } catch {
      throw ExperimentFileProblems([error])
    }
    var reading = FileReading(
      root, optimizers, TablePlace(folder: folder, files: files, allowsOutside: allowsOutside))
    return try reading.file(viewMistake)
  }
}

/// Reads an experiment's table, and gathers all that is wrong with it.
struct FileReading {
  let optimizers: OptimizerCatalog
  private let tables: TablePlace
  private let start: TextPlace
  private var root: TableReader
  private var problems: [TextProblem] = []

  init(_ root: TomlNode, _ optimizers: OptimizerCatalog, _ tables: TablePlace) {
    (self.optimizers, self.tables, start) = (optimizers, tables, root.place)
    self.root = TableReader(root)
  }

  mutating func file(_ viewMistake: (ViewKey, String, Experiment) -> String?)
    throws(ExperimentFileProblems) -> ExperimentFile
  {
    try checkFormat()
    let title = root.take("title", accepted: "a text", \.text) ?? ""
    let caption = root.take("caption", accepted: "a text", \.text) ?? ""
    let source = root.take("source", accepted: "a text", \.text) ?? ""
    let tags = tags()
    let surface = surface()
    let experiment = experiment(on: surface)
    var runs = RunTables(root.take("run"), optimizers, &problems)
    let viewNode = root.take("view")
    let view = ViewReading.read(viewNode, &problems)
    let claims = ClaimReading.read(root.take("claim"), labels: runs.choices?.labels, &problems)
    root.reportUnknown(of: "experiment")
    problems += root.problems
    guard problems.isEmpty, var experiment else { throw ExperimentFileProblems(problems) }
    if let choices = runs.choices {
      experiment.optimizers = choices
    } else if experiment.surface.dataChoice != nil {
      experiment.optimizers = DataRace.optimizers(for: experiment.objective, from: optimizers)
      runs.standAside(for: experiment.optimizers.count)
    } else {
      throw ExperimentFileProblems([
        TextProblem("there is no run; add a table [[run]] with optimizer = \"adam\"", at: start)
      ])
    }
    if let late = experiment.lateFork {
      throw ExperimentFileProblems([TextProblem(late.message, at: runs.places[late.run])])
    }
    for key in view.keys {
      guard let word = view[key], let mistake = viewMistake(key, word, experiment) else { continue }
      let node = viewNode?.members?.first { $0.key == key.rawValue }?.node
      problems.append(TextProblem(mistake, at: node?.place ?? start))
    }
    guard problems.isEmpty else { throw ExperimentFileProblems(problems) }
    var file = ExperimentFile(experiment)
    (file.title, file.caption, file.source, file.tags) = (title, caption, source, tags)
    (file.hidden, file.looks, file.view, file.claims) = (runs.hidden, runs.looks, view, claims)
    return file
  }

  /// Refuses a text of a later format before anything else, since all of it may mean something else.
  private mutating func checkFormat() throws(ExperimentFileProblems) {
    let known = ExperimentFile.format
    guard let node = root.take("format") else {
      problems.append(
        TextProblem("format is missing; write format = \(known) in the first line", at: start))
      return
    }
    guard let number = node.integer, number >= 1 else {
      problems.append(
        TextProblem("format is \(TableReader.quoted(node)); accepted: \(known)", at: node.place))
      return
    }
    guard number <= known else {
      throw ExperimentFileProblems([
        TextProblem(
          "format \(number) is newer than this program, which reads format \(known); a newer optviz reads it",
          at: node.place)
      ])
    }
  }

  private mutating func tags() -> [String] {
    guard let nodes = root.take("tags", accepted: "a list of words, as in [\"momentum\"]", \.elements) else {
      return []
    }
    return nodes.compactMap { node in
      if let word = node.text, FileReading.isTag(word) { return word }
      problems.append(
        TextProblem(
          "a tag is \(TableReader.quoted(node)); accepted: lower-case words of letters, digits, _ and -",
          at: node.place))
      return nil
    }
  }

  private static func isTag(_ word: String) -> Bool {
    let words = word.split(separator: " ", omittingEmptySubsequences: false)
    return words.allSatisfy { word in
      !word.isEmpty
        && word.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "_" || $0 == "-") }
    }
  }

  // MARK: What is raced

  private mutating func surface() -> SurfaceChoice? {
    let (formula, data) = (root.take("surface"), root.take("data"))
    switch (formula, data) {
    case (let surface?, nil): return SurfaceTable.read(surface, of: optimizers, &problems)
    case (nil, let data?): return DataTable.read(data, tables, &problems)
    case (let surface?, let data?):
      problems.append(
        TextProblem(
          "[surface] and [data] both say what is descended; give one", at: max(surface.place, data.place)))
    case (nil, nil):
      problems.append(
        TextProblem(
          "what is descended is missing: a table [surface] with id = \"beale\" or with a formula, or a table [data]",
          at: start))
    }
    return nil
  }

  /// The experiment without its runs; `nil` without a surface, when its numbers are looked through all the same.
  private mutating func experiment(on surface: SurfaceChoice?) -> Experiment? {
    let range = Experiment.stepRange
    let steps = root.take(
      "steps", accepted: "a whole number from \(range.lowerBound) to \(range.upperBound)"
    ) { node in node.integer.flatMap { range.contains($0) ? $0 : nil } }
    let pace = root.take("pace", accepted: "\"steps\" or \"examples\"") { node in
      node.text.flatMap(Race.Pace.init(rawValue:))
    }
    let seed = root.take(
      "seed", accepted: "a whole number from 0 to \(UInt64.max); in quotes beyond \(Int64.max)"
    ) { node in node.integer.flatMap(UInt64.init(exactly:)) ?? node.text.flatMap { UInt64($0) } }
    let start = root.take("start", accepted: "two finite numbers, as in [1, 1.6]") { node in
      FileReading.numbers(node, count: 2).map { Point($0[0], $0[1]) }
    }
    let domain = domain()
    guard let surface else { return nil }
    let objective = surface.entry.surface(surface.settings)
    let usualSteps = surface.dataChoice == nil ? FileReading.usualSteps : DataRace.steps(for: objective)
    var experiment = Experiment(
      surface: surface, domain: domain ?? objective.domain, start: start ?? objective.start, optimizers: [],
      steps: steps ?? usualSteps, seed: seed ?? 0)
    experiment.pace = pace ?? .steps
    return experiment
  }

  /// How many steps a race makes where nothing is said.
  private static let usualSteps = 200

  private mutating func domain() -> Domain? {
    let accepted = "four finite numbers x0, x1, y0, y1, as in [-5, 5, -5, 5]"
    guard let node = root.take("domain") else { return nil }
    guard let n = FileReading.numbers(node, count: 4) else {
      problems.append(
        TextProblem("domain is \(TableReader.quoted(node)); accepted: \(accepted)", at: node.place))
      return nil
    }
    if let mistake = Specification.mistake(inDomain: n) {
      problems.append(TextProblem("domain: \(mistake)", at: node.place))
      return nil
    }
    return Domain(x: n[0]...n[1], y: n[2]...n[3])
  }

  /// So many finite numbers; `nil` for anything else.
  static func numbers(_ node: TomlNode, count: Int) -> [Double]? {
    guard let numbers = node.elements?.map(\.number), numbers.count == count else { return nil }
    let finite = numbers.compactMap { $0 }.filter(\.isFinite)
    return finite.count == count ? finite : nil
  }
}
