import Wording

/// What the palette offers for the typed text: pure, and shared by drawing and by enter.
struct PaletteContent {
  /// Something that can be selected.
  enum Row: Hashable, Sendable {
    /// A command, to be completed.
    case command(name: String, usage: String, summary: String)
    /// An action, to be run.
    case action(ActionItem)
    /// A whole line.
    case line(String)
    /// A whole line for a thing that was found by its name, and a sentence on it.
    case thing(String, summary: String)
  }

  /// The rows, the nearest first.
  let rows: [Row]
  /// What the line requests; `nil` while it only searches, or cannot be read.
  let commands: [Command]?
  /// What is wrong with the line, or how it continues.
  let note: String
  /// Whether the text is looked for, so that enter takes the first row.
  let isSearch: Bool
  /// Whether that is a mistake.
  let isMistake: Bool

  /// The command whose arguments are being typed, and those arguments.
  static func command(in text: String) -> (command: TypedCommand, rest: String)? {
    // The words of a name may be joined, and the longest one goes first: `save layout` is not `save` with a name.
    let spaced = text.replacing("_", with: " ")
    let fitting = TypedCommandCatalog.all.filter {
      spaced.hasPrefix($0.name + " ") || $0.name.contains(" ") && spaced == $0.name
    }
    guard let command = fitting.max(by: { $0.name.count < $1.name.count }) else { return nil }
    return (command, String(text.dropFirst(command.name.count + 1).drop { $0 == " " }))
  }

  init(_ text: String, in model: Model) {
    // The whole name of an action is that action, also where its first word is a command, as in `open runs`.
    let actions = ActionItem.all(in: model).filter { $0.applies && $0.name.hasPrefix(text) }
    guard let (command, rest) = PaletteContent.command(in: text),
      !actions.contains(where: { $0.name == text && $0.name != command.name })
    else {
      self = PaletteContent(finding: text.trimmedBlanks, in: model)
      return
    }
    rows =
      command.complete(model, rest).map { .line("\(command.name) \($0)") }
      + actions.filter { $0.name != command.name }.map { .action($0) }
    isSearch = false
    do throws(InputError) {
      commands = try command.parse(model, rest)
      note = "enter: \(command.summary)"
      isMistake = false
    } catch {
      commands = nil
      let isBegun =
        rest.isEmpty || rows.contains { if case .line(let line) = $0 { line.hasPrefix(text) } else { false } }
      note = isBegun ? "\(command.name) \(command.usage): \(command.summary)" : PaletteContent.short(error)
      isMistake = !isBegun
    }
  }

  /// The commands and actions that match a text.
  private init(finding text: String, in model: Model) {
    let typed = TypedCommandCatalog.all.map {
      (Row.command(name: $0.name, usage: $0.usage, summary: $0.summary), $0.name, $0.summary)
    }
    let names = typed.map(\.1)
    // A command that may stand alone is its action.
    let actions = ActionItem.all(in: model).filter {
      $0.applies && $0.command != .openPalette && !names.contains($0.name)
    }.map { (Row.action($0), $0.name, $0.help) }
    var found = (typed + actions).compactMap { row, name, help in
      FuzzyMatch.distance(text, name: name, others: Synonyms.words(for: name), words: help).map { ($0, row) }
    }
    // Without a text the list has what can be done, not everything that it can be done with.
    if !text.isEmpty {
      found += PaletteThing.all(in: model).compactMap { thing in
        FuzzyMatch.distance(text, name: thing.id, others: thing.name, words: thing.summary, scattered: false)
          .map { ($0, .thing(thing.line, summary: thing.summary)) }
      }
    }
    rows = FuzzyMatch.ranked(found) { $0.0 }.map(\.1)
    commands = nil
    isSearch = true
    isMistake = rows.isEmpty
    let word = String(text.prefix { $0 != " " })
    let suggestion = NearestMatch.suggestion(
      for: word, among: TypedCommandCatalog.all.map(\.name) + actions.map(\.1))
    let isKnown = actions.contains { $0.1 == word }
    note =
      !rows.isEmpty
      ? ""
      : isKnown
        ? "'\(word)' takes nothing after it" : PaletteContent.ended("there is no '\(word)'; \(suggestion)")
  }

  /// The row that enter takes: the one chosen by hand, and in a search the first.
  func chosen(_ palette: Palette) -> Int? {
    if let selection = palette.selection { return rows.indices.contains(selection) ? selection : nil }
    return isSearch && !rows.isEmpty ? 0 : nil
  }

  /// What tab writes: the common prefix of all completions, or the chosen one, or the first.
  func completion(of palette: Palette) -> String? {
    guard let row = palette.selection ?? (rows.isEmpty ? nil : 0), rows.indices.contains(row) else {
      return nil
    }
    let lines = rows.compactMap {
      if case .line(let line) = $0, line.hasPrefix(palette.text) { line } else { nil }
    }
    if palette.selection == nil, let first = lines.first {
      let common = lines.dropFirst().reduce(first) { common, line in
        String(zip(common, line).prefix { $0 == $1 }.map(\.0))
      }
      if common.count > palette.text.count { return common }
    }
    return rows[row].line
  }

  /// A sentence without the sign that something was to follow.
  private static func ended(_ sentence: String) -> String {
    var text = sentence.trimmedBlanks
    if text.last == ";" || text.last == "?" && text.hasSuffix(";?") { text.removeLast() }
    return text
  }

  /// An error without the list of all names, which is shown below.
  private static func short(_ error: InputError) -> String {
    let message = error.message
    return ended(message.range(of: "known: ").map { String(message[..<$0.lowerBound]) } ?? message)
  }
}

extension PaletteContent.Row {
  /// The line's text once the row is taken.
  var line: String {
    switch self {
    case .command(let name, _, _): name + " "
    case .action(let item): item.name
    case .line(let line), .thing(let line, _): line
    }
  }
}

extension String {
  /// Where a text begins in this one; `nil` if it does not occur.
  fileprivate func range(of text: String) -> Range<Index>? { firstRange(of: text) }
}
