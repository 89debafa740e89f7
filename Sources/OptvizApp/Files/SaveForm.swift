import Experiments

/// The fields of the form that keeps an experiment in a file, in their order.
enum SaveField: Int {
  case name, title, caption, tags, replaces

  /// The fields with what is known already.
  static func fields(_ model: Model) -> [Form.Field] {
    let file = model.file
    // What a bundled experiment says is not said of what was made of it.
    let own = model.kept
    let name = model.ownExperiments.first { $0.path == own?.path }?.name ?? own?.path ?? ""
    let replaced = own == nil ? SaveField.noFile : "the file at hand"
    return [
      Form.Field("name", hint: "a name in your own folder, or a path that ends in .toml", default: name),
      Form.Field(
        "title", hint: "what the gallery shows; without one, the name", default: own == nil ? "" : file.title),
      Form.Field(
        "caption", hint: "one or two sentences: what there is to see", default: own == nil ? "" : file.caption
      ),
      Form.Field(
        "tags", hint: "words to find it by", default: own == nil ? "" : file.tags.joined(separator: " ")),
      Form.Field(
        "replaces", hint: "which file of that name it may replace", default: replaced,
        choices: [replaced, SaveField.anyFile]),
    ]
  }

  private static let noFile = "no file"
  private static let anyFile = "any file"

  static func problems(_ texts: [String]) -> [String?] {
    texts.indices.map { field in
      field == name.rawValue && texts[field].trimmedBlanks.isEmpty ? "a name is expected" : nil
    }
  }

  static func command(_ texts: [String]) -> Command {
    .saveWords(
      texts[name.rawValue].trimmedBlanks,
      FileWords(
        title: texts[title.rawValue].trimmedBlanks, caption: texts[caption.rawValue].trimmedBlanks,
        tags: texts[tags.rawValue].lowercased().split { " ,".contains($0) }.map(String.init)),
      isForced: texts[replaces.rawValue] == anyFile)
  }
}

/// What a person says of an experiment that is kept.
public struct FileWords: Hashable, Sendable {
  let title, caption: String
  let tags: [String]
}

extension Model {
  /// Asks for the experiment to be kept under a name, with these words.
  mutating func save(as name: String, _ words: FileWords, isForced: Bool) {
    var file = file
    (file.title, file.caption, file.tags) = (words.title, words.caption, words.tags)
    document.opened = OpenedFile(file, shown: document.viewTable(environment))
    outbox.append(.saveExperiment(SaveRequest(name: name, file: file, kept: kept, isForced: isForced)))
  }
}
