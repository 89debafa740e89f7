import Optimization
import Toml

extension ExperimentFile {
  /// The file with another experiment, and what still fits it; claims were about the former one.
  ///
  /// - Parameter keepsWords: whether its title and its other words are kept.
  public func taking(_ experiment: Experiment, keepsWords: Bool) -> ExperimentFile {
    var file = ExperimentFile(experiment)
    if keepsWords { (file.title, file.caption, file.source, file.tags) = (title, caption, source, tags) }
    file.view = view
    let (old, new) = (self.experiment.optimizers, experiment.optimizers)
    if new.starts(with: old) {
      // Forks may have been added.
      file.hidden = hidden
      file.looks = looks + new.indices.dropFirst(old.count)
    } else {
      file.view[.choose] = nil
    }
    if experiment.surface != self.experiment.surface {
      for key: ViewKey in [.map, .turn, .view, .chart, .chartAxis, .cloud] { file.view[key] = nil }
    }
    if experiment.domain != self.experiment.domain { file.view[.map] = nil }
    return file
  }

  /// The options of the command line that give the same experiment and view; what has no option is left out.
  public func arguments(in catalog: ExperimentCatalog) -> [String] {
    var words = experiment.arguments(in: catalog)
    if looks != Array(looks.indices) {
      words += ["--run-colors", looks.map { String($0 + 1) }.joined(separator: ",")]
    }
    if !hidden.isEmpty {
      words += ["--hide", hidden.sorted().map { String($0 + 1) }.joined(separator: ",")]
    }
    for key in view.keys {
      guard let word = view[key] else { continue }
      switch (key.kind, word) {
      case (.flag, "true"): if key != .cloud { words.append("--\(key.rawValue)") }
      case (.flag, _): if key == .cloud { words.append("--no-cloud") }
      default: words += word.hasPrefix("-") ? ["--\(key.rawValue)=\(word)"] : ["--\(key.rawValue)", word]
      }
    }
    return words
  }
}

extension Claim {
  /// Where the comparisons of a text's claims stand, in their order.
  public static func places(in text: [UInt8]) -> [TextPlace] {
    let root = try? TomlDocument.read(text)
    let tables = root?.members?.first { $0.key == "claim" }?.node.elements ?? []
    return tables.map { table in
      table.members?.first { $0.key == "holds" }?.node.place ?? table.place
    }
  }
}
