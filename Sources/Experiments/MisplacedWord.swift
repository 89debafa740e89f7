import Optimization
import Wording

/// A word of one catalog where one of another is expected: a wrapper, a schedule or a surface as an optimizer.
struct MisplacedWord {
  /// Where something is named.
  enum Place {
    /// At the beginning of an optimizer's text, behind its `+`, and behind its `@`.
    case optimizer, wrapper, schedule
    case surface, experiment
  }

  /// The remedy; `nil` if no catalog has the word.
  ///
  /// - Parameters:
  ///   - text: the word, with its settings.
  ///   - core: the optimizer that the word is attached to.
  static func remedy(
    for text: String, in place: Place, of optimizers: OptimizerCatalog, core: String = "adam"
  ) -> String? {
    let id = String(text.prefix { $0 != ":" })
    if WrapperCatalog.all.contains(where: { $0.card.id == id }) {
      return place == .wrapper ? nil : "\(id) is a wrapper; write \(core)+\(text)"
    }
    if id == Specification.batchWord, place != .wrapper {
      return "\(id) is a run's own batches; write \(core)+\(text)"
    }
    if ScheduleCatalog.all.contains(where: { $0.card.id == id }) {
      return place == .schedule ? nil : "\(id) is a schedule; write \(core)@\(text)"
    }
    if optimizers.entry(id) != nil {
      switch place {
      case .optimizer: return nil
      case .wrapper, .schedule:
        return "\(id) is an optimizer, and a run has one; another run is another --optimizer \(text)"
      case .surface, .experiment: return "\(id) is an optimizer, given by --optimizer \(text)"
      }
    }
    if SurfaceCatalog.entry(id) != nil {
      return place == .surface ? nil : "\(id) is a surface, given by --surface \(text)"
    }
    if DataSetCatalog.entry(id) != nil { return "\(id) is a data set, given by --data \(id)" }
    if ExperimentCatalog.names.contains(id) {
      return place == .experiment ? nil : "\(id) is an experiment, given by --experiment \(id)"
    }
    return nil
  }
}
