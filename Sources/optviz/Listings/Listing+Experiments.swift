import Experiments
import Exports
import Optimization
import Wording

extension Listing {
  /// The bundled experiments.
  static var experiments: Listing {
    Listing(
      id: "experiments", kind: "experiment", notes: "surface, optimizers",
      items: Catalogs.experiments.entries.map(item))
  }

  private static func item(_ entry: ExperimentEntry) -> ListingItem {
    let experiment = entry.experiment
    let optimizers = experiment.optimizers
    let arguments = experiment.arguments(in: Catalogs.experiments)
    return ListingItem(
      id: entry.id, name: entry.name, summary: entry.summary,
      notes: [["\(experiment.surface.title), \(experiment.steps) steps"], optimizers.texts],
      sections: [
        .init("Surface", "\(experiment.surface.title): \(experiment.objective.formula)"),
        .init(
          "Optimizers",
          lines: optimizers.texts.flatMap {
            TextLayout.joined([$0], by: "", to: TextLayout.width - 4, breaksWords: true)
          }),
        .init("Steps", lines: ["\(experiment.steps)"]),
        .init("As a command", lines: command(arguments)),
        .init("What it shows", entry.claims.map(\.says).joined(separator: " ")),
        .init("Source of the settings", entry.source),
        .init("Tags", entry.tags.joined(separator: ", ")),
      ],
      members: [
        (
          "surface",
          [
            "id": .text(experiment.surface.entry.card.id), "settings": JSONValue(experiment.surface.settings),
            "formula": .text(experiment.objective.formula), "domain": JSONValue(experiment.domain),
          ]
        ),
        ("start", JSONValue(experiment.start)),
        ("steps", .integer(experiment.steps)),
        (
          "optimizers",
          .list(optimizers.map { ["id": .text($0.entry.card.id), "settings": JSONValue($0.settings)] })
        ),
        ("arguments", .list(arguments.map(JSONValue.text))),
        ("claims", .list(entry.claims.map { ["says": .text($0.says), "holds": .text($0.holds)] })),
        ("source", .text(entry.source)), ("tags", .list(entry.tags.map(JSONValue.text))),
      ])
  }

  /// A command line that can be pasted: an option stays with its value, and broken lines continue.
  private static func command(_ arguments: [String]) -> [String] {
    var words = ["optviz"]
    for argument in arguments {
      let isValue = !argument.hasPrefix("-") && words.count > 1
      if isValue {
        words[words.count - 1] += " " + argument.shellWord
      } else {
        words.append(argument.shellWord)
      }
    }
    let lines = TextLayout.joined(words, by: " ", to: TextLayout.width - 6)
    return lines.enumerated().map { number, line in
      (number == 0 ? "" : "  ") + line + (number == lines.count - 1 ? "" : " \\")
    }
  }
}
