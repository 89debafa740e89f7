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

  /// The word of a choice that is known to exist.
  public func word(_ key: String) -> String { setting(key).text(self[key]) }

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
