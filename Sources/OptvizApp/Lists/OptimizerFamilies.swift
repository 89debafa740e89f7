import Optimization

/// The families that the optimizer list is divided into, by what their members do.
enum OptimizerFamilies {
  /// Each family's title and its members, in the order in which they are listed.
  static let all: [(title: String, members: [String])] = [
    (
      "Descent and momentum",
      ["gd", "momentum", "heavy_ball", "nesterov", "qhm", "aggmo", "pid", "optimistic_gd", "asgd"]
    ),
    (
      "A rate for each parameter",
      ["adagrad", "adadelta", "rmsprop", "ftrl", "sm3", "madgrad", "rprop"]
    ),
    (
      "Adam's family",
      [
        "adam", "adamw", "adamax", "nadam", "radam", "adabelief", "yogi", "adan", "adopt", "ademamix",
        "acprop",
        "qhadam", "diffgrad", "adabound", "lamb", "novograd",
      ]
    ),
    ("Signs", ["sign_sgd", "signum", "lion", "tiger"]),
    ("No rate to choose", ["dog", "dowg", "prodigy", "dadapt_adamw", "cocob", "momo", "polyak_sgd"]),
    ("No schedule to choose", ["schedule_free_sgd", "schedule_free_adamw"]),
    (
      "Second order, and without gradients",
      ["newton", "sophia", "bfgs", "lbfgs", "conjugate_gradient", "nelder_mead"]
    ),
  ]

  /// The title of what is in no family.
  static let others = "Others"

  /// The optimizers of a catalog by families, each with its family's title.
  static func entries(of catalog: OptimizerCatalog) -> [(entry: OptimizerEntry, family: String)] {
    let placed = all.flatMap { family in
      family.members.compactMap { id in catalog.entry(id).map { (entry: $0, family: family.title) } }
    }
    let known = Set(placed.map(\.entry.card.id))
    return placed
      + catalog.entries.filter { !known.contains($0.card.id) }.map { (entry: $0, family: others) }
  }
}
