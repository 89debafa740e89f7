/// The settings of many runs of one optimizer: the values that all share, and those numbers that differ from run to run.
///
/// ```swift
/// let rates = (0..<64).map { 0.001 * Double($0 + 1) }
/// let adam = OptimizerChoice(Adam.self)
/// let settings = try PackedSettings(adam.settings, of: 64, varying: ["lr": rates])
/// ```
public struct PackedSettings: Sendable {
  /// The values that all share; those that vary are the first run's.
  public let shared: SettingValues
  /// How many runs there are.
  public let count: Int
  /// The places of the settings that vary, with a number for each run.
  let varied: [(place: Int, numbers: [Double])]

  /// The settings of `count` runs.
  ///
  /// - Parameter numbers: for each setting that varies, one number for each run.
  /// - Throws: a `SettingError` if a key is unknown, stands for a flag or a choice, or a number is out of its bounds.
  public init(
    _ shared: SettingValues, of count: Int, varying numbers: KeyValuePairs<String, [Double]> = [:]
  ) throws(SettingError) {
    var varied: [(Int, [Double])] = []
    for (key, values) in numbers {
      precondition(values.count == count, "a number for each run")
      guard let place = shared.index(of: key), shared.settings[place].words == nil else {
        throw .unknownKey(key, known: shared.settings.filter { $0.words == nil }.map(\.key))
      }
      let setting = shared.settings[place]
      if let wrong = values.first(where: { !setting.accepts($0) }) { throw .outOfRange(setting, wrong) }
      varied.append((place, values))
    }
    (self.shared, self.count, self.varied) = (shared, count, varied)
  }

  /// The settings of runs that differ in numbers only; `nil` if they differ in more.
  init?(_ runs: [SettingValues]) {
    guard let first = runs.first, runs.allSatisfy({ $0.differsInNumbersOnly(from: first) }) else {
      return nil
    }
    (shared, count) = (first, runs.count)
    varied = first.values.indices.compactMap { place in
      let numbers = runs.map { $0.values[place] }
      return numbers.allSatisfy { $0.bitPattern == numbers[0].bitPattern } ? nil : (place, numbers)
    }
  }

  /// How many packs of eight runs there are; what is missing from the last one repeats the last run.
  public var packs: Int { (count + Lanes.count - 1) / Lanes.count }

  /// All values of a run.
  func values(ofRun run: Int) -> SettingValues {
    var values = shared
    for (place, numbers) in varied { values.replace(place, by: numbers[run]) }
    return values
  }

  /// The number of a setting in a lane of a pack.
  func number(_ place: Int, lane: Int, ofPack pack: Int) -> Double {
    guard let varied = varied.first(where: { $0.place == place }) else { return shared.values[place] }
    return varied.numbers[min(pack * Lanes.count + lane, count - 1)]
  }

  /// An optimizer for each pack; made once if all are the same.
  @usableFromInline func optimizers<O>(_ make: (Int) -> O) -> [O] {
    guard packs > 0 else { return [] }
    return varied.isEmpty ? Array(repeating: make(0), count: packs) : (0..<packs).map(make)
  }
}
