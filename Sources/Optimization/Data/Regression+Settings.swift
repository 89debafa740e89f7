extension Regression {
  /// A model of a data set as an entry like those of the catalog: everything about it is a setting.
  ///
  /// The order says where the examples of an epoch come from; a given order wins over the setting `replacement`.
  public static func entry(model: Model, data: DataSet, order: Batches.Order = .shuffled) -> SurfaceEntry {
    let examples = Examples(data)
    return SurfaceEntry(card(model), typeName: "Regression") { settings in
      Regression(examples, model, order, settings)
    }
  }

  private init(_ examples: Examples, _ model: Model, _ order: Batches.Order, _ settings: SettingValues) {
    let delta = settings.index(of: "delta") == nil ? 1 : settings[declared: "delta"]
    let word = settings.word(declared: "objective")
    let scaling = settings.word(declared: "scale")
    var order = order
    if case .given = order {} else if settings[declared: "replacement"] != 0 { order = .withReplacement }
    let count = examples.data.count
    let size = Int(min(settings[declared: "batch_size"].rounded(.up), Double(count)))
    let core = RegressionCore(
      examples, model, Loss(word: word, delta: delta) ?? (model == .linear ? .mse : .bce),
      Scaling(rawValue: scaling) ?? .none)
    self.init(core, Batches(of: count, size: size, order: order))
  }

  /// The card of a model without data.
  public static func card(_ model: Model) -> SurfaceCard {
    switch model {
    case .linear:
      SurfaceCard(
        id: "linear", name: "Linear regression",
        summary: "The mean loss of a line over measured examples, over its slope W and its intercept b.",
        source:
          "A.-M. Legendre, Nouvelles méthodes pour la détermination des orbites des comètes (1805); "
          + "P. J. Huber, Robust estimation of a location parameter, Ann. Math. Statist. 35 (1964), 73-101.",
        settings: [objective(model), delta] + shared)
    case .logistic:
      SurfaceCard(
        id: "logistic", name: "Logistic regression",
        summary:
          "The mean cross-entropy of a threshold over labelled examples, over its slope and its offset.",
        source:
          "D. R. Cox, The regression analysis of binary sequences, J. Royal Statistical Society B 20 (1958), "
          + "215-242.",
        settings: [objective(model)] + shared)
    }
  }

  private static func objective(_ model: Model) -> Setting {
    let help =
      switch model {
      case .linear:
        "What is averaged over the examples. The squared error is the textbook's; the others are less sensitive to outliers."
      case .logistic: "What is averaged over the examples: the cross-entropy of label and probability."
      }
    return Setting(choice: "objective", "J", of: model.losses, help)
  }

  private static let delta = Setting(
    "delta", "δ", default: 1, in: .above(0), slider: 0.01...100, .logarithmic,
    "huber: the residual at which squares change to straight lines. 1 is PyTorch's.")

  private static let shared = [
    Setting(
      choice: "scale", "x′", of: Scaling.allCases.map(\.rawValue),
      "How the feature is scaled first. standard gives it mean 0 and deviation 1, which makes the bowl round."
    ),
    Setting(
      "batch_size", "n", default: 0, in: .from(0), slider: 1...512, .logarithmic,
      "How many examples a step sees. 0 takes all: then every step descends the whole loss."),
    Setting(
      flag: "replacement", "R", default: false,
      "Draws each example from all of them, instead of shuffling them once per epoch."),
  ]
}
