import Experiments
import Optimization
import Optimizers

/// The program's catalogs: passed from here to everything that reads or lists them.
enum Catalogs {
  /// The experiments, and with them the optimizers.
  static let experiments = ExperimentCatalog(optimizers: .standard)
  /// The optimizers.
  static var optimizers: OptimizerCatalog { experiments.optimizers }
  /// The words of the command line.
  static var specification: Specification { experiments.specification }
}
