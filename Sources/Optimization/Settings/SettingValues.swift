/// A value for each setting of an optimizer or a surface, always inside its bounds.
public struct SettingValues: Hashable, Sendable {
  /// The settings, in the order they are shown.
  public let settings: [Setting]
  /// Their values, in the same order.
  public private(set) var values: [Double]

  /// Every setting at its default.
  public init(defaultsOf settings: [Setting]) {
    self.settings = settings
    values = settings.map(\.standard)
  }

  /// The position of a key; `nil` where there is no such setting.
  public func index(of key: String) -> Int? { settings.firstIndex { $0.key == key } }

  /// The value of a setting that is known to exist.
  public subscript(key: String) -> Double {
    guard let index = index(of: key) else { preconditionFailure("no setting named \(key)") }
    return values[index]
  }

  /// The setting of a key that is known to exist.
  public func setting(_ key: String) -> Setting {
    guard let index = index(of: key) else { preconditionFailure("no setting named \(key)") }
    return settings[index]
  }

  /// Gives a setting a value.
  public mutating func set(_ key: String, to value: Double) throws(SettingError) {
    guard let index = index(of: key) else { throw .unknownKey(key, known: settings.map(\.key)) }
    guard settings[index].accepts(value) else { throw .outOfRange(settings[index], value) }
    values[index] = value
  }

  /// These values with another one for a setting.
  public func setting(_ key: String, to value: Double) throws(SettingError) -> SettingValues {
    var changed = self
    try changed.set(key, to: value)
    return changed
  }
}

/// Why a setting could not be given a value.
public enum SettingError: Error, Hashable {
  /// There is no setting of that name; the known ones are listed.
  case unknownKey(String, known: [String])
  /// The value is outside the setting's bounds.
  case outOfRange(Setting, Double)
}

/// The settings of one run, or of eight runs side by side, in the scalar type of the vector they drive.
public struct Settings<S: Scalar>: Sendable {
  /// One set of values a lane.
  private let lanes: [SettingValues]

  /// The same values in every lane.
  public init(_ values: SettingValues) { lanes = Array(repeating: values, count: S.laneCount) }

  /// A set of values for each lane; all of the same settings, as many as the scalar has lanes.
  public init(lanes: [SettingValues]) {
    precondition(lanes.count == S.laneCount)
    self.lanes = lanes
  }

  /// The settings of the run in one lane.
  public func lane(_ index: Int) -> Settings<Double> { Settings<Double>(lanes[index]) }

  /// The values of a setting that is known to exist.
  public subscript(key: String) -> S { S.gather { lanes[$0][key] } }

  /// These values with another one for a setting, in each lane that accepts it.
  func replacing(_ key: String, with value: S) -> Settings {
    var replaced = lanes
    for lane in replaced.indices { try? replaced[lane].set(key, to: value.lane(lane)) }
    return Settings(lanes: replaced)
  }

  /// A flag that is known to exist.
  public func flag(_ key: String) -> S.Mask { S.Mask.gather { lanes[$0][key] != 0 } }

  /// Where a choice that is known to exist is the given word.
  public func choice(_ key: String, is word: String) -> S.Mask {
    S.Mask.gather { lanes[$0].setting(key).text(lanes[$0][key]) == word }
  }
}
