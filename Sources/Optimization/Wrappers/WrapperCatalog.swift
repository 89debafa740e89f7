/// Every wrapper there is, in the order they are listed.
public enum WrapperCatalog {
  /// One line a wrapper: the type for a run, and the same type for eight runs side by side.
  public static let all: [WrapperEntry] = [
    WrapperEntry(ClipNorm<Point<Double>>.self, ClipNorm<Point<Lanes>>.self),
    WrapperEntry(ClipValue<Point<Double>>.self, ClipValue<Point<Lanes>>.self),
    WrapperEntry(WeightDecay<Point<Double>>.self, WeightDecay<Point<Lanes>>.self),
    WrapperEntry(GradientNoise<Point<Double>>.self, GradientNoise<Point<Lanes>>.self),
    WrapperEntry(Lookahead<Point<Double>>.self, Lookahead<Point<Lanes>>.self),
    WrapperEntry(SharpnessAware<Point<Double>>.self, SharpnessAware<Point<Lanes>>.self),
    WrapperEntry(ExponentialAverage<Point<Double>>.self, ExponentialAverage<Point<Lanes>>.self),
    WrapperEntry(Mechanize<Point<Double>>.self, Mechanize<Point<Lanes>>.self),
  ]

  /// The wrapper of that identifier; `nil` where there is none.
  public static func entry(_ id: String) -> WrapperEntry? { all.first { $0.card.id == id } }
}

/// A wrapper in the catalog: its card, and the ways to put it around a run.
public struct WrapperEntry: Sendable {
  /// What is known of it.
  public let card: WrapperCard
  /// The Swift type's name, which is also its file's.
  public let typeName: String
  let wrapper: @Sendable (Settings<Double>, Point<Double>, UInt64) -> any Wrapper<Point<Double>>
  let packedWrapper: @Sendable (Settings<Lanes>, Point<Lanes>, UInt64) -> any Wrapper<Point<Lanes>>

  /// The entry of a wrapper type, over one point and over eight.
  public init<One: Wrapper, Eight: Wrapper>(_ one: One.Type, _ eight: Eight.Type)
  where One.V == Point<Double>, Eight.V == Point<Lanes> {
    card = one.card
    typeName = String("\(one)".prefix { $0 != "<" })
    wrapper = { One($0, at: $1, seed: $2) }
    packedWrapper = { Eight($0, at: $1, seed: $2) }
  }

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

  public static func == (a: WrapperChoice, b: WrapperChoice) -> Bool {
    a.entry.card.id == b.entry.card.id && a.settings == b.settings
  }
  public func hash(into hasher: inout Hasher) {
    hasher.combine(entry.card.id)
    hasher.combine(settings)
  }
}
