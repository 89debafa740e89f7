/// The settings that many methods share, so that a word means the same everywhere.
extension Setting {
  /// A learning rate with the method's own default.
  static func learningRate(_ standard: Double, slider: ClosedRange<Double> = 1e-5...10, _ why: String)
    -> Setting
  {
    Setting(
      "lr", "α", default: standard, in: .from(0), slider: slider, .logarithmic,
      "Learning rate: how far a step goes. \(why)")
  }

  /// A decay rate of a moving average: the share of the past that stays.
  static func decay(_ key: String, _ symbol: String, _ standard: Double, _ help: String) -> Setting {
    Setting(key, symbol, default: standard, in: .from(0, toBelow: 1), slider: 0...0.9999, .towardOne, help)
  }

  /// The share of a velocity that stays; like PyTorch's, it may reach 1 and more, where nothing brakes any longer.
  static func momentum(_ standard: Double, _ help: String) -> Setting {
    Setting("momentum", "μ", default: standard, in: .from(0), slider: 0...0.9999, .towardOne, help)
  }

  /// The constant that keeps a denominator from zero.
  static func epsilon(_ standard: Double, _ where: String) -> Setting {
    Setting(
      "eps", "ε", default: standard, in: .from(0), slider: 1e-12...1, .logarithmic,
      "Keeps the denominator from zero: \(`where`).")
  }

  /// Coupled weight decay, as PyTorch has it in every classical optimizer.
  static let weightDecay = Setting(
    "weight_decay", "λ", default: 0, in: .from(0), slider: 0...1, .linear,
    "Coupled weight decay: λW is added to the gradient, as if the loss had ½λ|W|². 0 leaves it out.")
}
