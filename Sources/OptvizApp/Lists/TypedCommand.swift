import Wording

/// Something that can be typed in the command palette: a word, and what follows it.
struct TypedCommand: Sendable {
  /// The word it begins with.
  let name: String
  /// What follows the word, in short: `KEY VALUE`.
  let usage: String
  /// One sentence.
  let summary: String
  /// An example line that is valid in any race.
  let example: String
  /// The possible completions of what follows the word, each replacing all of it.
  ///
  /// One that ends with a blank expects more; any other is complete.
  let complete: @Sendable (Model, String) -> [String]
  /// The commands that the words after it request.
  let parse: @Sendable (Model, String) throws(InputError) -> [Command]

  /// A command.
  init(
    _ name: String, _ usage: String, _ summary: String, example: String,
    complete: @escaping @Sendable (Model, String) -> [String],
    parse: @escaping @Sendable (Model, String) throws(InputError) -> [Command]
  ) {
    self.name = name
    self.usage = usage
    self.summary = summary
    self.example = example
    self.complete = complete
    self.parse = parse
  }
}

extension TypedCommand {
  /// A command with one word of several after it.
  static func choice(
    _ name: String, _ usage: String, _ summary: String, example: String, kind: String,
    among words: @escaping @Sendable (Model) -> [String],
    command: @escaping @Sendable (String) -> Command?
  ) -> TypedCommand {
    TypedCommand(
      name, usage, summary, example: example,
      complete: { model, text in TypedCommand.matching(text, among: words(model)) },
      parse: { (model, text) throws(InputError) in
        let word = text.trimmedBlanks
        guard words(model).contains(word), let wish = command(word) else {
          throw .unknown(kind, word, known: words(model))
        }
        return [wish]
      })
  }

  /// A command with a whole number after it.
  static func number(
    _ name: String, _ usage: String, _ summary: String, example: String,
    in range: @escaping @Sendable (Model) -> ClosedRange<Int>, suggested: [Int] = [],
    command: @escaping @Sendable (Int) -> Command
  ) -> TypedCommand {
    TypedCommand(
      name, usage, summary, example: example,
      complete: { model, text in
        let words = suggested.filter(range(model).contains).map(String.init)
        return words.filter { $0.hasPrefix(text) }
      },
      parse: { (model, text) throws(InputError) in
        let word = text.trimmedBlanks
        let range = range(model)
        let accepted = "a whole number from \(range.lowerBound) to \(range.upperBound)"
        guard let value = Int(word) else { throw InputError("'\(word)' is not \(accepted)") }
        guard range.contains(value) else { throw InputError("\(value) is out of range: \(accepted)") }
        return [command(value)]
      })
  }

  /// The words that a text may complete to, the nearest first.
  static func matching(_ text: String, among words: [String]) -> [String] {
    let starting = words.filter { $0.hasPrefix(text) }
    return starting
      + FuzzyMatch.ranked(words.filter { !$0.hasPrefix(text) }) { FuzzyMatch.distance(text, name: $0) }
  }
}

extension StringProtocol {
  /// The text without blanks around it.
  var trimmedBlanks: String {
    var text = self.drop { $0 == " " }
    while text.last == " " { text = text.dropLast() }
    return String(text)
  }
}
