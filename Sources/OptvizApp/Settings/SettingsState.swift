/// What is being typed in the settings.
public struct SettingsState: Hashable, Sendable {
  /// A value for the chosen setting as far as it is typed; `nil` while none is.
  public internal(set) var typedValue: String?
}
