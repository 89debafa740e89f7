import Experiments
import Optimization
import Optimizers

/// What the program is made with: handed from here to everything that reads or lists it.
enum Catalogs {
  /// The experiments, and with them the optimizers.
  static let experiments = ExperimentCatalog(optimizers: .standard)
  /// The optimizers.
  static var optimizers: OptimizerCatalog { experiments.optimizers }
  /// The words of the command line.
  static var specification: Specification { experiments.specification }
}
