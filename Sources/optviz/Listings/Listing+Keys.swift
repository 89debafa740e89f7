import Exports
import OptvizApp

extension Listing {
  /// The keys of the screen.
  static var keys: Listing {
    Listing(
      id: "keys", kind: "key", notes: "group, actions",
      items: KeyBindings.table.map { row in
        ListingItem(
          id: row.keys, summary: row.help, notes: [[row.group] + shortened(row.actions)],
          members: [
            ("group", .text(row.group)), ("actions", .list(row.actions.map { .text($0) })),
          ])
      })
  }

  /// The words of many actions, shortened to the first and the last.
  private static func shortened(_ actions: [String]) -> [String] {
    guard actions.count > 4, let first = actions.first, let last = actions.last else { return actions }
    return ["\(first) … \(last)"]
  }
}
