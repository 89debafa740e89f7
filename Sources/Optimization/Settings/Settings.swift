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
  /// Where the values are.
  private enum Source {
    /// In the declarations themselves, which are collected.
    case defaults
    /// The same in every lane.
    case values(SettingValues)
    /// A pack of several runs.
    case pack(Int, PackedSettings)
  }
  private let source: Source
  /// How many settings were read.
  private var count = 0
  /// What was read so far, in order; collected only while the defaults are read.
  private(set) var declared: [Setting] = []

  /// The defaults, while the declarations are collected.
  public init() { source = .defaults }

  /// The same values in every lane.
  public init(_ values: SettingValues) { source = .values(values) }

  /// The values of a pack of runs; the scalar has a lane for each of its eight.
  public init(_ settings: PackedSettings, pack: Int) {
    precondition(S.laneCount == Lanes.count)
    source = .pack(pack, settings)
  }

  /// A number.
  public func number(_ declaration: @autoclosure () -> Setting) -> S {
    let place = next(declaration)
    switch source {
    case .defaults: return S(declared[place].standard)
    case .values(let values): return S(values.values[place])
    case .pack(let pack, let settings):
      return S.gather { settings.number(place, lane: $0, ofPack: pack) }
    }
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
    let place = next(declaration)
    return switch source {
    case .defaults: declared[place].standard
    case .values(let values): values.values[place]
    case .pack(_, let settings): settings.shared.values[place]
    }
  }

  /// The place of the next setting, after its declaration was collected if that is done.
  ///
  /// Values are in the order of the declarations, so that none has to be looked up, nor a declaration built to read one.
  private func next(_ declaration: () -> Setting) -> Int {
    defer { count += 1 }
    switch source {
    case .defaults: declared.append(declaration())
    case .values(let values): assert(values.settings[count].key == declaration().key)
    case .pack(_, let settings): assert(settings.shared.settings[count].key == declaration().key)
    }
    return count
  }
}

extension SettingValues {
  /// Whether two sets of values may share a pack: they differ in numbers only.
  public func differsInNumbersOnly(from other: SettingValues) -> Bool {
    guard settings.map(\.key) == other.settings.map(\.key) else { return false }
    return settings.indices.allSatisfy { settings[$0].words == nil || values[$0] == other.values[$0] }
  }
}
