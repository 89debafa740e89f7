import Experiments
import Optimization
import Testing

/// The text that a person would write for a case of the reference: the library's own constructor call.
enum LibraryCalls {
  /// The call of a case, with all its hyperparameters and its schedule.
  static func text(_ reference: TrajectoryFile.Case) throws -> String {
    let given = reference.hyperparameters
    if reference.family == "article" {
      let settings = given.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.python)" }
      return "\(reference.optimizer == "sgd" ? "gd" : reference.optimizer):" + settings.joined(separator: ",")
    }
    // SciPy's minimizers are functions of the whole problem; its names for their settings are used here too.
    if reference.family == "scipy" {
      let settings = given.filter { $0.key != "adaptive" }.map { "\($0.key)=\($0.value.python)" }
      return settings.isEmpty
        ? reference.optimizer : "\(reference.optimizer):" + settings.sorted().joined(separator: ",")
    }
    let name = try #require(function(reference.family, reference.optimizer), "\(reference.id)")
    // These files have the exact diagonal of the Hessian, which optax' own call estimates.
    if name == "optax.contrib.sophia" { return exactSophia(given) }
    let text = around(name, given, reference) ?? call(name, given)
    guard let schedule = reference.schedule else { return text }
    return text + "@" + (try scheduler(schedule.name, schedule.parameters))
  }

  private static func exactSophia(_ given: [String: Hyperparameter]) -> String {
    let names = ["learning_rate": "lr", "b1": "beta1", "b2": "beta2"]
    let settings = given.filter { $0.key != "hessian" }.map {
      "\(names[$0.key] ?? $0.key)=\($0.value.python)"
    }
    // optax' own default.
    let decay = given["weight_decay"] == nil ? ["weight_decay=1e-4"] : []
    return "sophia:" + (settings.sorted() + decay).joined(separator: ",")
  }

  /// The call of a scheduler under the reference's name for it.
  static func scheduler(_ name: String, _ parameters: [String: Hyperparameter]) throws -> String {
    let module = "torch.optim.lr_scheduler."
    switch name {
    // A function, not a constructor call.
    case "LambdaLR:inverse_time": return "inverse_time:decay=\(try #require(parameters["decay"]).python)"
    case "LinearLR+CosineAnnealingLR":
      func word(_ key: String) throws -> String { try #require(parameters[key]).python }
      let linear =
        "LinearLR(optimizer, start_factor=\(try word("start_factor")), total_iters=\(try word("warmup")))"
      let cosine = "CosineAnnealingLR(optimizer, T_max=\(try word("T_max")), eta_min=\(try word("eta_min")))"
      return
        "\(module)SequentialLR(optimizer, [\(module)\(linear), \(module)\(cosine)], milestones=[\(try word("warmup"))])"
    default: return call(module + name, parameters)
    }
  }

  private static func call(
    _ function: String, _ keywords: [String: Hyperparameter], first: String? = nil
  ) -> String {
    let words = keywords.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.python)" }
    return "\(function)(\(([first].compactMap { $0 } + words).joined(separator: ", ")))"
  }

  /// The nested call of a wrapper around an optimizer; `nil` for an optimizer that stands alone.
  private static func around(
    _ function: String, _ given: [String: Hyperparameter], _ reference: TrajectoryFile.Case
  ) -> String? {
    guard case .text(let base)? = given["base"] else { return nil }
    let own: Set<String> =
      switch function {
      case "optax.lookahead": ["sync_period", "slow_step_size", "reset_state"]
      case "optax.contrib.mechanize": ["weight_decay", "eps", "s_init", "num_betas"]
      case "optax.contrib.sam": ["rho", "sync_period", "reset_state"]
      default: ["k", "alpha", "pullback_momentum"]
      }
    let inner = reference.family == "optax" ? "optax." + base : "torch.optim.Adam"
    var outer = given.filter { own.contains($0.key) }
    var first = call(inner, given.filter { !own.contains($0.key) && $0.key != "base" })
    if let rho = outer.removeValue(forKey: "rho") {
      first += ", optax.chain(optax.contrib.normalize(), optax.sgd(\(rho.python)))"
      outer["opaque_mode"] = .flag(true)
    }
    return call(function, outer, first: first)
  }

  private static func function(_ family: String, _ optimizer: String) -> String? {
    switch family {
    case "torch": torch[optimizer].map { "torch.optim." + $0 }
    case "keras": "keras.optimizers." + optimizer
    case "optax":
      optimizer == "momentum"
        ? "optax.sgd" : "optax." + (contributed.contains(optimizer) ? "contrib." : "") + optimizer
    case "pytorch-optimizer": pytorchOptimizer[optimizer].map { "pytorch_optimizer." + $0 }
    case "schedulefree":
      "schedulefree." + (optimizer == "sgd_schedulefree" ? "SGDScheduleFree" : "AdamWScheduleFree")
    default: nil
    }
  }

  private static let torch = [
    "adadelta": "Adadelta", "adagrad": "Adagrad", "adam": "Adam", "adamax": "Adamax", "adamw": "AdamW",
    "amsgrad": "Adam", "asgd": "ASGD", "lbfgs": "LBFGS", "momentum": "SGD", "momentum_dampened": "SGD",
    "nadam": "NAdam", "nag": "SGD", "radam": "RAdam", "rmsprop": "RMSprop", "rprop": "Rprop", "sgd": "SGD",
  ]
  private static let pytorchOptimizer = [
    "adabelief": "AdaBelief", "adabound": "AdaBound", "adan": "Adan", "aggmo": "AggMo",
    "diffgrad": "DiffGrad",
    "lion": "Lion", "lookahead": "Lookahead", "pid": "PID", "qhadam": "QHAdam", "qhm": "QHM",
    "signsgd": "SignSGD", "tiger": "Tiger", "yogi": "Yogi",
  ]
  private static let contributed: Set<String> = [
    "acprop", "ademamix", "adopt", "cocob", "dadapt_adamw", "dog", "dowg", "madgrad", "mechanize", "momo",
    "prodigy", "sam", "schedule_free_adamw", "schedule_free_sgd", "sophia",
  ]
}

extension Hyperparameter {
  /// The value as Python writes it.
  var python: String {
    switch self {
    case .none: "None"
    case .number(let number): number.description
    case .flag(let flag): flag ? "True" : "False"
    case .text(let text): "'\(text)'"
    case .tuple(let members): "(" + members.map { $0.python + "," }.joined() + ")"
    }
  }
}
