/// The bundled colour maps.
///
/// To add one: a file in `assets/colormaps`, and a line here.
public enum ColorMapCatalog {
  private static let files: [(id: String, text: @Sendable () -> [UInt8])] = [
    ("viridis", { PackageResources.viridis_toml }),
    ("magma", { PackageResources.magma_toml }),
    ("inferno", { PackageResources.inferno_toml }),
    ("plasma", { PackageResources.plasma_toml }),
    ("cividis", { PackageResources.cividis_toml }),
    ("mako", { PackageResources.mako_toml }),
    ("rocket", { PackageResources.rocket_toml }),
    ("grey", { PackageResources.grey_toml }),
  ]

  /// The word for the colours of the theme itself, in place of a map's.
  public static let themeWord = "theme"

  /// Every word that chooses the colours of the heat map.
  public static var words: [String] { [themeWord] + ids }

  /// Their identifiers, in the order in which they are listed.
  public static let ids: [String] = files.map(\.id)

  /// All of them, read now.
  public static var all: [ColorMap] { ids.compactMap(map) }

  /// The map of that identifier, read now; `nil` for none.
  public static func map(_ id: String) -> ColorMap? {
    guard let file = files.first(where: { $0.id == id }) else { return nil }
    do {
      return try ColorMap(id: id, text: file.text())
    } catch {
      // A test reads every map, so an unreadable one never ships.
      preconditionFailure("colour map \(id): \(error)")
    }
  }
}
