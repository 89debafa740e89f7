import Experiments
import Optimization
import Optimizers
import OptvizApp

/// The bundled experiments, and the words of the command line, with every optimizer.
let bundled = ExperimentCatalog(optimizers: .standard)

extension Model.Opening {
  /// Opens an experiment among the bundled ones.
  init(_ experiment: Experiment) { self.init(experiment, among: bundled) }
}
