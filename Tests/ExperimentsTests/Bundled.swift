import Experiments
import Optimization
import Optimizers

/// The bundled experiments, and the words of the command line, with every optimizer there is.
let bundled = ExperimentCatalog(optimizers: .standard)
