import TerminalGraphics

/// A small list of what can be done with what is under the pointer: each row is some commands.
public struct Menu: Hashable, Sendable {
  /// A row.
  struct Item: Hashable, Sendable {
    /// What it does, in a few words.
    let name: String
    /// What is applied, in this order.
    let commands: [Command]
    /// The command whose key is shown with it; `nil` for none.
    let hint: Command?

    /// A row that shows the key of its last command, or of another one that does the same.
    init(_ name: String, _ commands: [Command], key hint: Command? = nil) {
      (self.name, self.commands, self.hint) = (name, commands, hint ?? commands.last)
    }
  }

  /// What it is about.
  let title: String
  /// The rows.
  let items: [Item]
  /// The cell at which it opens.
  let column: Int
  let row: Int
  /// The chosen row.
  private(set) var selection = 0

  init(_ title: String, _ items: [Item], column: Int, row: Int) {
    (self.title, self.items, self.column, self.row) = (title, items, column, row)
  }

  /// The chosen row's commands.
  var commands: [Command] { items[selection].commands }

  mutating func choose(_ row: Int) { selection = max(0, min(items.count - 1, row)) }

  /// Moves the choice, as far as there are rows.
  mutating func move(_ rows: Int) { choose(selection + max(-1000, min(1000, rows))) }

  /// Chooses the next row that begins with a letter.
  mutating func type(_ character: Character) {
    let later = items.indices.map { ($0 + selection + 1) % items.count }
    if let row = later.first(where: { items[$0].name.first == character }) { selection = row }
  }
}

extension Model {
  /// Opens the menu of what is under the pointer; nothing where there is nothing to do.
  mutating func openMenu(at pointer: Pointer, _ target: HitTarget?) {
    switch lists.overlay {
    case nil, .menu: break
    // A list that is open keeps its place.
    default: return
    }
    lists.overlay = nil
    settings.typedValue = nil
    pointing.hover = nil
    if let menu = menu(at: pointer, target) { lists.overlay = .menu(menu) }
  }

  /// Chooses the row of an open menu that the pointer is on.
  mutating func pointAtMenu(_ target: HitTarget?) {
    guard case .menu(var menu) = lists.overlay, case .pickerRow(let row) = target else { return }
    menu.choose(row)
    lists.overlay = .menu(menu)
  }

  /// Does what the chosen row of a menu says.
  mutating func run(_ menu: Menu) {
    lists.overlay = nil
    for command in menu.commands { apply(command) }
  }
}

extension Lists {
  /// The chosen row of an open menu; `nil` without one.
  public var menuSelection: Int? { if case .menu(let menu) = overlay { menu.selection } else { nil } }
}
