import Wording

/// What is typed to write a picture.
extension TypedCommand {
  static let export = TypedCommand(
    "export", "FILE", "Writes what is on the screen into a file, by its ending; export! replaces one.",
    example: "export race.svg", complete: { model, text in names(text, model) },
    parse: { (model, text) throws(InputError) in [.writePicture(try file(text, model), isForced: false)] })

  static let exportAnyway = TypedCommand(
    "export!", "FILE", "Writes what is on the screen, and replaces a file of that name.",
    example: "export! race.svg", complete: { model, text in names(text, model) },
    parse: { (model, text) throws(InputError) in [.writePicture(try file(text, model), isForced: true)] })

  /// The name with each ending.
  private static func names(_ text: String, _ model: Model) -> [String] {
    let text = text.trimmedBlanks
    let endings = model.environment.pictures.map(\.id)
    guard let ending = PictureForm.ending(of: text) else {
      return endings.map { "\(text.isEmpty ? "race" : text).\($0)" }
    }
    return endings.filter { $0.hasPrefix(ending) }.map { PictureForm.path(text, ending: $0) }
  }

  private static func file(_ text: String, _ model: Model) throws(InputError) -> String {
    let path = text.trimmedBlanks
    guard !path.isEmpty else { throw InputError("a file is missing, as in export race.svg") }
    let endings = model.environment.pictures.map(\.id)
    guard let ending = PictureForm.ending(of: path) else {
      throw InputError(
        "'\(path)' has no ending that says what is written: \(endings.joined(separator: ", "))")
    }
    guard endings.contains(ending) else { throw .unknown("format", ending, known: endings) }
    return path
  }
}
