/// The bundled themes, in the order in which a key cycles through them.
///
/// To add one: a file in `assets/themes`, and a line here.
public enum ThemeCatalog {
  /// One entry for each theme; the program opens with the first.
  public static let all: [ThemeEntry] = [
    ThemeEntry(bundled: "night", PackageResources.night_toml),
    ThemeEntry(bundled: "paper", PackageResources.paper_toml),
    ThemeEntry(bundled: "high_contrast", PackageResources.high_contrast_toml),
    ThemeEntry(bundled: "colour_blind", PackageResources.colour_blind_toml),
    ThemeEntry(bundled: "nord", PackageResources.nord_toml),
    ThemeEntry(bundled: "solarized", PackageResources.solarized_toml),
    ThemeEntry(bundled: "gruvbox", PackageResources.gruvbox_toml),
    ThemeEntry(bundled: "ember", PackageResources.ember_toml),
    ThemeEntry(bundled: "mono", PackageResources.mono_toml),
    ThemeEntry(bundled: "solarized_light", PackageResources.solarized_light_toml),
  ]

  /// The theme that the program opens with.
  public static var standard: ThemeEntry { all[0] }

  /// The theme of that identifier; `nil` for none.
  public static func entry(_ id: String) -> ThemeEntry? { all.first { $0.id == id } }
}
