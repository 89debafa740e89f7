import TerminalGraphics

/// The keys and what they do, filtered while typing; each can be run.
public struct HelpList: Hashable, Sendable {
  /// What was typed.
  public private(set) var filter = ""
  /// The chosen row among the selectable ones.
  public private(set) var selection = 0

  /// A line of the list.
  enum Line: Hashable, Sendable {
    case blank
    case title(String)
    /// An action; its help is left out if the line above has the same.
    case action(ActionItem, repeats: Bool)
    /// What the pointer does.
    case note(keys: String, text: String)

    /// Whether it can be selected.
    var isRow: Bool {
      switch self {
      case .blank, .title: false
      case .action, .note: true
      }
    }
  }

  /// The whole list.
  public init() {}

  /// What a newcomer needs, in this order.
  private static let foremost: [Command] = [
    .togglePlay, .open(.surfaces), .open(.optimizers), .open(.experiments), .focusNext, .adjust(1), .undo,
    .openPalette,
  ]

  /// The lines that match the filter, a title before each part: first the few that matter most, then what belongs to the
  /// pane in focus, then what applies by groups, then what does not apply now, and the pointer.
  func lines(in model: Model) -> [Line] {
    let items = ActionItem.all(in: model).filter(matches)
    var parts: [(title: String, lines: [Line])] = []
    var listed: Set<Command> = []
    func add(_ title: String, _ items: [ActionItem]) {
      let new = items.filter { listed.insert($0.command).inserted }
      var lines: [Line] = []
      var last = ""
      for item in new {
        lines.append(.action(item, repeats: item.help == last))
        last = item.help
      }
      parts.append((title, lines))
    }
    let now = items.filter(\.applies)
    // A search would find them twice.
    if filter.isEmpty {
      let few = HelpList.foremost.compactMap { command in now.first { $0.command == command } }
      parts.append(("First", few.map { .action($0, repeats: false) }))
    }
    add("Here: \(model.panes.focus.name)", now.filter { $0.panes.contains(model.panes.focus) })
    for pane in PaneCatalog.onRequest where model.isOpen(pane.id) {
      let name = pane.id.name
      add(name.prefix(1).uppercased() + name.dropFirst(), now.filter { $0.panes.contains(pane.id) })
    }
    for group in KeyBinding.Group.allCases { add(group.rawValue, now.filter { $0.group == group.rawValue }) }
    let notes = KeyBindings.pointer.filter { matches($0.keys + " " + $0.help) }
    parts.append(("Pointer", notes.map { .note(keys: $0.keys, text: $0.help) }))
    let signs = MapSign.all(in: model).filter { matches("\($0.sign) \($0.name) \($0.help)") }
    parts.append(("Signs on the map", signs.map { .note(keys: String($0.sign), text: $0.help) }))
    // The keys of nine missing runs need one line.
    let sentences = Set(now.map(\.help))
    add("Elsewhere", items.filter { !$0.applies && !sentences.contains($0.help) })
    return Array(
      parts.filter { !$0.lines.isEmpty }.map { [.title($0.title)] + $0.lines }.joined(separator: [.blank]))
  }

  /// The chosen row's action; `nil` for none.
  func chosen(in model: Model) -> ActionItem? {
    let rows = lines(in: model).filter(\.isRow)
    guard rows.indices.contains(selection), case .action(let item, _) = rows[selection] else { return nil }
    return item
  }

  private func matches(_ item: ActionItem) -> Bool { matches("\(item.keys) \(item.name) \(item.help)") }

  private func matches(_ text: String) -> Bool {
    let text = text.lowercased()
    // A key alone finds its action, including capitals.
    return filter.lowercased().split(separator: " ").allSatisfy { text.contains($0) }
  }

  /// Adds a character to the filter; a search sign at its beginning is ignored.
  mutating func type(_ character: Character) {
    guard filter.count < 40, !character.isNewline, !(filter.isEmpty && (character == "/" || character == " "))
    else { return }
    filter.append(character)
    selection = 0
  }

  /// Removes the filter's last character.
  mutating func erase() {
    if !filter.isEmpty { filter.removeLast() }
    selection = 0
  }

  /// Chooses a row by its place among the rows.
  mutating func choose(_ row: Int, in model: Model) {
    selection = max(0, min(lines(in: model).filter(\.isRow).count - 1, row))
  }

  /// Chooses a row by its distance from the chosen one.
  mutating func move(_ rows: Int, in model: Model) {
    choose(selection + max(-10_000, min(10_000, rows)), in: model)
  }
}
