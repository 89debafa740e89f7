import Optimization

/// Writes an experiment as the words that create it.
extension Experiment {
  /// The command line options that reproduce this experiment, without redundant ones.
  ///
  /// Options equal to the catalog's opening experiment, or to the surface's own rectangle and start, are left out.
  /// Reading the rest gives an equal experiment.
  public func arguments(in catalog: ExperimentCatalog) -> [String] {
    let opening = catalog.opening.experiment
    var words: [String] = []
    var base = opening
    if surface != opening.surface {
      words += surface.arguments
      base.take(surface, in: catalog)
    }
    if domain != base.domain {
      let ends = [domain.x.lowerBound, domain.x.upperBound, domain.y.lowerBound, domain.y.upperBound]
      words.append("--domain=" + ends.map(\.shortText).joined(separator: ","))
    }
    if start != base.start { words.append("--start=\(start.x.shortText),\(start.y.shortText)") }
    if steps != base.steps { words += ["--steps", String(steps)] }
    if pace != opening.pace { words += ["--equal", pace.rawValue] }
    if seed != opening.seed { words += ["--seed", String(seed)] }
    if optimizers != base.optimizers {
      for (choice, text) in zip(optimizers, optimizers.texts) {
        words += [choice.fork == nil ? "--optimizer" : "--fork", text]
      }
    }
    return words
  }
}

extension SurfaceChoice {
  /// The options that select it.
  var arguments: [String] {
    if let expressionText { return ["--expression", expressionText] }
    return DataRequest(self)?.arguments ?? ["--surface", text]
  }

  /// The surface in a few words: as `--surface` takes it, or the data and the model on them.
  public var title: String {
    dataChoice.map { "\($0.source), \(text)" } ?? expressionText ?? text
  }

  /// The surface in its command-line form, with the settings that differ from their defaults.
  public var text: String { settings.text(after: entry.card.id) }
}

extension OptimizerChoice {
  /// The optimizer in its command-line form, with the settings that differ from their defaults, its wrappers,
  /// its batch size and its schedule.
  public var text: String {
    settings.text(after: entry.card.id) + wrappers.map { "+" + $0.text }.joined()
      + (batchSize.map { "+\(Specification.batchWord):size=\($0)" } ?? "")
      + (schedule.map { "@" + $0.text } ?? "")
  }
}

extension WrapperChoice {
  /// The wrapper as written after a `+`.
  public var text: String { settings.text(after: entry.card.id) }
}

extension ScheduleChoice {
  /// The schedule as written after an `@`.
  public var text: String { settings.text(after: entry.card.id) }
}

extension SettingValues {
  /// An identifier with the settings that differ from their defaults: `adam:lr=0.01`.
  fileprivate func text(after id: String) -> String {
    let pairs = zip(settings, values).filter { $0.standard != $1 }.map { "\($0.key)=\($0.text($1))" }
    return pairs.isEmpty ? id : "\(id):\(pairs.joined(separator: ","))"
  }
}
