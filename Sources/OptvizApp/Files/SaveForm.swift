import Experiments

/// The fields of the form that keeps an experiment in a file, in their order.
enum SaveField: Int {
  case name, title, caption, tags, replaces

  /// The fields with what is known already.
  static func fields(_ model: Model) -> [Form.Field] {
    let file = model.file
    let name = model.kept?.path ?? SaveField.name(for: file.title)
    return [
      Form.Field("name", hint: "a name in your own folder, or a path that ends in .toml", default: name),
      Form.Field("title", hint: "what the gallery shows", default: file.title),
      Form.Field("caption", hint: "one or two sentences: what there is to see", default: file.caption),
      Form.Field("tags", hint: "words to find it by", default: file.tags.joined(separator: " ")),
      Form.Field(
        "replaces", hint: "whether a file of that name is replaced, whatever it is", default: "no",
        choices: ["no", "yes"]),
    ]
  }

  /// A title as a name: small letters, digits and _.
  private static func name(for title: String) -> String {
    let words = title.lowercased().split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
    return words.joined(separator: "_")
  }

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
      isForced: texts[replaces.rawValue] == "yes")
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
