/// The settings of one run, or of eight runs side by side, as an optimizer's initialiser reads them.
///
/// An optimizer declares each setting where it reads it, so that key, default, range and help stand once:
///
/// ```swift
/// struct Heavy<S: Scalar> {
///   let lr: S
///   let nesterov: Bool
///
///   init(_ settings: Settings<S>) {
///     lr = settings.number(.learningRate(0.01, "0.01 is stable for curvatures up to 200."))
///     nesterov = settings.flag("nesterov", "nesterov", "Looks one step ahead.")
///   }
/// }
/// ```
///
/// The declarations are collected on the way: that is how a card knows the settings (`Optimizer.settings`). Therefore an
/// initialiser reads all its settings, always in the same order.
public final class Settings<S: Scalar> {
  /// One set of values a lane; `nil` reads the defaults.
  private let lanes: [SettingValues]?
  /// How many settings were read.
  private var count = 0
  /// What was read so far, in order; collected only while the defaults are read.
  private(set) var declared: [Setting] = []

  /// The defaults, while the declarations are collected.
  public init() { lanes = nil }

  /// The same values in every lane.
  public init(_ values: SettingValues) { lanes = Array(repeating: values, count: S.laneCount) }

  /// A set of values for each lane, as many as the scalar has lanes: of the same settings, with the same flags and choices.
  public init(lanes: [SettingValues]) {
    precondition(lanes.count == S.laneCount)
    self.lanes = lanes
  }

  /// A number.
  public func number(_ declaration: @autoclosure () -> Setting) -> S {
    guard let (index, lanes) = next(declaration) else { return S(declared[declared.count - 1].standard) }
    return S.gather { lanes[$0].values[index] }
  }

  /// Whether a flag is set; the same in all lanes.
  public func flag(_ declaration: @autoclosure () -> Setting) -> Bool { uniform(declaration) != 0 }

  /// Whether a flag is set, declared here; off where nothing else is said.
  public func flag(_ key: String, _ symbol: String, default standard: Bool = false, _ help: String) -> Bool {
    flag(Setting(flag: key, symbol, default: standard, help))
  }

  /// The word chosen; the same in all lanes.
  public func choice<Word: RawRepresentable<String>>(_ declaration: @autoclosure () -> Setting) -> Word {
    let setting = declaration()
    guard let word = Word(rawValue: setting.text(uniform { setting })) else {
      preconditionFailure("\(setting.key) has a word that \(Word.self) does not know")
    }
    return word
  }

  /// The value of a flag or of a choice.
  private func uniform(_ declaration: () -> Setting) -> Double {
    guard let (index, lanes) = next(declaration) else { return declared[declared.count - 1].standard }
    let value = lanes[0].values[index]
    precondition(
      lanes.allSatisfy { $0.values[index] == value }, "a flag or a choice differs from lane to lane")
    return value
  }

  /// Where the values of the next setting are; `nil` after its declaration was collected.
  ///
  /// Values are in the order of the declarations, so that none has to be looked up, nor a declaration built to read one.
  private func next(_ declaration: () -> Setting) -> (index: Int, lanes: [SettingValues])? {
    guard let lanes else {
      declared.append(declaration())
      return nil
    }
    assert(lanes.allSatisfy { $0.settings[count].key == declaration().key })
    defer { count += 1 }
    return (count, lanes)
  }
}

extension SettingValues {
  /// Whether two sets of values may share a pack: they differ in numbers only.
  public func differsInNumbersOnly(from other: SettingValues) -> Bool {
    guard settings.map(\.key) == other.settings.map(\.key) else { return false }
    return settings.indices.allSatisfy { settings[$0].words == nil || values[$0] == other.values[$0] }
  }
}
