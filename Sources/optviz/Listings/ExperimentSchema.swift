import Experiments
import Exports
import Optimization

/// The format of experiment files as a JSON Schema, which editors complete and check by; made from the catalogs.
enum ExperimentSchema {
  /// The schema (draft 2020-12).
  ///
  /// - Parameter words: the words of keys of the view that have a few.
  static func document(_ optimizers: OptimizerCatalog, words: [ViewKey: [String]]) -> JSONValue {
    let surface = JSONValue.object([
      ("description", .text("What is descended: an id with settings, or a formula.")),
      (
        "anyOf",
        .list(
          SurfaceCatalog.all.map { branch("id", $0.card.id, $0.card.summary, $0.card.settings) } + [formula])
      ),
    ])
    return .object([
      ("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
      ("title", .text("An experiment of optviz")), ("type", .text("object")),
      ("additionalProperties", .flag(false)), ("required", .list([.text("format")])),
      (
        "properties",
        .object([
          ("format", .object([("const", .integer(ExperimentFile.format))])),
          ("title", text("A name of a few words.")),
          ("caption", text("One or two sentences: what there is to see.")),
          ("source", text("Where the settings come from.")),
          ("tags", .object([("type", .text("array")), ("items", text("A lower-case word."))])),
          ("steps", whole("How many steps each run makes.", 0, Experiment.stepRange.upperBound)),
          ("pace", choice("What is equal for all runs.", Race.Pace.allCases.map(\.rawValue))),
          (
            "seed",
            .object([
              ("description", .text("What everything random is derived from.")),
              ("type", .list([.text("integer"), .text("string")])),
            ])
          ),
          ("start", numbers("Where every run begins: x, y.", 2)),
          ("domain", numbers("The experiment's rectangle: x0, x1, y0, y1.", 4)),
          ("surface", surface), ("data", data), ("run", list(run(optimizers))), ("view", view(words)),
          ("claim", list(claim)),
        ])
      ),
    ])
  }

  // MARK: Tables

  private static var formula: JSONValue {
    table(
      [("formula", text("A formula, as in x^2 + 10*y^2; parameters behind a semicolon."))],
      required: ["formula"])
  }

  private static var data: JSONValue {
    table(
      [
        (
          "source",
          text(
            "A table's path, relative to this file, or a bundled data set: "
              + DataSetCatalog.all.map(\.id).joined(separator: ", ") + ".")
        ),
        ("model", choice("What is fitted.", Regression.Model.allCases.map(\.rawValue))),
        ("x", column("The feature, by name or number.")), ("y", column("The target, by name or number.")),
        (
          "objective",
          choice("What is averaged over the examples.", Regression.Model.allCases.flatMap(\.losses))
        ),
        ("huber-delta", number("The residual at which huber changes to straight lines.")),
        ("scale", choice("The scale of the feature.", Regression.Scaling.allCases.map(\.rawValue))),
        ("batch-size", batchSize), ("batch-order", text("A file of the examples' order.")),
        ("with-replacement", flag("Draw each example among all.")),
        ("header", flag("Whether the first line names the columns.")),
        ("missing", choice("What happens to rows with a missing cell.", ["refuse", "drop"])),
        ("separator", text("What stands between cells: blank, tab, or a character.")),
        ("decimal", choice("The decimal sign.", [".", ","])),
        (
          "thousands",
          choice("The sign between groups of three digits.", ThousandsSign.allCases.map(\.rawValue))
        ),
        ("percent", flag("Numbers may end in %.")),
        ("skip", whole("Lines before the table.", 0, TableFormat.mostSkipped)),
      ], required: ["source"])
  }

  private static func run(_ optimizers: OptimizerCatalog) -> JSONValue {
    let common: [(String, JSONValue)] = [
      (
        "label",
        .object([
          ("type", .text("string")), ("description", .text("What the run is called: \(RunLabel.rule).")),
        ])
      ),
      ("optimizer", choice("The optimizer.", optimizers.entries.map(\.card.id))),
      ("settings", .object([("type", .text("object"))])),
      (
        "fork",
        table(
          [
            ("of", text("The label of a run above.")),
            ("at", whole("The step up to which it is that run.", 0, Experiment.stepRange.upperBound)),
          ], required: ["of", "at"])
      ),
      (
        "wrappers",
        list(
          .object([
            (
              "anyOf",
              .list(WrapperCatalog.all.map { attachment($0.card.id, $0.card.summary, $0.card.settings) })
            )
          ]))
      ),
      (
        "schedule",
        .object([
          (
            "anyOf",
            .list(
              [.object([("const", .text("none"))])]
                + ScheduleCatalog.all.map { attachment($0.card.id, $0.card.summary, $0.card.settings) })
          )
        ])
      ),
      ("batch-size", batchSize), ("color", whole("Which of the theme's colours, from 1.", 1, 1000)),
      ("hidden", flag("Whether the run is not drawn.")),
    ]
    let branches = optimizers.entries.map { entry -> JSONValue in
      .object([
        (
          "properties",
          .object([
            ("optimizer", const(entry.card.id, entry.card.name)), ("settings", settings(entry.card.settings)),
          ])
        ),
        ("required", .list([.text("optimizer")])),
      ])
    }
    let fork = JSONValue.object([("required", .list([.text("fork")]))])
    return .object([
      ("type", .text("object")), ("additionalProperties", .flag(false)), ("properties", .object(common)),
      ("anyOf", .list(branches + [fork])),
    ])
  }

  private static func view(_ words: [ViewKey: [String]]) -> JSONValue {
    table(
      ViewKey.allCases.map { key in
        if let words = words[key] { return (key.rawValue, choice(key.meaning, words)) }
        switch key.kind {
        case .text: return (key.rawValue, text(key.meaning))
        case .whole: return (key.rawValue, whole(key.meaning, 0, Experiment.stepRange.upperBound))
        case .number: return (key.rawValue, number(key.meaning))
        case .flag: return (key.rawValue, flag(key.meaning))
        case .rectangle: return (key.rawValue, numbers(key.meaning, 4))
        case .run: return (key.rawValue, column(key.meaning))
        }
      }, required: [])
  }

  private static var claim: JSONValue {
    table(
      [
        ("says", text("What the experiment shows, in a sentence.")),
        ("holds", text("A comparison, as in loss adam at end < 0.1 * loss gd at end.")),
      ], required: ["says", "holds"])
  }

  /// A table with an id and settings in a table of their own.
  private static func branch(_ key: String, _ id: String, _ summary: String, _ all: [Setting]) -> JSONValue {
    table([(key, const(id, summary)), ("settings", settings(all))], required: [key])
  }

  /// A table with an id and settings beside it.
  private static func attachment(_ id: String, _ summary: String, _ settings: [Setting]) -> JSONValue {
    table([("id", const(id, summary))] + settings.map { ($0.key, schema(of: $0)) }, required: ["id"])
  }

  private static func settings(_ settings: [Setting]) -> JSONValue {
    table(settings.map { ($0.key, schema(of: $0)) }, required: [])
  }

  private static func schema(of setting: Setting) -> JSONValue {
    var members: [(String, JSONValue)] = [("description", .text(setting.help))]
    switch setting.kind {
    case .flag: members += [("type", .text("boolean")), ("default", .flag(setting.standard != 0))]
    case .choice(let words):
      members += [
        ("enum", .list(words.map(JSONValue.text))), ("default", .text(setting.text(setting.standard))),
      ]
    case .number(let bounds):
      members.append(("type", .text("number")))
      if bounds.lower.isFinite {
        members.append((bounds.includesLower ? "minimum" : "exclusiveMinimum", .number(bounds.lower)))
      }
      if bounds.upper.isFinite { members.append(("exclusiveMaximum", .number(bounds.upper))) }
      members.append(("default", .number(setting.standard)))
    }
    return .object(members)
  }

  // MARK: Types

  private static func table(_ members: [(String, JSONValue)], required: [String]) -> JSONValue {
    .object([
      ("type", .text("object")), ("additionalProperties", .flag(false)), ("properties", .object(members)),
      ("required", .list(required.map(JSONValue.text))),
    ])
  }
  private static func typed(_ type: String, _ description: String, _ more: [(String, JSONValue)] = [])
    -> JSONValue
  {
    .object([("description", .text(description)), ("type", .text(type))] + more)
  }
  private static func text(_ description: String) -> JSONValue { typed("string", description) }
  private static func flag(_ description: String) -> JSONValue { typed("boolean", description) }
  private static func number(_ description: String) -> JSONValue { typed("number", description) }
  private static func whole(_ description: String, _ least: Int, _ most: Int) -> JSONValue {
    typed("integer", description, [("minimum", .integer(least)), ("maximum", .integer(most))])
  }
  private static func numbers(_ description: String, _ count: Int) -> JSONValue {
    typed(
      "array", description,
      [
        ("items", .object([("type", .text("number"))])), ("minItems", .integer(count)),
        ("maxItems", .integer(count)),
      ])
  }
  private static func list(_ items: JSONValue) -> JSONValue {
    .object([("type", .text("array")), ("items", items)])
  }
  private static func column(_ description: String) -> JSONValue {
    .object([("description", .text(description)), ("type", .list([.text("string"), .text("integer")]))])
  }
  private static func choice(_ description: String, _ words: [String]) -> JSONValue {
    .object([("description", .text(description)), ("enum", .list(words.map(JSONValue.text)))])
  }
  private static func const(_ word: String, _ description: String) -> JSONValue {
    .object([("description", .text(description)), ("const", .text(word))])
  }
  private static var batchSize: JSONValue {
    .object([
      ("description", .text("How many examples a step sees, or \"all\".")),
      (
        "anyOf",
        .list([
          .object([("type", .text("integer")), ("minimum", .integer(0))]), .object([("const", .text("all"))]),
        ])
      ),
    ])
  }
}
