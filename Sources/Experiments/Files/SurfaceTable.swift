import Optimization
import Toml
import Wording

/// The table `[surface]`: an identifier with settings, or a formula.
enum SurfaceTable {
  static func read(_ table: TomlNode, of optimizers: OptimizerCatalog, _ problems: inout [TextProblem])
    -> SurfaceChoice?
  {
    guard table.members != nil else {
      problems.append(
        TextProblem(
          "surface is \(TableReader.quoted(table)); accepted: a table, as in [surface] with id = \"beale\"",
          at: table.place))
      return nil
    }
    var reader = TableReader(table)
    let (id, formula) = (reader.take("id"), reader.take("formula"))
    let settings = reader.take("settings")
    reader.reportUnknown(of: "surface")
    problems += reader.problems
    do throws(TextProblem) {
      switch (id, formula) {
      case (let id?, nil): return try catalogued(id, settings, of: optimizers, &problems)
      case (nil, let formula?): return try typed(formula, settings)
      case (let id?, let formula?):
        throw TextProblem(
          "id and formula both say what the surface is; give one", at: max(id.place, formula.place))
      case (nil, nil):
        throw TextProblem("the surface has neither an id nor a formula; give one", at: table.place)
      }
    } catch {
      problems.append(error)
      return nil
    }
  }

  private static func catalogued(
    _ id: TomlNode, _ settings: TomlNode?, of optimizers: OptimizerCatalog, _ problems: inout [TextProblem]
  ) throws(TextProblem) -> SurfaceChoice {
    guard let word = id.text else {
      throw TextProblem("id is \(TableReader.quoted(id)); accepted: a surface's name", at: id.place)
    }
    guard let entry = SurfaceCatalog.entry(word) else {
      if DataSetCatalog.entry(word) != nil {
        throw TextProblem("\(word) is a data set; write [data] with source = \"\(word)\"", at: id.place)
      }
      let known = SurfaceCatalog.all.map(\.card.id)
      throw TextProblem(
        InputError.unknown("surface", word, known: known, listing: "optviz list surfaces").message,
        at: id.place)
    }
    var choice = SurfaceChoice(entry)
    if let settings { SettingsTable.read(settings, into: &choice.settings, of: word, &problems) }
    return choice
  }

  private static func typed(_ formula: TomlNode, _ settings: TomlNode?) throws(TextProblem) -> SurfaceChoice {
    if let settings {
      throw TextProblem(
        "a formula has its parameters' values behind a semicolon, as in \"a*x^2 + y^2; a=3\"",
        at: settings.place)
    }
    guard let text = formula.text else {
      throw TextProblem("formula is \(TableReader.quoted(formula)); accepted: a text", at: formula.place)
    }
    do {
      return try Specification.expression(text)
    } catch {
      throw TextProblem("formula, \(error.message)", at: formula.place)
    }
  }
}
