import Wording

/// Other words for settings: those of papers and of other libraries.
public enum SettingSynonym {
  /// Words for one thing, and what settings for it are called here, the likeliest first.
  private static let rows: [(words: String, names: [String])] = [
    (
      "lr learning_rate eta eta0 lr0 rate step_size initial_lr initial_learning_rate base_lr step_length",
      ["lr", "max", "rate"]
    ),
    ("max_lr peak peak_lr peak_value base", ["max", "lr"]),
    ("min_lr eta_min end_value end_lr end_learning_rate", ["min", "final_lr"]),
    ("momentum mu momentum_decay", ["momentum", "beta", "beta1", "decay"]),
    ("beta", ["momentum", "beta1", "decay", "rho"]),
    ("beta1 b1", ["beta1", "momentum", "beta"]),
    ("beta2 b2", ["beta2", "beta", "rho"]),
    ("beta3 b3", ["beta3"]),
    ("betas", ["beta", "momentum"]),
    ("rho smoothing discounting_factor", ["rho", "beta", "beta2", "momentum"]),
    ("alpha", ["beta", "lr", "min"]),
    ("gamma", ["gamma", "beta", "decay", "factor", "lr"]),
    ("decay decay_rate", ["decay", "gamma", "beta", "lr_decay", "weight_decay", "rate"]),
    ("eps epsilon fuzz", ["eps", "rho"]),
    ("weight_decay wd l2 lambda lambd weight_penalty", ["weight_decay", "rate", "lambd"]),
    ("lr_decay", ["lr_decay", "decay", "gamma"]),
    ("initial_accumulator_value", ["initial_accumulator"]),
    ("nesterov use_nesterov", ["nesterov"]),
    ("total t_max total_steps decay_steps total_iters steps num_steps iterations horizon n", ["total", "k"]),
    ("t_0 first_decay_steps period", ["first", "step_size", "total"]),
    ("t_mult t_mul", ["multiplier"]),
    ("warmup_steps num_warmup_steps warm_up warmup_iters", ["warmup", "total"]),
    ("factor drop", ["gamma", "factor"]),
    ("every drop_every transition_steps step", ["step_size", "decay"]),
    ("milestones boundaries", ["milestone1"]),
    ("sync_period la_steps lookahead_steps", ["k"]),
    ("slow_step_size la_alpha", ["alpha"]),
    ("max_norm clip_norm norm max_delta clip_value value threshold clip bound", ["max"]),
    ("sigma stddev noise", ["std"]),
    ("radius", ["rho"]),
    ("ema_decay ema_momentum", ["decay"]),
  ]

  /// Words that stand for several things, so that two settings may be meant.
  private static let ambiguous: Set<String> = ["alpha", "decay"]

  private static let names: [String: [String]] = rows.reduce(into: [:]) { table, row in
    for word in row.words.split(separator: " ") { table[plain(String(word))] = row.names }
  }

  /// What the thing that a word means is called among the known settings, the likeliest first; empty if it is not one of them.
  public static func names(for word: String, among known: [String]) -> [String] {
    let asked = plain(word)
    if asked == "betas", known.contains("beta1"), known.contains("beta2") { return ["beta1", "beta2"] }
    // Another spelling of the same word, as in beta_1 and use_clipping.
    if let same = known.first(where: { plain($0) == asked }) { return [same] }
    let isInverse = known.contains("learning_rate") && (names[asked]?.first == "lr")
    if isInverse { return ["learning_rate"] }
    var found = (names[asked] ?? []).filter(known.contains)
    if found.isEmpty,
      let row = rows.first(where: { $0.words.split(separator: " ").contains { plain(String($0)) == asked } })
    {
      // Another word of the same row, as b1 for beta1.
      found = row.words.split(separator: " ").map { String($0) }.filter(known.contains)
    }
    return Array(found.prefix(ambiguous.contains(asked) ? 2 : 1))
  }

  /// A word without the marks that libraries differ in.
  private static func plain(_ word: String) -> String { word.lowercased().filter { $0 != "_" && $0 != "-" } }

  /// The hint for a word that is not a setting: what it is called here, or the nearest words, and which there are.
  static func remedy(for word: String, among known: [String]) -> String {
    guard !known.isEmpty else { return "it has no settings" }
    let near = NearestMatch.suggestion(for: word, among: known)
    let bare = plain(word)
    if ["beta1", "beta2", "beta3", "b1", "b2", "b3"].contains(bare), known.contains("betas") {
      return "it is member \(bare.last.map(String.init) ?? "") of betas here"
    }
    let isTypingError = known.contains { NearestMatch.distance(word.lowercased(), $0) == 1 }
    let names = names(for: word, among: known)
    if !names.isEmpty, !isTypingError || plain(word) == "betas" {
      let join = plain(word) == "betas" ? " and " : " or "
      return "it is called \(names.joined(separator: join)) here"
    }
    return "\(near)it has \(known.joined(separator: ", "))"
  }
}
