import ArgumentParser
import Experiments
import Optimization
import OptvizApp
import Wording

/// The options that choose what is raced, the same for every command.
///
/// They are kept as written and read together, since each depends on others: a surface brings its
/// own rectangle and start. A value may begin with a dash (`--start -1.5,2`), so whatever follows an option is its
/// value.
struct ExperimentOptions: ParsableArguments {
  /// The accepted numbers of steps of a run.
  static let stepRange = Experiment.stepRange

  @Option(
    name: .customLong("experiment"), parsing: .unconditional,
    help: ArgumentHelp(
      "The experiment to begin with, bundled or a file; the other options change it. See 'optviz list experiments'. "
        + "(default: \(Catalogs.experiments.opening.id))", valueName: "name|FILE.toml"),
    completion: Completion.experiment)
  var base: String?

  @Flag(
    name: .customLong("allow-outside"),
    help: "Let an experiment's file read a table that lies neither beside nor below it.")
  var allowsOutside = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The surface, with its own domain and start. See 'optviz list surfaces'.",
      valueName: "id[:key=value,...]"), completion: Completion.surface)
  var surface: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "A formula as the surface, as in 'x^2 + 10*y^2' or 'a*x^2 + y^2; a=3'.", valueName: "formula"))
  var expression: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The rectangle that the map shows.", valueName: "x0,x1,y0,y1"))
  var domain: String?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Where every run begins, as in -1.5,2.", valueName: "x,y"))
  var start: String?

  @Option(
    name: [.customLong("optimizer"), .customLong("fork")], parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "A run: an optimizer or a library's own constructor call, with or without a label, as in a=adam:lr=0.1; can be repeated. The runs given replace the experiment's. See 'optviz list optimizers'. A fork repeats an earlier run up to a step and goes on with other settings, as in b=a:at=50,lr=0.01, or with another optimizer, as in b=a:at=50 to gd:lr=0.1.",
      valueName: "[label=]id[:key=value,...]"), completion: Completion.optimizer)
  var optimizers: [String] = []

  @Option(
    name: .customLong("let"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "A value for a variable in a library's call, as in args.lr=3e-4; can be repeated. Without a value, the library's default is used.",
      valueName: "name=value"))
  var given: [String] = []

  @Flag(
    help: "Refuse variables without a value in a library's call, instead of taking the library's defaults.")
  var strict = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many steps each run makes, at most \(stepRange.upperBound).", valueName: "n"))
  var steps: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "With data: whether runs are compared after equal numbers of steps or of examples. (default: steps)",
      valueName: Race.Pace.words), completion: Race.Pace.completion)
  var equal: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "With data: how many passes over the data each run makes. Runs are then compared at equal examples.",
      valueName: "n"))
  var epochs: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The seed of all randomness: noise, batches, random starts.", valueName: "n"))
  var seed: String?

  @OptionGroup(title: "Data") var data: DataOptions

  /// Refuses invalid options before any command begins, except with data: those are read only once.
  func validate() throws {
    if data.data == nil, !readsFile { _ = try experiment() }
  }

  /// Whether the experiment to begin with is a file.
  private var readsFile: Bool { base.map(ExperimentInput.isPath) ?? false }

  /// The files that are read.
  var files: [String] { (readsFile ? [base].compactMap(\.self) : []) + data.files }

  /// The experiment that the options describe.
  ///
  /// Reads the data if there are any, so a command calls it once, before anything else.
  func experiment(readsStandardInput: Bool = true) throws -> Experiment {
    try file(readsStandardInput: readsStandardInput).experiment
  }

  /// The same with the words and the view of the experiment that it begins with, as far as they fit what is raced.
  func file(readsStandardInput: Bool = true) throws -> ExperimentFile {
    try opened(readsStandardInput: readsStandardInput).file
  }

  /// The same, and the file on the disk that it was read from; `nil` for none.
  func opened(readsStandardInput: Bool) throws -> (file: ExperimentFile, kept: KeptFile?) {
    let (file, kept) = try baseFile()
    let experiment = try changed(file.experiment, readsStandardInput: readsStandardInput)
    return experiment == file.experiment
      ? (file, kept) : (file.taking(experiment, keepsWords: base != nil), kept)
  }

  /// An experiment with what the options change of it.
  private func changed(_ experiment: Experiment, readsStandardInput: Bool) throws -> Experiment {
    var experiment = experiment
    try refuseSeveralSurfaces()
    let catalog = Catalogs.experiments
    let words = catalog.specification
    if let surface {
      experiment.take(try surface.asValue(of: "--surface", words.surface), in: catalog)
    }
    if let expression {
      experiment.take(try expression.asValue(of: "--expression", Specification.expression), in: catalog)
    }
    if let loss = try data.surface(readsStandardInput: readsStandardInput) {
      experiment.take(loss, in: catalog)
    }
    if let domain { experiment.domain = try domain.asValue(of: "--domain", Specification.domain) }
    if let start { experiment.start = try start.asValue(of: "--start", Specification.point) }
    if !optimizers.isEmpty {
      experiment.optimizers = try runs(words, of: experiment)
    } else if let first = given.first {
      throw InputError("--let \(first): no --optimizer is given in which it could be used")
    }
    if let steps { experiment.steps = try WholeNumber.read(steps, "--steps", in: Self.stepRange) }
    if let equal { experiment.pace = try Race.Pace(equal, of: "--equal") }
    if let epochs { try take(epochs: epochs, in: &experiment) }
    if let seed { experiment.seed = try WholeNumber.read(seed, "--seed", in: 0...UInt64.max) }
    try experiment.checkForks()
    return experiment
  }

  /// The runs of the optimizers' texts; forks alone are added to the experiment's own runs.
  private func runs(_ words: Specification, of experiment: Experiment) throws(InputError)
    -> [OptimizerChoice]
  {
    var values: [String: String] = [:]
    for pair in given {
      guard let sign = pair.firstIndex(of: "="), sign > pair.startIndex,
        pair.index(after: sign) < pair.endIndex
      else {
        throw InputError(
          "--let '\(pair)' is not a variable with its value; expected name=value, as in args.lr=3e-4")
      }
      values[String(pair[..<sign])] = String(pair[pair.index(after: sign)...])
    }
    let own = words.areForks(optimizers) ? experiment.optimizers : []
    do {
      return own + (try words.runs(optimizers, after: own, given: values, isStrict: strict).choices)
    } catch {
      throw error.inOption("--optimizer")
    }
  }

  /// What a person should know of how an experiment's optimizers were read, one sentence each.
  static func readingRemarks(on experiment: Experiment) -> [String] {
    var sentences: [String] = []
    for notes in experiment.optimizers.map(\.notes) {
      let assumed = notes.assumed.map { gap in
        if gap.parameter.isEmpty { return "\(gap.name) is not known; its keywords are left out" }
        let what =
          gap.name == gap.parameter
          ? "the library's default is taken" : "\(gap.parameter) is the library's default"
        return "\(gap.name) has no value; \(what), \(gap.value)"
      }
      for sentence in assumed + notes.remarks where !sentences.contains(sentence) {
        sentences.append(sentence)
      }
    }
    return sentences
  }

  /// Refuses an experiment without one finite loss; returns what a person should know of another one.
  static func remarks(on experiment: Experiment) throws(ValuelessLoss) -> [String] {
    let remarks = experiment.remarks
    // The last one says what is missing.
    if experiment.missingValues == .everywhere, let last = remarks.last { throw ValuelessLoss(message: last) }
    return remarks
  }

  /// Refuses options that give more than one surface.
  private func refuseSeveralSurfaces() throws(InputError) {
    let given = [("--surface", surface), ("--expression", expression), ("--data", data.data)]
      .filter { $0.1 != nil }.map(\.0)
    if given.count > 1 {
      throw InputError("\(given[0]) and \(given[1]) both say what is descended; give one")
    }
  }

  /// Takes a length in passes over the data: as many steps as the smallest batches need.
  private func take(epochs: String, in experiment: inout Experiment) throws(InputError) {
    let objective = experiment.objective
    let dealt = experiment.optimizers.compactMap { RunConditions.batches(of: $0, on: objective) }
    guard let perEpoch = dealt.map(\.stepsPerEpoch).max() else {
      throw InputError("--epochs \(epochs): only data has epochs; give --data FILE, or --steps instead")
    }
    guard steps == nil else { throw InputError("--epochs and --steps both say how long a run is; give one") }
    let most = max(1, Self.stepRange.upperBound / perEpoch)
    experiment.steps = perEpoch * (try WholeNumber.read(epochs, "--epochs", in: 0...most))
    if equal == nil { experiment.pace = .examples }
  }

  private func baseFile() throws -> (file: ExperimentFile, kept: KeptFile?) {
    guard let base else { return (Catalogs.experiments.opening.file, nil) }
    guard ExperimentInput.isPath(base) else {
      return (try base.asValue(of: "--experiment", Catalogs.experiments.named).file, nil)
    }
    return try OptionError.naming("--experiment") {
      let (file, text) = try ExperimentInput.read(base, allowsOutside: allowsOutside)
      return (file, KeptFile(path: base, text: text))
    }
  }
}

/// What was given can be read, and has no finite value to race on.
struct ValuelessLoss: Error {
  /// What is missing, in a sentence.
  let message: String
}
