import Experiments
import Optimization
import Optimizers
import Testing

/// The evidence of the stored numbers for a card: a library's method was compared step by step, with some features.
struct Evidence {
  /// The identifier of the optimizer, wrapper or schedule.
  let card: String
  /// The library with its version: `torch 2.13.0`.
  let library: String
  /// The library's name of the method, without its module.
  let name: String
  /// Settings in use, by keyword and value, and what else was compared: `average`, `evaluations`.
  let features: Set<String>

  private init(_ card: String, _ library: String, _ name: String, _ features: Set<String>) {
    self.card = card
    // "optax 0.2.8 (jax 0.10.2)": the platform does not matter.
    self.library = library.split(separator: " ").prefix(2).joined(separator: " ")
    self.name = name
    self.features = features
  }

  /// The evidence of all trajectories, schedules and minima, one item for each case; read once.
  static let all = Result { try trajectories() + batches() + schedules() + minima() }

  /// The cases that `TrajectoryReferenceTests` compares.
  private static func trajectories() throws -> [Evidence] {
    try TrajectoryReferenceTests.libraries.flatMap { library in
      try Fixtures.names(in: "trajectories/\(library)").flatMap { name in
        let file = try Fixtures.load("trajectories/\(library)/\(name)", as: TrajectoryFile.self)
        let unreproduced = TrajectoryReferenceTests.unreproduced.keys
        return try file.cases.filter { one in !unreproduced.contains { one.id.hasPrefix($0) } }.flatMap(shown)
      }
    }
  }

  /// The cases that `MiniBatchReferenceTests` compares.
  private static func batches() throws -> [Evidence] {
    try ["linear", "logistic"].flatMap {
      try Fixtures.load("minibatch/\($0).json", as: TrajectoryFile.self).cases.flatMap(shown)
    }
  }

  /// The evidence of a case: for the optimizer, or for its wrapper, and for the schedule.
  private static func shown(by reference: TrajectoryFile.Case) throws -> [Evidence] {
    let call = try LibraryCalls.text(reference)
    let choice = try Specification(optimizers: .standard).optimizer(call)
    // A chain that a call stands for has no card.
    guard choice.entry.chain == nil else { return [] }
    var features: Set = ["double precision", "step by step"]
    for (key, value) in reference.hyperparameters { features.formUnion(phrases(key, value)) }
    if call.contains("opaque_mode=True") { features.insert("opaque mode") }
    if reference.average != nil { features.insert("average") }
    if reference.evaluations != nil { features.insert("evaluations") }
    if reference.momentum_per_step != nil { features.insert("momentum") }
    let name = name(of: reference, call)
    if name == "minimize" { features.insert("method='\(reference.optimizer.scipy)'") }
    // An optimizer inside another one counts as that library's only if it stands alone.
    var cards = choice.wrappers.map(\.entry.card.id)
    if reference.hyperparameters["base"] == nil { cards.append(choice.entry.card.id) }
    var evidence = cards.map { Evidence($0, reference.library, name, features) }
    if let schedule = reference.schedule, let ours = choice.schedule {
      evidence.append(Evidence(ours.entry.card.id, reference.library, schedule: schedule.name, features))
    }
    return evidence
  }

  /// The library's name for a case's method: that of the outermost constructor.
  private static func name(of reference: TrajectoryFile.Case, _ call: String) -> String {
    switch reference.family {
    case "article": reference.optimizer
    case "scipy": "minimize"
    // Where the library's own call is not accepted, the text names the optimizer itself.
    case _ where !call.contains("("): String(call.prefix { $0 != ":" })
    default: String(call.prefix { $0 != "(" }.split(separator: ".").last ?? "")
    }
  }

  /// The phrases for a hyperparameter's value: `line_search_fn=None` is "without line search".
  private static func phrases(_ key: String, _ value: Hyperparameter) -> [String] {
    let spoken = key.replacing("_fn", with: "").replacing("_", with: " ")
    switch value {
    case .none, .flag(false): return ["without \(spoken)"]
    case .number(0): return ["without \(spoken)", "\(key)=0"]
    case .text(let text) where text.hasPrefix("exact diagonal"): return ["exact Hessian diagonal"]
    default: return [key, spoken]
    }
  }

  /// The rates that `TrajectoryReferenceTests` compares.
  private static func schedules() throws -> [Evidence] {
    struct File: Decodable {
      struct Entry: Decodable {
        let library: String
        let schedule: String
        let parameters: [String: Hyperparameter]
        let momentum: [Double]?
      }
      let schedules: [Entry]
    }
    return try Fixtures.load("schedules.json", as: File.self).schedules.map { reference in
      let call = try LibraryCalls.scheduler(reference.schedule, reference.parameters)
      let schedule = try Specification(optimizers: .standard).schedule(call)
      return Evidence(
        schedule.entry.card.id, reference.library, schedule: reference.schedule,
        reference.momentum == nil ? [] : ["momentum"])
    }
  }

  /// A schedule by the reference's name for it, in which a function's name follows a colon.
  private init(_ card: String, _ library: String, schedule: String, _ features: Set<String>) {
    let isInverseTime = schedule == "LambdaLR:inverse_time"
    let formula = isInverseTime ? Claim.features("1/(1 + decay t)") : []
    self.init(card, library, isInverseTime ? "LambdaLR" : schedule, features.union(formula))
  }

  /// The minima that `ClassicalMethodTests` compares.
  private static func minima() throws -> [Evidence] {
    struct File: Decodable {
      struct Case: Decodable { let optimizer: String }
      let library: String
      let cases: [Case]
    }
    let file = try Fixtures.load("classical_minima.json", as: File.self)
    return file.cases.map {
      Evidence($0.optimizer, file.library, "minimize", ["method='\($0.optimizer.scipy)'", "minima reached"])
    }
  }
}

extension String {
  /// The name of a method in SciPy's `minimize`.
  fileprivate var scipy: String {
    ["nelder_mead": "Nelder-Mead", "bfgs": "BFGS", "conjugate_gradient": "CG"][self] ?? self
  }
}
