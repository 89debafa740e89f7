/// A value for each setting of an optimizer or a surface, always inside its bounds.
///
/// A key from outside, such as a word that a person typed, is read with `values["lr"]`, which is `nil` where there is no such
/// setting, and written with `set`, which throws. `values[declared: "lr"]` is for code that has declared the setting itself,
/// where a missing one is a mistake in that code.
///
/// ```swift
/// var values = SettingValues(defaultsOf: Adam<Point<Double>>.settings)
/// try values.set("lr", to: 0.05)
/// let rate = values["lr"]  // 0.05
/// let typo = values["rate"]  // nil
/// ```
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

  /// The position of a key; `nil` if it is unknown.
  public func index(of key: String) -> Int? { settings.firstIndex { $0.key == key } }

  /// The value of a setting; `nil` if its key is unknown.
  public subscript(key: String) -> Double? { index(of: key).map { values[$0] } }

  /// The setting of a key; `nil` where there is none.
  public func setting(_ key: String) -> Setting? { index(of: key).map { settings[$0] } }

  /// The word that a setting's value is written as, such as that of a choice; `nil` if its key is unknown.
  public func word(_ key: String) -> String? {
    index(of: key).map { settings[$0].text(values[$0]) }
  }

  /// Gives a setting a value; throws if its key is unknown or the value is out of its bounds.
  public mutating func set(_ key: String, to value: Double) throws(SettingError) {
    guard let index = index(of: key) else { throw .unknownKey(key, known: settings.map(\.key)) }
    guard settings[index].accepts(value) else { throw .outOfRange(settings[index], value) }
    values[index] = value
  }

  /// Gives the setting at a place a value that it is known to accept.
  mutating func replace(_ place: Int, by value: Double) { values[place] = value }

  /// These values with another one for a setting; throws as `set` does.
  public func setting(_ key: String, to value: Double) throws(SettingError) -> SettingValues {
    var changed = self
    try changed.set(key, to: value)
    return changed
  }

  /// These values with others for some settings; throws as `set` does, at the first that is wrong.
  public func setting(_ pairs: KeyValuePairs<String, Double>) throws(SettingError) -> SettingValues {
    var changed = self
    for (key, value) in pairs { try changed.set(key, to: value) }
    return changed
  }
}

/// For code that has declared a setting itself, or has found its key in the list.
extension SettingValues {
  /// The value of a setting that is declared.
  ///
  /// - Precondition: there is a setting of that key.
  public subscript(declared key: String) -> Double { values[position(ofDeclared: key)] }

  /// The setting of a key that is declared.
  ///
  /// - Precondition: there is a setting of that key.
  public func setting(declared key: String) -> Setting { settings[position(ofDeclared: key)] }

  /// The word that a declared setting's value is written as, such as that of a choice.
  ///
  /// - Precondition: there is a setting of that key.
  public func word(declared key: String) -> String {
    let index = position(ofDeclared: key)
    return settings[index].text(values[index])
  }

  private func position(ofDeclared key: String) -> Int {
    guard let index = index(of: key) else { preconditionFailure("no setting named \(key)") }
    return index
  }
}

/// Why a setting could not be given a value.
public enum SettingError: Error, Hashable {
  /// No setting has that key; the known ones are listed.
  case unknownKey(String, known: [String])
  /// The value is outside the setting's bounds.
  case outOfRange(Setting, Double)
}
