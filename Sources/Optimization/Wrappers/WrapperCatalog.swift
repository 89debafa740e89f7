/// Every wrapper, in the order in which they are listed.
public enum WrapperCatalog {
  /// One line for each wrapper.
  public static let all: [WrapperEntry] = [
    WrapperEntry(ClipNorm<Point<Double>>.self),
    WrapperEntry(ClipValue<Point<Double>>.self),
    WrapperEntry(WeightDecay<Point<Double>>.self),
    WrapperEntry(GradientNoise<Point<Double>>.self),
    WrapperEntry(Lookahead<Point<Double>>.self),
    WrapperEntry(SharpnessAware<Point<Double>>.self),
    WrapperEntry(ExponentialAverage<Point<Double>>.self),
    WrapperEntry(Mechanize<Point<Double>>.self),
  ]

  /// The wrapper of that identifier; `nil` for none.
  public static func entry(_ id: String) -> WrapperEntry? { all.entry(id) }
}

/// A wrapper in the catalog: its card, and the way to put it around a run.
public final class WrapperEntry: CatalogEntry {
  /// What is known of it.
  public let card: WrapperCard
  /// The Swift type's name, which is also its file's.
  public let typeName: String
  let wrapper: @Sendable (SettingValues, Point<Double>, UInt64) -> any Wrapper<Point<Double>>

  /// The entry of a wrapper type.
  public init<W: Wrapper>(_ type: W.Type) where W.V == Point<Double> {
    card = type.card
    typeName = String("\(type)".prefix { $0 != "<" })
    wrapper = { W($0, at: $1, seed: $2) }
  }

  public var id: String { card.id }
  /// Every setting at its default.
  public var defaults: SettingValues { SettingValues(defaultsOf: card.settings) }
}

/// A wrapper of the catalog with settings.
public struct WrapperChoice: Hashable, Sendable {
  /// The wrapper.
  public let entry: WrapperEntry
  /// Its settings.
  public var settings: SettingValues

  /// A wrapper with settings.
  public init(_ entry: WrapperEntry, _ settings: SettingValues? = nil) {
    self.entry = entry
    self.settings = settings ?? entry.defaults
  }

  /// A wrapper by its type, with the settings that differ from their defaults.
  ///
  /// - Throws: a `SettingError` if a key is unknown, or a value is out of its bounds.
  public init<W: Wrapper>(
    _ type: W.Type, _ settings: KeyValuePairs<String, Double> = [:]
  ) throws(SettingError) where W.V == Point<Double> {
    let entry = WrapperEntry(type)
    self.init(entry, try entry.defaults.setting(settings))
  }
}
