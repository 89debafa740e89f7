import Optimization

/// What is raced: a surface, a start, optimizers with their settings, and how far they go.
///
/// A value: equal experiments give the same bytes. The command line, the screen and the exports all begin here.
public struct Experiment: Hashable, Sendable {
  /// The accepted numbers of steps of a run.
  public static let stepRange = 0...10_000_000

  /// The surface and its settings.
  public var surface: SurfaceChoice
  /// The rectangle that the map shows first.
  public var domain: Domain
  /// Where every run begins.
  public var start: Point<Double>
  /// The optimizers and their settings, in the order in which they are listed.
  public var optimizers: [OptimizerChoice]
  /// How many steps each run makes; at equal examples, those of the run with the smallest batches.
  public var steps: Int
  /// Whether runs are compared after equal numbers of steps or of examples.
  public var pace = Race.Pace.steps
  /// The seed of everything random.
  public var seed: UInt64

  /// An experiment.
  public init(
    surface: SurfaceChoice, domain: Domain, start: Point<Double>, optimizers: [OptimizerChoice], steps: Int,
    seed: UInt64 = 0
  ) {
    self.surface = surface
    self.domain = domain
    self.start = start
    self.optimizers = optimizers
    self.steps = steps
    self.seed = seed
  }

  /// The surface with its settings, ready to be evaluated.
  public var objective: any Objective { surface.entry.surface(surface.settings) }

  /// When a run counts as converged or diverged; the bound depends on the surface, not on the map's view.
  public var limits: Limits { Limits(for: objective.domain, including: start) }

  /// The race, at its start.
  public func race() -> Race {
    Race(
      optimizers, on: objective, from: start, budget: steps, limits: limits, seed: seed, pace: pace)
  }

  /// The surface's default rectangle.
  public func usualDomain(in catalog: ExperimentCatalog) -> Domain {
    let opening = catalog.opening.experiment
    return surface == opening.surface ? opening.domain : objective.domain
  }

  /// Takes another surface, with its rectangle and start, and for a model on data also its optimizers and
  /// length; on leaving such a model, those of the catalog's opening experiment are used again.
  public mutating func take(_ surface: SurfaceChoice, in catalog: ExperimentCatalog) {
    if self.surface.dataChoice != nil && surface.dataChoice == nil {
      let opening = catalog.opening.experiment
      (optimizers, steps, pace) = (opening.optimizers, opening.steps, opening.pace)
    }
    self.surface = surface
    let objective = objective
    domain = objective.domain
    start = objective.start
    if surface.dataChoice != nil {
      optimizers = DataRace.optimizers(for: objective, from: catalog.optimizers)
      steps = DataRace.steps(for: objective)
    }
  }

  /// Takes the data's surface with the feature on another scale: its rectangle and start, and for the runs that were
  /// still those of the data's usual race, the rates that suit it now.
  public mutating func rescale(_ surface: SurfaceChoice, in catalog: ExperimentCatalog) {
    let before = DataRace.optimizers(for: objective, from: catalog.optimizers)
    self.surface = surface
    let objective = objective
    (domain, start) = (objective.domain, objective.start)
    let after = DataRace.optimizers(for: objective, from: catalog.optimizers)
    for run in optimizers.indices {
      guard let usual = before.firstIndex(where: { $0.settings == optimizers[run].settings }) else {
        continue
      }
      optimizers[run].settings = after[usual].settings
    }
  }
}

/// A surface with settings: of the catalog, a typed formula, or the loss of a model on data.
public struct SurfaceChoice: Hashable, Sendable {
  /// The source of a surface.
  public enum Origin: Hashable, Sendable {
    /// The catalog.
    case catalog
    /// A formula as it was typed.
    case expression(String)
    /// A model on data; indirect, so that a surface of the catalog stays small.
    indirect case data(DataChoice)
  }

  /// The surface.
  public let entry: SurfaceEntry
  /// Its source.
  public let origin: Origin
  /// Its settings.
  public var settings: SettingValues

  /// A surface with settings; without any, its defaults.
  public init(_ entry: SurfaceEntry, _ settings: SettingValues? = nil, origin: Origin = .catalog) {
    self.entry = entry
    self.origin = origin
    self.settings = settings ?? entry.defaults
  }

  /// Equal surfaces have equal values; the values that a formula was typed with, to which a panel resets, are ignored.
  public static func == (a: SurfaceChoice, b: SurfaceChoice) -> Bool {
    guard a.entry.card.id == b.entry.card.id, a.origin == b.origin else { return false }
    guard case .expression = a.origin else { return a.settings == b.settings }
    return a.settings.settings.map(\.key) == b.settings.settings.map(\.key)
      && a.settings.values == b.settings.values
  }
  public func hash(into hasher: inout Hasher) {
    hasher.combine(entry.card.id)
    hasher.combine(settings.values)
  }
}
