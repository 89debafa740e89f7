/// What is being typed in the settings.
public struct SettingsState: Hashable, Sendable {
  /// The typed part of a value for the chosen setting; `nil` while none is typed.
  public internal(set) var typedValue: String?
}
