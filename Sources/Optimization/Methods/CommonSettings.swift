/// The settings that many methods share, so that a word means the same everywhere.
extension Setting {
  /// A learning rate with the method's own default.
  public static func learningRate(_ standard: Double, slider: ClosedRange<Double> = 1e-5...10, _ why: String)
    -> Setting
  {
    Setting(
      "lr", "α", default: standard, in: .from(0), slider: slider, .logarithmic,
      "Learning rate: how far a step goes. ", why)
  }

  /// A decay rate of a moving average: the share of the past that stays.
  public static func decay(_ key: String, _ symbol: String, _ standard: Double, _ help: String) -> Setting {
    Setting(key, symbol, default: standard, in: .from(0, toBelow: 1), slider: 0...0.9999, .towardOne, help)
  }

  /// The share of a velocity that stays; like PyTorch's, it may reach 1 and more, where nothing brakes any longer.
  public static func momentum(_ standard: Double, _ help: String) -> Setting {
    Setting("momentum", "μ", default: standard, in: .from(0), slider: 0...0.9999, .towardOne, help)
  }

  /// The constant that keeps a denominator from zero.
  public static func epsilon(_ standard: Double, _ where: String) -> Setting {
    Setting(
      "eps", "ε", default: standard, in: .from(0), slider: 1e-12...1, .logarithmic,
      "Keeps the denominator from zero: ", `where`)
  }

  /// The constant that keeps a root's argument from zero.
  public static func rootEpsilon(_ standard: Double, _ why: String) -> Setting {
    Setting(
      "eps_root", "ε′", default: standard, in: .from(0), slider: 1e-18...1, .logarithmic,
      "Added inside the root, in addition to ε outside. ", why)
  }

  /// Which library's formula is followed, where they differ.
  public static func convention(
    _ difference: String, of libraries: [Convention] = [.pytorch, .optax, .keras]
  ) -> Setting {
    Setting(
      choice: "convention", "convention", of: libraries.map(\.rawValue),
      "Whose formula is followed. ", difference)
  }

  /// Decoupled weight decay, as AdamW has it.
  public static func decoupledWeightDecay(_ standard: Double = 0) -> Setting {
    Setting(
      "weight_decay", "λ", default: standard, in: .from(0), slider: 0...1, .linear,
      "Decoupled weight decay: W shrinks by the share αλ at every step, apart from the gradient's scaling.")
  }

  /// Whether the weight decay is decoupled, where a method has both kinds.
  public static let decouplesWeightDecay = Setting(
    flag: "decoupled_weight_decay", "decoupled", default: false,
    "Applies the weight decay to W itself, as AdamW does, rather than through the gradient.")

  /// Coupled weight decay, as PyTorch has it in every classical optimizer.
  public static let weightDecay = Setting(
    "weight_decay", "λ", default: 0, in: .from(0), slider: 0...1, .linear,
    "Coupled weight decay: λW is added to the gradient, as if the loss had ½λ|W|². 0 leaves it out.")
}

/// A library whose formula may be followed, where they differ.
public enum Convention: String, Hashable, Sendable {
  case pytorch, optax, keras
}
