import Optimization
import Wording

// For what is not handed a catalog yet.

extension ExperimentCatalog {
  /// The experiments with every optimizer there is.
  public static let standard = ExperimentCatalog(optimizers: .standard)
  public static var opening: ExperimentEntry { standard.opening }
  public static var all: [ExperimentEntry] { standard.entries }
  public static func entry(_ id: String) -> ExperimentEntry? { standard.entry(id) }
}

extension Specification {
  public static func optimizer(_ text: String) throws(InputError) -> OptimizerChoice {
    try Specification(optimizers: .standard).optimizer(text)
  }
}

extension Experiment {
  public mutating func take(_ surface: SurfaceChoice) { take(surface, in: .standard) }
  public mutating func rescale(_ surface: SurfaceChoice) { rescale(surface, in: .standard) }
  public var usualDomain: Domain { usualDomain(in: .standard) }
  public var arguments: [String] { arguments(in: .standard) }
}
