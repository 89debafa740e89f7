import Experiments
import Wording

/// What is typed to keep an experiment and to open one.
extension TypedCommand {
  static let save = TypedCommand(
    "save", "NAME or PATH.toml", "Keeps the experiment in a file; save! replaces any file.",
    example: "save mine", complete: { model, text in names(model, text) },
    parse: { (model, text) throws(InputError) in [.saveExperiment(try name(text, model), isForced: false)] })

  static let replace = TypedCommand(
    "save!", "NAME or PATH.toml", "Keeps the experiment, whatever file of that name there is.",
    example: "save! mine", complete: { model, text in names(model, text) },
    parse: { (model, text) throws(InputError) in [.saveExperiment(try name(text, model), isForced: true)] })

  static let openFile = TypedCommand(
    "open", "NAME or PATH.toml", "Opens an experiment: a file, one of your own, or a bundled one.",
    example: "open zigzag",
    complete: { model, text in names(model, text, and: model.environment.experiments.entries.map(\.id)) },
    parse: { (_, text) throws(InputError) in
      let name = text.trimmedBlanks
      guard !name.isEmpty else { throw InputError("a name is missing, as in open zigzag") }
      return [.openExperiment(name)]
    })

  /// The person's own experiments, the file at hand, and others.
  private static func names(_ model: Model, _ text: String, and others: [String] = []) -> [String] {
    let own = model.ownExperiments.map(\.name)
    let kept = [model.kept?.path].compactMap(\.self)
    return matching(text, among: kept + own + others)
  }

  /// A name; without one, that of the file that was opened or saved last.
  private static func name(_ text: String, _ model: Model) throws(InputError) -> String {
    let name = text.trimmedBlanks
    guard !name.isEmpty || model.kept != nil else {
      throw InputError("a name is missing, as in save mine")
    }
    return name
  }
}
