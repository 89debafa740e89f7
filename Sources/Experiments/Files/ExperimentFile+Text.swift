import Optimization
import Toml

extension ExperimentFile {
  /// The text, in one fixed form; reading it gives the file back.
  ///
  /// - Parameter path: a table's path, as the program names it, as it is written in the text.
  public func text(path: (String) -> String = { $0 }) -> String {
    var lines = ["format = \(ExperimentFile.format)"]
    for (key, words) in [("title", title), ("caption", caption), ("source", source)] where !words.isEmpty {
      lines.append("\(key) = \(TomlText.text(words))")
    }
    if !tags.isEmpty { lines.append("tags = \(TomlText.list(tags.map(TomlText.text)))") }
    lines.append("")
    lines += raceLines
    let surface = experiment.surface
    if let request = DataRequest(surface) {
      lines += ["", "[data]"] + DataTable.lines(request, path: path)
    } else {
      lines += ["", "[surface]"] + SurfaceTable.lines(surface)
    }
    let labels = experiment.optimizers.labels
    for run in experiment.optimizers.indices {
      lines += ["", "[[run]]"] + RunTables.lines(run, of: experiment.optimizers, labels)
      if looks[run] != run { lines.append("color = \(looks[run] + 1)") }
      if hidden.contains(run) { lines.append("hidden = true") }
    }
    if !view.keys.isEmpty {
      lines += ["", "[view]"]
      for key in view.keys {
        if let word = view[key] { lines.append("\(key.rawValue) = \(ViewReading.text(word, of: key))") }
      }
    }
    for claim in claims {
      lines += [
        "", "[[claim]]", "says = \(TomlText.text(claim.says))", "holds = \(TomlText.text(claim.holds))",
      ]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// How long the race is, and where it begins.
  private var raceLines: [String] {
    let (x, y) = (experiment.domain.x, experiment.domain.y)
    var lines = ["steps = \(experiment.steps)"]
    if experiment.pace != .steps { lines.append("pace = \(TomlText.text(experiment.pace.rawValue))") }
    // TOML's whole numbers have a sign.
    let seed = experiment.seed
    if seed != 0 { lines.append("seed = \(seed > UInt64(Int64.max) ? "\"\(seed)\"" : String(seed))") }
    lines.append("start = \(TomlText.list([experiment.start.x, experiment.start.y].map(TomlText.number)))")
    let ends = [x.lowerBound, x.upperBound, y.lowerBound, y.upperBound]
    return lines + ["domain = \(TomlText.list(ends.map(TomlText.number)))"]
  }
}

extension SurfaceTable {
  /// The lines of the table of a surface.
  static func lines(_ surface: SurfaceChoice) -> [String] {
    if let formula = surface.expressionText { return ["formula = \(TomlText.text(formula))"] }
    let pairs = SettingsTable.pairs(surface.settings)
    return ["id = \(TomlText.text(surface.entry.card.id))"]
      + (pairs.isEmpty ? [] : ["settings = \(TomlText.table(pairs))"])
  }
}
