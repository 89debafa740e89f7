/// The optimizers that a program knows, in the order they are listed.
///
/// It is a value that is handed in where words are read: only the program itself names the module with all optimizers, so
/// that a change of one of them rebuilds little.
///
/// ```swift
/// let catalog = OptimizerCatalog(OptimizerCatalog.standard.entries + [OptimizerEntry(Normalized.self)])
/// let own = catalog.entry("normalized")
/// ```
public struct OptimizerCatalog: Sendable {
  /// The optimizers, in the order they are listed.
  public let entries: [OptimizerEntry]

  /// A catalog of some optimizers.
  public init(_ entries: [OptimizerEntry]) { self.entries = entries }

  /// The optimizer of that identifier; `nil` where there is none.
  public func entry(_ id: String) -> OptimizerEntry? { entries.entry(id) }

  /// The optimizers by families, in the families' order.
  public var byFamily: [OptimizerEntry] {
    OptimizerFamily.allCases.flatMap { family in entries.filter { $0.card.family == family } }
  }
}

/// An optimizer in the catalog: its card, and the ways to run it.
public final class OptimizerEntry: CatalogEntry {
  /// What is known of it.
  public let card: OptimizerCard
  /// The Swift type's name, which is also its file's.
  public let typeName: String
  /// The bounds on rate times curvature under some settings, for methods that have them.
  public let stability: @Sendable (SettingValues) -> Stability?
  /// The most evaluations that a step asks for under some settings, or takes the time of.
  public let mostEvaluations: @Sendable (SettingValues) -> Int
  /// Makes a run's method.
  let method: @Sendable (OptimizerChoice, RunConditions) -> Method
  /// Makes the method of packs of eight runs; `nil` where the optimizer branches on values.
  let packedMethod: (@Sendable (PackedSettings) -> PackedMethod)?
  /// Makes it a part of something else.
  let part: @Sendable (OptimizerChoice) -> OptimizerPart
  /// Its stages, if it is a chain of gradient transformations.
  public let chain: Chain?

  @usableFromInline init(
    _ card: OptimizerCard, settings: [Setting], typeName: String,
    stability: @escaping @Sendable (SettingValues) -> Stability?,
    mostEvaluations: @escaping @Sendable (SettingValues) -> Int,
    method: @escaping @Sendable (OptimizerChoice, RunConditions) -> Method,
    packedMethod: (@Sendable (PackedSettings) -> PackedMethod)?,
    part: @escaping @Sendable (OptimizerChoice) -> OptimizerPart, chain: Chain? = nil
  ) {
    var card = card
    card.settings = settings
    self.card = card
    self.typeName = String(typeName.prefix { $0 != "<" })
    self.stability = stability
    self.mostEvaluations = mostEvaluations
    self.method = method
    self.packedMethod = packedMethod
    self.part = part
    self.chain = chain
  }

  /// The entry of an optimizer type.
  ///
  /// The closures are built here, where the type is concrete, so that their loops are specialised in the module of the
  /// optimizer; behind a protocol the same loop runs three times slower.
  @inlinable public convenience init<One: Optimizer>(_ type: One.Type) where One.V == Point<Double> {
    var packed: (@Sendable (PackedSettings) -> PackedMethod)?
    if One.Packed.self != NotPacked.self {
      packed = { settings in PackedMethod(settings.optimizers { One.Packed(Settings(settings, pack: $0)) }) }
    }
    self.init(
      One.card, settings: One.settings, typeName: "\(type)", stability: { One.stability($0) },
      mostEvaluations: { One.mostEvaluations($0) },
      method: { choice, conditions in
        choice.isBare
          ? Method(bare: One(Settings(choice.settings)))
          : Method(attached: One.self, choice, conditions)
      },
      packedMethod: packed, part: { OptimizerPart(One.self, $0) })
  }

  public var id: String { card.id }
  /// Every setting at its default.
  public var defaults: SettingValues { SettingValues(defaultsOf: card.settings) }
}
