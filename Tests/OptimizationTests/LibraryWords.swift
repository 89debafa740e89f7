import Optimization
import Testing

/// How a library's optimizer, with its hyperparameters, becomes one of ours with its settings.
///
/// A row is the identifier here and what is special, word by word: `theirs>ours` renames a hyperparameter, `theirs=>ours`
/// copies it, `ours=value` sets a setting, `-theirs` leaves a hyperparameter out, `~name` is the recorded quantity that the file's `average` is.
/// Every hyperparameter must find its setting or be left out explicitly; what is not given keeps our default.
enum LibraryWords {
  static let rows: [String: String] = [
    "article/adam": "adam",
    "article/momentum": "momentum",
    "article/rmsprop": "rmsprop",
    "article/sgd": "gd",

    "torch/adadelta": "adadelta",
    "torch/adagrad": "adagrad",
    "torch/adam": "adam -decoupled_weight_decay",
    "torch/adamax": "adamax",
    "torch/adamw": "adamw",
    "torch/amsgrad": "adam -decoupled_weight_decay",
    "torch/asgd": "asgd ~A",
    "torch/lbfgs": "lbfgs line_search=none max_eval=0 line_search_fn>line_search",
    "torch/momentum": "heavy_ball -nesterov",
    "torch/momentum_dampened": "heavy_ball -nesterov",
    "torch/nadam": "nadam",
    "torch/nag": "nesterov -nesterov -dampening",
    "torch/radam": "radam",
    "torch/rmsprop": "rmsprop alpha>beta",
    "torch/rprop": "rprop",
    "torch/sgd": "heavy_ball -nesterov",

    "optax/adadelta": "adadelta",
    "optax/adagrad": "adagrad convention=optax",
    "optax/adam": "adam convention=optax -nesterov",
    "optax/adamax": "adamax convention=optax",
    "optax/adamaxw": "adamax convention=optax decoupled_weight_decay=true",
    "optax/adamw": "adamw convention=optax -nesterov",
    "optax/amsgrad": "adam convention=optax amsgrad=true -bias_correction_mu",
    "optax/momentum": "heavy_ball -nesterov",
    "optax/momentum nesterov": "nesterov -nesterov",
    "optax/nadam": "nadam convention=optax -nesterov",
    "optax/nadamw": "nadam convention=optax decoupled_weight_decay=true -nesterov",
    "optax/radam": "radam convention=optax",
    "optax/rmsprop": "rmsprop decay>beta eps_in_sqrt>convention",
    "optax/rprop": "rprop min_step_size>step_min max_step_size>step_max",
    "optax/sgd": "heavy_ball momentum=0 -nesterov",

    "optax/acprop": "acprop",
    "optax/adabelief": "adabelief",
    "optax/adan": "adan variant=optax decoupled_weight_decay=true",
    "optax/ademamix": "ademamix",
    "optax/adopt": "adopt -clip_value_fn",
    "optax/cocob": "cocob",
    "optax/dadapt_adamw": "dadapt_adamw",
    "optax/dog": "dog",
    "optax/dowg": "dowg",
    "optax/lamb": "lamb",
    "optax/lion": "lion",
    "optax/momo": "momo",
    "optax/novograd": "novograd",
    "optax/polyak_sgd": "polyak_sgd max_learning_rate>lr",
    "optax/prodigy": "prodigy",
    "optax/schedule_free_adamw": "schedule_free_adamw convention=optax ~x",
    "optax/schedule_free_sgd": "schedule_free_sgd b1>momentum convention=optax ~x",
    "optax/madgrad": "madgrad",
    "optax/optimistic_gradient_descent": "optimistic_gd",
    "optax/sign_sgd": "sign_sgd",
    "optax/signum": "signum",
    "optax/sm3": "sm3",
    "optax/sophia": "sophia -hessian",
    "optax/yogi": "yogi",

    "pytorch-optimizer/adabelief":
      "adabelief eps=>eps_root -weight_decouple -fixed_decay -rectify -n_sma_threshold -degenerated_to_sgd -ams_bound",
    "pytorch-optimizer/adabound": "adabound -weight_decouple -fixed_decay",
    "pytorch-optimizer/adan": "adan",
    "pytorch-optimizer/aggmo": "aggmo -weight_decouple -fixed_decay",
    "pytorch-optimizer/diffgrad":
      "diffgrad -weight_decouple -fixed_decay -rectify -n_sma_threshold -degenerated_to_sgd -ams_bound",
    "pytorch-optimizer/lion": "lion -weight_decouple -fixed_decay",
    "pytorch-optimizer/pid": "pid -weight_decouple -fixed_decay",
    "pytorch-optimizer/qhadam": "qhadam -weight_decouple -fixed_decay",
    "pytorch-optimizer/qhm": "qhm -weight_decouple -fixed_decay",
    "pytorch-optimizer/signsgd": "signum momentum>beta -weight_decouple",
    "pytorch-optimizer/tiger": "tiger -weight_decouple -fixed_decay",
    "pytorch-optimizer/yogi": "yogi -weight_decouple -fixed_decay",

    "schedulefree/adamw_schedulefree": "schedule_free_adamw ~x",
    "schedulefree/sgd_schedulefree": "schedule_free_sgd ~x",

    "scipy/nelder_mead": "nelder_mead -adaptive",

    "keras/Adadelta": "adadelta",
    "keras/Adagrad": "adagrad convention=keras",
    "keras/Adam": "adam convention=keras",
    "keras/Adamax": "adamax convention=keras",
    "keras/AdamW": "adamw convention=keras",
    "keras/Ftrl":
      "ftrl l1_regularization_strength>l1 l2_regularization_strength>l2 l2_shrinkage_regularization_strength>l2_shrinkage",
    "keras/Lion": "lion",
    "keras/Nadam": "nadam convention=keras",
    "keras/RMSprop": "rmsprop rho>beta convention=keras",
    "keras/SGD": "heavy_ball -nesterov",
    "keras/SGD nesterov": "nesterov -nesterov",
  ]

  /// Words that mean the same in every library that has them.
  private static let common = [
    "learning_rate": "lr", "b1": "beta1", "b2": "beta2", "b3": "beta3", "beta_1": "beta1", "beta_2": "beta2",
    "epsilon": "eps", "initial_accumulator_value": "initial_accumulator",
    "weight_decouple": "decoupled_weight_decay",
  ]

  /// Tuples, and what their members are called.
  private static let tuples = [
    "betas": ["beta1", "beta2", "beta3"], "nus": ["nu1", "nu2"], "etas": ["eta_minus", "eta_plus"],
    "step_sizes": ["step_min", "step_max"],
  ]

  /// The optimizer and settings that a case describes in its library's words, and the name of its average.
  static func translate(_ reference: TrajectoryFile.Case) throws -> (
    entrant: OptimizerChoice, average: String?
  ) {
    let isNesterov = reference.hyperparameters["nesterov"]?.number == 1
    let name = "\(reference.family)/\(reference.optimizer)"
    let row = try #require((isNesterov ? rows[name + " nesterov"] : nil) ?? rows[name], "\(name) has no row")
    let words = row.split(separator: " ").map { String($0) }
    let entry = try #require(OptimizerCatalog.entry(words[0]), "\(row)")
    var settings = entry.defaults
    var given = reference.hyperparameters
    var renamed = common
    var average: String?
    for word in words.dropFirst() {
      if word.hasPrefix("-") {
        given[String(word.dropFirst())] = nil
      } else if word.hasPrefix("~") {
        average = String(word.dropFirst())
      } else if let copied = word.firstRange(of: "=>") {
        // One hyperparameter that is two settings here.
        given[String(word[copied.upperBound...])] = given[String(word[..<copied.lowerBound])]
      } else if let arrow = word.firstIndex(of: ">") {
        renamed[String(word[..<arrow])] = String(word[word.index(after: arrow)...])
      } else {
        let parts = word.split(separator: "=").map { String($0) }
        let index = settings.setting(parts[0]).words?.firstIndex(of: parts[1])
        try settings.set(parts[0], to: index.map(Double.init) ?? Double(parts[1]) ?? .nan)
      }
    }
    for (key, value) in given {
      switch value {
      case .none: break
      case .number(let number): try settings.set(renamed[key] ?? key, to: number)
      case .flag(let flag): try settings.set(renamed[key] ?? key, to: flag ? 1 : 0)
      case .tuple(let numbers):
        for (key, number) in zip(tuples[key] ?? [renamed[key] ?? key], numbers) {
          try settings.set(key, to: number)
        }
      case .text(let text):
        let key = renamed[key] ?? key
        let index = try #require(settings.setting(key).words?.firstIndex(of: text), "\(key)=\(text)")
        try settings.set(key, to: Double(index))
      }
    }
    return (OptimizerChoice(entry, settings), average)
  }
}
