/// The settings that many schedules share, so that a key means the same everywhere.
extension Setting {
  /// Over how many steps a schedule goes; 0 stands for the whole run.
  public static func total(_ help: String) -> Setting {
    Setting(
      "total", "T", default: 0, in: .from(0), slider: 1...1e4, .logarithmic,
      "\(help) 0, the default, is the length of the run.")
  }

  /// The rate that a schedule falls to.
  public static let lowestRate = Setting(
    "min", "αₘᵢₙ", default: 0, in: .from(0), slider: 1e-6...1, .logarithmic,
    "The rate that the schedule falls to. 0 is PyTorch's default.")

  /// Whether a cosine ends at its lowest point.
  public static let holdsLowestRate = Setting(
    flag: "hold", "hold", default: false,
    "Whether the lowest rate stays once it is reached, as in optax and Keras; in PyTorch the cosine goes on.")

  /// The steps of a warm-up.
  public static let warmupLength = Setting(
    "warmup", "w", default: 10, in: .from(0), slider: 1...1e3, .logarithmic,
    "Over how many steps the rate rises. A tenth of a short run; PyTorch has no default.")

  /// The share of the rate that a warm-up begins with.
  public static func startFactor(_ standard: Double, _ why: String) -> Setting {
    Setting(
      "start_factor", "s", default: standard, in: .from(0), slider: 0...1, .linear,
      "The share of the rate that the warm-up begins with. \(why)")
  }

  /// The factor by which a rate falls.
  public static func gamma(_ standard: Double, _ why: String) -> Setting {
    Setting(
      "gamma", "γ", default: standard, in: .above(0), slider: 0.01...0.9999, .towardOne,
      "The factor by which the rate falls. \(why)")
  }
}

extension SettingValues {
  /// These settings of a schedule with its actual length: 0 becomes the length of the run, and 1 is the least.
  public func spanning(_ steps: Int) -> SettingValues {
    guard index(of: "total") != nil, self[declared: "total"] < 1 else { return self }
    return (try? setting("total", to: total(orRunOf: steps))) ?? self
  }

  /// The setting `total`, or the length of the run where it is 0; at least 1.
  public func total(orRunOf steps: Int) -> Double {
    let total = self[declared: "total"]
    return Swift.max(1, total > 0 ? total : Double(steps))
  }
}
