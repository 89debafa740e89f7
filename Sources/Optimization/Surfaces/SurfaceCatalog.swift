/// Every surface, in the order in which they are listed.
public enum SurfaceCatalog {
  /// One line for each surface.
  public static let all: [SurfaceEntry] = [
    SurfaceEntry(Bowl.self),
    SurfaceEntry(Rosenbrock.self),
    SurfaceEntry(Beale.self),
    SurfaceEntry(Himmelblau.self),
    SurfaceEntry(Saddle.self),
    SurfaceEntry(Rastrigin.self),
    SurfaceEntry(Booth.self),
    SurfaceEntry(StyblinskiTang.self),
    SurfaceEntry(Matyas.self),
    SurfaceEntry(ThreeHumpCamel.self),
    SurfaceEntry(SixHumpCamel.self),
    SurfaceEntry(Branin.self),
    SurfaceEntry(GoldsteinPrice.self),
    SurfaceEntry(McCormick.self),
    SurfaceEntry(Ackley.self),
    SurfaceEntry(Griewank.self),
    SurfaceEntry(Levy.self),
    SurfaceEntry(DropWave.self),
    SurfaceEntry(Easom.self),
    SurfaceEntry(Eggholder.self),
    SurfaceEntry(Bukin6.self),
    SurfaceEntry(MonkeySaddle.self),
    SurfaceEntry(Sphere.self),
    SurfaceEntry(Ellipse.self),
    SurfaceEntry(Zakharov.self),
    SurfaceEntry(DixonPrice.self),
    SurfaceEntry(Bohachevsky.self),
    SurfaceEntry(Schaffer2.self),
    SurfaceEntry(Schaffer4.self),
    SurfaceEntry(CrossInTray.self),
    SurfaceEntry(HolderTable.self),
    SurfaceEntry(Michalewicz.self),
    SurfaceEntry(Schwefel.self),
    SurfaceEntry(Shekel2.self),
    SurfaceEntry(GaussianHills.self),
    SurfaceEntry(Plateau.self),
    SurfaceEntry(Ravine.self),
    SurfaceEntry(NoisyBowl.self),
  ]

  /// The surface of that identifier; `nil` for an unknown one.
  public static func entry(_ id: String) -> SurfaceEntry? { all.entry(id) }
}

/// A surface in the catalog: its card, and a way to make it.
public final class SurfaceEntry: CatalogEntry {
  /// What is known of it.
  public let card: SurfaceCard
  /// The Swift type's name, which is also its file's.
  public let typeName: String
  private let make: @Sendable (SettingValues) -> any Objective

  /// The entry of a surface type.
  public init<S: Surface>(_ type: S.Type) {
    card = type.card
    typeName = "\(type)"
    make = { S($0) }
  }

  /// The entry of a surface outside the catalog: a typed formula, a model of data.
  public init(
    _ card: SurfaceCard, typeName: String, make: @escaping @Sendable (SettingValues) -> any Objective
  ) {
    self.card = card
    self.typeName = typeName
    self.make = make
  }

  public var id: String { card.id }
  /// Every setting at its default.
  public var defaults: SettingValues { SettingValues(defaultsOf: card.settings) }

  /// The surface with settings.
  public func surface(_ settings: SettingValues) -> any Objective { make(settings) }
}
