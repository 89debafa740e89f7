import Optimization
import Wording

// The catalogs of the mathematics know their entries by their cards.

extension OptimizerEntry: CatalogEntry {
  /// The word on the command line.
  public var id: String { card.id }
}

extension SurfaceEntry: CatalogEntry {
  /// The word on the command line.
  public var id: String { card.id }
}

extension WrapperEntry: CatalogEntry {
  /// The word after a `+`.
  public var id: String { card.id }
}

extension ScheduleEntry: CatalogEntry {
  /// The word after an `@`.
  public var id: String { card.id }
}
