import Wording

/// Other words for settings: those of papers and of other libraries.
public enum SettingSynonym {
  /// Words for one thing. A word may stand in several groups, since libraries use it for several things.
  private static let groups: [[String]] = [
    [
      "lr", "learning_rate", "rate", "eta", "eta0", "lr0", "stepsize", "step_size", "alpha", "initial_lr",
      "initial_learning_rate", "base_lr", "gamma",
    ],
    ["max", "max_lr", "peak", "peak_lr", "peak_value", "lr"],
    ["min", "min_lr", "eta_min", "end_value", "final_lr", "end_learning_rate"],
    ["momentum", "beta", "beta1", "mu", "rho", "nu", "betas"],
    ["beta1", "b1", "beta", "momentum", "betas"],
    ["beta2", "b2", "beta", "rho", "alpha", "decay", "decay_rate", "betas"],
    ["beta3", "b3"],
    ["eps", "epsilon", "fuzz"],
    ["weight_decay", "wd", "l2", "decay", "lambda", "lambd", "rate"],
    ["lr_decay", "decay"],
    ["initial_accumulator", "initial_accumulator_value"],
    ["nesterov", "use_nesterov"],
    ["total", "t_max", "total_steps", "decay_steps", "total_iters", "steps", "num_steps", "iterations", "n"],
    ["first", "t_0", "first_decay_steps", "period"],
    ["multiplier", "t_mult", "t_mul"],
    ["warmup", "warmup_steps", "num_warmup_steps", "warm_up"],
    ["gamma", "decay_rate", "factor", "decay", "drop"],
    ["step_size", "every", "period", "drop_every", "transition_steps"],
    ["milestone1", "milestones", "boundaries"],
    ["k", "sync_period", "la_steps", "lookahead_steps", "steps"],
    ["alpha", "slow_step_size", "la_alpha"],
    ["max", "max_norm", "clip_norm", "clipnorm", "norm", "max_delta", "clip_value", "clipvalue", "value"],
    ["std", "sigma", "stddev", "eta"],
    ["rho", "radius", "epsilon", "eps"],
    ["decay", "beta", "momentum", "ema_decay", "ema_momentum"],
  ]

  /// The known words that mean what another word does, the likeliest first.
  public static func words(for word: String, among known: [String]) -> [String] {
    let asked = plain(word)
    var found: [String] = []
    // Where the word leads a group it is the usual name of that thing.
    let fitting = groups.filter { $0.contains { plain($0) == asked } }
    for group in fitting.filter({ plain($0[0]) == asked }) + fitting.filter({ plain($0[0]) != asked }) {
      for other in group {
        for candidate in known where plain(candidate) == plain(other) && !found.contains(candidate) {
          found.append(candidate)
        }
      }
    }
    return found
  }

  /// A word without the marks that libraries differ in.
  private static func plain(_ word: String) -> String { word.lowercased().filter { $0 != "_" && $0 != "-" } }

  /// A remedy for an unknown word, with the space behind it: what it is called here, or the nearest words.
  public static func suggestion(for word: String, among known: [String]) -> String {
    if plain(word) == "betas", known.contains("beta1"), known.contains("beta2") {
      return "it is called beta1 and beta2 here; "
    }
    let isTypingError = known.contains { NearestMatch.distance(word.lowercased(), $0) == 1 }
    if !isTypingError, let name = words(for: word, among: known).first {
      return "it is called \(name) here; "
    }
    return NearestMatch.suggestion(for: word, among: known)
  }
}
